"""A training of March 2019 by the real actions, from the draft to the certificates; and one to come, in which places are free."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

import pghistory
from django.db import transaction

from accounts.models import User
from cooperation.models import Enrolment, Training
from cooperation.trainings import certificates, enrolments, feedback, presence, reminders
from cooperation.trainings.drafts import TRAININGS, add_session
from core import clock
from core.text.texts import Texts
from core.time_travel import happening
from demo import findings, meknes, people, schools
from demo.civil_society import SENDERS
from demo.trainings import words
from partners.models import Membership
from proposals.models import Demand
from publications import findings as gate
from publications.models import AnsweredFinding

THEME: Final = "partnership_training"
PLACES, SHARE = 7, 3
# How many each association enrols: one of the first waits until enrolment has closed.
ENROLLED: Final = (4, 3)
NAMED: Final = "مشارك رقم {number} (مثال)"
# In how many sessions each was present; the last one did not come.
PRESENT: Final = (4, 4, 3, 4, 3, 2, 0)
SAID: Final = ("will_use", "will_use", "too_short", "will_use")


def play() -> bool:
    """``False`` if it was done before, or without the associations."""
    members = {each.user.email: each for each in Membership.objects.select_related("user", "association")}
    if Training.objects.exists() or not all(sender.email in members for sender in SENDERS):
        return False
    users = people.ensure()
    with transaction.atomic(), pghistory.context(source="demonstration"):
        row = _held(users)
        places = _enrolled(row, [members[sender.email] for sender in SENDERS])
        _attended(row, places, users["recorder"])
        _certified(row, places, users)
        _said(row, users)
        _coming(users)
    return True


def _held(users: dict[str, User]) -> Training:
    editor = users["editor"]
    with happening(schools.hour(words.BEGUN_ON, 10)):
        row = TRAININGS.begin(
            by=editor, topic="legal", title=words.TITLE, summary=words.SUMMARY, outcomes=words.OUTCOMES,
            enrol_until=words.CLOSES_ON, needed_sessions=3, capacity=PLACES, share=SHARE, demands=_demands(), **_shared(),
        )  # fmt: skip
        for each in words.SESSIONS:
            _session(row, editor, each.day, each.title, each.trainer)
    with happening(schools.hour(words.SENT_ON, 10)):
        return _published(row, users)


def _shared() -> dict[str, Any]:
    return {
        "audience": words.AUDIENCE,
        "venue": words.VENUE,
        "taught_in": words.TAUGHT_IN,
        "access": words.ACCESS,
        "is_demonstration": True,
    }


def _demands() -> list[Demand]:
    """Those of 2018 that ask for legal training."""
    return list(Demand.objects.filter(registered_on=meknes.HELD_ON, themes__key=THEME))


def _session(row: Training, editor: User, day: dt.date, title: Texts, trainer: Texts) -> None:
    hours = {"starts_at": words.STARTS_AT, "ends_at": words.ENDS_AT}
    add_session(row, by=editor, day=day, title=title, trainer=trainer, **hours)


def _published(row: Training, users: dict[str, User]) -> Training:
    pending = TRAININGS.compose(row)
    for found in pending.open_findings:
        default = (AnsweredFinding.Reason.NEEDED, "نص عام: لا يدل على أي شخص. (مثال)")
        reason, sentence = findings.REASONS.get(found.kind, default)
        gate.answer(pending, mark=found.mark, by=users["editor"].pk, reason=reason, sentence=sentence)
    TRAININGS.submit(row, by=users["editor"])
    return TRAININGS.approve(row, by=users["head"], seen=TRAININGS.compose(row).fingerprint)


def _enrolled(row: Training, members: list[Membership]) -> list[Enrolment]:
    found: list[Enrolment] = []
    with happening(schools.hour(words.ENROLLED_ON, 11)):
        for member, count in zip(members, ENROLLED, strict=True):
            for _place in range(count):
                name = NAMED.format(number=len(found) + 1)
                found.append(enrolments.enrol(row, association=member.association, by=member.user, participant=name))
    with happening(schools.hour(words.CLOSES_ON + dt.timedelta(days=1), 9)):
        reminders.give_what_is_left()
    return found


def _attended(row: Training, places: list[Enrolment], recorder: User) -> None:
    for number, session in enumerate(row.sessions.all()):
        with happening(schools.hour(session.day, 18)):
            for place, count in zip(places, PRESENT, strict=True):
                if number < count:
                    presence.note(place, session=session, by=recorder)


def _certified(row: Training, places: list[Enrolment], users: dict[str, User]) -> None:
    """One is made anew with another spelling, and one is revoked."""
    last = words.SESSIONS[-1].day
    with happening(schools.hour(last + dt.timedelta(days=1), 10)):
        made = certificates.issue(row, by=users["editor"])
        for place, word in zip(places, SAID, strict=False):
            feedback.give(place, word=word)
    with happening(schools.hour(last + dt.timedelta(days=4), 10)):
        certificates.replace(made[0], by=users["editor"], participant=NAMED.format(number="1 مكرر"))
        certificates.revoke(made[-1], by=users["head"], reason="presence", sentence="مثال: سُجل حضور شخص آخر.")


def _said(row: Training, users: dict[str, User]) -> None:
    with happening(schools.hour(words.SAID_ON, 10)):
        row = TRAININGS.correct(row, by=users["editor"], sentence="إضافة ما قاله المشاركون. (مثال)")
        row = TRAININGS.save(row, by=users["editor"], version=row.version, change_note=words.NOTE)
        _published(row, users)


def _coming(users: dict[str, User]) -> None:
    first = clock.today() + dt.timedelta(days=21)
    row = TRAININGS.begin(
        by=users["editor"], topic="writing", title=words.COMING_TITLE, summary=words.COMING_SUMMARY, needed_sessions=2,
        enrol_until=first - dt.timedelta(days=4), capacity=24, share=2, **_shared(),
    )  # fmt: skip
    for number, title in enumerate(words.COMING_SESSIONS):
        _session(row, users["editor"], first + dt.timedelta(days=number), title, words.CELL)
    _published(row, users)
