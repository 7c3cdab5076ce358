"""Demands, verdicts, marks and merges against a hostile user: what stands in public needs two people, and nobody learns what is not public."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from consultations.planning import meetings
from consultations.record import contributions
from consultations.reports import steps as reports
from core.errors import NotAllowed
from core.text.texts import Texts
from proposals.demands import ledger, merging, merging_approval, support
from proposals.models import Demand
from tests import factories
from tests.proposals.demands import merges

pytestmark = pytest.mark.django_db
NOWHERE = 987_654


def reworded(demand: Demand, title: str, *, by: Any) -> None:
    demand.refresh_from_db()
    ledger.reword(
        demand, by=by, version=demand.version, title=factories.text(title), details=Texts(),
        themes=[factories.theme()], areas=[], owner_unit=None,
    )  # fmt: skip


def test_author_of_a_wording_does_not_approve_the_undoing_that_publishes_it() -> None:
    """The merge itself publishes the former wording of the merged demand, so its authors are still to be refused afterwards."""
    part, whole, author = merges.public_demand(), merges.public_demand(), factories.staff("editor", "head")
    reworded(part, "صياغة جديدة", by=author)
    change = merges.merged(part, whole)

    undo = merging.undo(change, by=factories.staff("editor"), sentence=factories.text("مطلبان."))
    undo = merging.send(undo, by=factories.staff("editor"))
    pending = merging_approval.pending(undo)

    assert "صياغة جديدة" in pending.canonical
    with pytest.raises(NotAllowed):
        merging_approval.approve(undo, by=author, seen=pending.fingerprint)


def test_name_withdrawn_from_a_mark_on_a_merged_demand_leaves_every_edition() -> None:
    part, whole = merges.public_demand(), merges.public_demand()
    association = factories.verified_association(name=factories.text("جمعية العلامة"))
    member = factories.representative(association)
    support.add(part, association=association, by=member, shows_name=True)
    support.publish(part, by=factories.staff("moderator"), seen=support.pending(part).fingerprint)
    merges.merged(part, whole)
    assert Client().get(f"/ar/demands/{part.key}/editions/2.json").status_code == 200

    support.withdraw(part, association=association, by=member)

    for number in range(1, 6):
        page = Client().get(f"/ar/demands/{part.key}/editions/{number}.json")
        assert "جمعية العلامة" not in page.content.decode()


def test_name_withdrawn_after_the_association_was_renamed_leaves_the_page() -> None:
    demand, association = merges.public_demand(), factories.verified_association(name=factories.text("الاسم القديم"))
    member = factories.representative(association)
    support.add(demand, association=association, by=member, shows_name=True)
    support.publish(demand, by=factories.staff("moderator"), seen=support.pending(demand).fingerprint)
    type(association).objects.filter(pk=association.pk).update(name=factories.text("الاسم الجديد"))
    association.refresh_from_db()

    support.withdraw(demand, association=association, by=member)

    assert merges.page(demand).supporters.named == []


@pytest.mark.parametrize("method", ["get", "post"])
def test_number_of_a_demand_that_is_not_public_looks_to_an_association_like_a_missing_one(method: str) -> None:
    hidden, association = factories.demand(), factories.verified_association()
    client = Client()
    client.force_login(factories.representative(association))
    sent = {"word": "solved", "text": "رسالة", "shows_name": "on"}

    for name in ("demand", "verdict", "support", "support_withdraw", "demand_letter", "demand_choose"):
        seen, place = [], () if name == "demand_choose" else (association.pk,)
        for number in (hidden.number, NOWHERE):
            answer = getattr(client, method)(reverse(f"members:{name}", args=[*place, number]), sent)
            seen.append((answer.status_code, answer.content, answer.headers.get("Location")))
        assert seen[0] == seen[1], name
        assert seen[0][0] in {404, 405}, name


@pytest.mark.parametrize("way", ["merge", "split"])
def test_withdrawn_report_leaves_the_page_to_which_its_mention_was_moved_though_the_record_lost_it(way: str) -> None:
    editor, head = factories.staff("editor"), factories.staff("head")
    association = factories.verified_association(name=factories.text("جمعية اللقاء المسحوب"))
    meeting = factories.meeting(title=factories.text("لقاء مسحوب"))
    meetings.move(meeting, by=factories.scribe(), move="open")
    speaker = factories.present(meeting, side="civil_society", association=association, shows_association=True)
    said = factories.contribution(meeting, speaker=speaker)
    demand = factories.demand_point(meeting, interventions=[said]).demand
    report = factories.published_report(
        by=editor, head=head, at=meetings.move(meeting, by=factories.scribe(), move="close")
    )
    merges.heard(demand, "other")
    moved = demand.mentions.get(source_key=meeting.key)
    if way == "merge":
        there = merges.public_demand()
        merges.merged(demand, there)
    else:
        there = merges.approved(merges.split(demand, moved)).part
    assert "جمعية اللقاء المسحوب" in Client().get(f"/ar/demands/{there.key}/").content.decode()

    reports.correct(report, by=editor, sentence="خطأ")
    contributions.remove_contribution(said, by=factories.staff("recorder"))
    report.refresh_from_db()
    reports.withdraw(report, by=head, sentence=factories.text("سُحب"))

    for number in (there.key, demand.key):
        for path in ("", "demand.json", "editions/1.json", "editions/2.json", "editions/3.json"):
            page = Client().get(f"/ar/demands/{number}/{path}").content.decode()
            assert "جمعية اللقاء المسحوب" not in page, path
            assert "لقاء مسحوب" not in page, path


def test_withdrawn_report_leaves_earlier_editions_of_a_demand_from_which_its_mention_came_back() -> None:
    editor, head = factories.staff("editor"), factories.staff("head")
    report = factories.published_report(by=editor, head=head)
    first, second, third = report.reported_points.get().point.demand, merges.public_demand(), merges.public_demand()
    inner = merges.merged(first, second)
    outer = merges.merged(second, third)
    merges.undone(outer)
    merges.undone(inner)
    key = report.meeting.key
    assert key in Client().get(f"/ar/demands/{third.key}/editions/2.json").content.decode()

    report.refresh_from_db()
    reports.withdraw(report, by=head, sentence=factories.text("سُحب"))

    for demand in (first, second, third):
        for number in range(1, 8):
            page = Client().get(f"/ar/demands/{demand.key}/editions/{number}.json")
            assert f'"source_key":"{key}"' not in page.content.decode(), f"{demand.key}: edition {number}"
    assert Client().get(f"/ar/demands/{third.key}/").status_code == 200
