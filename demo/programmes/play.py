"""Two programmes near schools by the real actions: proposed, suggested to meet, agreed, published as one, reported on."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

import pghistory
from django.db import transaction

from accounts.models import User
from cooperation.convergence import steps
from cooperation.models import Convergence, Programme
from cooperation.programmes import drafting, reports, sessions
from cooperation.programmes.drafting import PROGRAMMES
from core.text.texts import Texts
from core.time_travel import happening
from demo import meknes, people, schools
from demo.programmes import words
from partners.models import Membership
from proposals.models import Demand
from publications import findings as gate
from publications.models import AnsweredFinding
from reference.actions import add_entry
from reference.models import Area, Institution, Theme

SCHOOLS: Final = 1
"""Place of the demand on school surroundings in :data:`demo.meknes.DEMANDS`."""
BEGUN_ON, PROPOSED_ON, PUBLISHED_ON = dt.date(2018, 12, 3), dt.date(2018, 12, 10), dt.date(2018, 12, 17)
OFFERED_ON, AGREED_ON, JOINED_ON = dt.date(2018, 12, 20), dt.date(2018, 12, 27), dt.date(2019, 1, 14)
REPORTED_ON, TOLD_ON = dt.date(2019, 3, 18), dt.date(2019, 3, 25)
OF_CELL = (dt.date(2019, 1, 21), dt.date(2019, 3, 17))
OF_ASSOCIATION = (dt.date(2019, 2, 4), dt.date(2019, 4, 14))
DAYS = (dt.date(2019, 2, 12), dt.date(2019, 2, 19), dt.date(2019, 3, 5))
REACHED = 96


def play() -> bool:
    """``False`` if it was done before, or without the association of the demonstration."""
    member = Membership.objects.filter(user__email="president@example.org").select_related("association").first()
    if member is None or Programme.objects.exists():
        return False
    users = people.ensure()
    with transaction.atomic(), pghistory.context(source="demonstration"):
        _published_alone(users, member)
        _join(users, member)
    return True


def _published_alone(users: dict[str, User], member: Membership) -> None:
    editor = users["editor"]
    with happening(schools.hour(BEGUN_ON, 10)):
        school = add_entry(
            Institution, by=editor, key="demo_school", name=words.SCHOOL, kind=Institution.Kind.EDUCATION, position=200
        )
        cell = PROGRAMMES.begin(by=editor, **words.OF_CELL, **_facts(OF_CELL, school, ["middle", "high"]))
        _mark(cell)
        for day in DAYS:
            _session(cell, editor, day, school)
    with happening(schools.hour(PROPOSED_ON, 18)):
        facts = _facts(OF_ASSOCIATION, school, ["middle"])
        theirs = drafting.propose(member.association, by=member.user, **words.OF_ASSOCIATION, **facts)
        _mark(theirs)
        day = dt.date(2019, 2, 26)
        _session(theirs, member.user, day, school)
    with happening(schools.hour(PUBLISHED_ON, 11)):
        for row in (cell, theirs):
            _publish(row, users)


def _join(users: dict[str, User], member: Membership) -> None:
    with happening(schools.hour(OFFERED_ON, 9)):
        pair = Convergence.objects.get()
        pair = steps.offer(pair, by=users["editor"], offer=Convergence.Offer.PROGRAMME, sentence=words.OFFER)
    with happening(schools.hour(AGREED_ON, 19)):
        pair = steps.agree(pair, by=member.user, seen=steps.newest_offer(pair))
    joint = Programme.objects.get(pk=pair.joint_id)
    with happening(schools.hour(JOINED_ON, 10)):
        joint = PROGRAMMES.save(joint, by=users["editor"], version=joint.version, **words.JOINT)
        _publish(joint, users)
    theirs = Programme.objects.get(association=member.association)
    with happening(schools.hour(REPORTED_ON, 20)):
        told = reports.report(theirs, by=member.user, language="ar", text=words.REPORTED, progress="done")
    with happening(schools.hour(TOLD_ON, 10)):
        reports.take(told, by=users["editor"])
        _tell(theirs, users)
        PROGRAMMES.correct(joint, by=users["editor"], sentence="ما أُنجز (مثال)")
        _tell(joint, users, people_reached=REACHED)
        PROGRAMMES.correct(pair.first, by=users["editor"], sentence="ما أُنجز (مثال)")
        _tell(pair.first, users)


def _tell(row: Programme, users: dict[str, User], **values: Any) -> None:
    row = Programme.objects.get(pk=row.pk)
    given = {"done": words.DONE, "progress": "done", "change_note": words.DONE_NOTE} | values
    _publish(PROGRAMMES.save(row, by=users["editor"], version=row.version, **given), users)


def _facts(days: tuple[dt.date, dt.date], school: Institution, audiences: list[str]) -> dict[str, Any]:
    title = meknes.DEMANDS[SCHOOLS].title
    return {
        "audiences": audiences,
        "begins_on": days[0],
        "ends_on": days[1],
        "themes": Theme.objects.filter(key="schools_surroundings"),
        "areas": Area.objects.filter(key="meknes"),
        "institutions": [school],
        "demands": [demand for demand in Demand.objects.filter(registered_on=meknes.HELD_ON) if demand.title == title],
    }


def _session(row: Programme, by: User, day: dt.date, school: Institution) -> None:
    hours = {"starts_at": dt.time(10), "ends_at": dt.time(11, 30)}
    sessions.save(row, by=by, day=day, area=Area.objects.get(key="meknes"), institution=school, place=Texts(), **hours)


def _mark(row: Programme) -> None:
    Programme.objects.filter(pk=row.pk).update(is_demonstration=True)


def _publish(row: Programme, users: dict[str, User]) -> None:
    row.refresh_from_db()
    pending = PROGRAMMES.compose(row)
    for found in pending.open_findings:
        sentence = "موضوع عام: لا يُذكر أي شخص ولا أي حالة بعينها. (مثال)"
        gate.answer(
            pending, mark=found.mark, by=users["editor"].pk, reason=AnsweredFinding.Reason.NEEDED, sentence=sentence
        )
    PROGRAMMES.submit(row, by=users["editor"])
    PROGRAMMES.approve(row, by=users["head"], seen=PROGRAMMES.compose(row).fingerprint)
