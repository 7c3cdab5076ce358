"""Two demands become one and two again: ledgers, documents, lists."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from consultations.models import Report
from consultations.planning.outstanding_demands import outstanding
from consultations.record import demand_mentions
from consultations.reports import steps as reports
from core.errors import DomainError
from core.time_travel import happening
from proposals.demands import desk, follow_up, merging, merging_approval
from proposals.models import Demand, Mention
from publications import reader
from reference.models import Area
from tests import factories
from tests.consultations.reports.wordings import wording
from tests.proposals.demands.merges import (
    MERGED,
    SENTENCE,
    UNDONE,
    approved,
    heard,
    held,
    merged,
    page,
    public_demand,
    split,
    undone,
)

pytestmark = pytest.mark.django_db


def test_merge_moves_every_mention_and_undo_gives_both_ledgers_back():
    first, second = factories.demand(), factories.demand()
    own, other = [heard(first).pk, heard(first).pk], [heard(second).pk]

    change = merged(first, second)
    assert (held(first), held(second)) == ([], sorted(own + other))

    undone(change)
    assert (held(first), held(second)) == (own, other)
    assert not Mention.objects.exclude(origin=None).exists()


def test_mention_of_a_merged_demand_counts_for_the_other_one_until_the_undo():
    first, second = factories.demand(), factories.demand()
    change = merged(first, second)

    later = heard(Demand.objects.get(pk=first.pk))
    assert (later.demand, later.origin) == (second, first)

    undone(change)
    assert held(first) == [later.pk]


@pytest.mark.slow
def test_merge_says_it_in_both_documents_with_its_day():
    first, second = public_demand("إنارة الحي"), public_demand("إنارة الأزقة")

    with happening(MERGED):
        merged(first, second)

    (line,) = page(second).relations
    assert (line.relation, line.number, line.title.ar, line.on) == (
        "absorbed",
        first.number,
        "إنارة الحي",
        MERGED.date(),
    )
    (line,) = page(first).relations
    assert (line.relation, line.number, line.until) == ("merged_into", second.number, None)
    assert (page(first).merged_into, page(second).merged_into) == (second.number, None)
    assert [entry.source_key for entry in page(second).mentions] == [
        f"meeting-{first.number}",
        f"meeting-{second.number}",
    ]
    assert page(first).mentions == []
    assert page(second).totals.mentions == 2


@pytest.mark.slow
def test_undo_says_until_when_in_both_documents_and_lists_the_demand_again():
    first, second = public_demand(), public_demand()
    before = [page(each).mentions for each in (first, second)]
    with happening(MERGED):
        change = merged(first, second)
    listed_while_merged = reader.documents("demand").filter(key=first.key).exists()

    with happening(UNDONE):
        undone(change)

    assert not listed_while_merged
    assert reader.documents("demand").filter(key=first.key).exists()
    assert [page(each).mentions for each in (first, second)] == before
    assert page(first).merged_into is None
    assert [(line.on, line.until) for each in (first, second) for line in page(each).relations] == [
        (MERGED.date(), UNDONE.date())
    ] * 2


@pytest.mark.slow
def test_next_edition_of_a_demand_keeps_its_relations():
    first, second = public_demand(), public_demand()
    merged(first, second)
    draft = factories.follow_up(second, by=factories.staff("editor"))

    factories.approve_follow_up(follow_up.send(draft, by=factories.staff("editor")), by=factories.staff("head"))

    assert [line.number for line in page(second).relations] == [first.number]


def test_merged_demand_owes_nothing_and_owes_again_after_the_undo():
    first, second = factories.demand(), factories.demand()

    change = merged(first, second)
    first.refresh_from_db()
    assert (first.promise_on, first.merged_into) == (None, second)

    undone(change)
    first.refresh_from_db()
    assert (first.promise_on, first.merged_into) == (dt.date(2018, 11, 16), None)


def test_merge_of_demands_that_nobody_reads_publishes_nothing():
    first, second = factories.demand(), factories.demand()

    merged(first, second)

    for demand in (first, second):
        with pytest.raises(reader.NotPublished):
            reader.live("demand", demand.key)


@pytest.mark.slow
def test_split_makes_a_demand_of_its_own_with_a_page_and_undo_gives_the_mentions_back():
    whole = public_demand()
    moved = heard(whole, "other")
    Mention.objects.filter(pk=moved.pk).update(is_public=True)
    before = held(whole)
    with happening(MERGED):
        change = approved(split(whole, moved))
    part = Demand.objects.get(pk=change.part_id)

    assert (held(part), part.merged_into) == ([moved.pk], None)
    assert [(line.relation, line.number) for line in page(part).relations] == [("split_from", whole.number)]
    assert [(line.relation, line.number) for line in page(whole).relations] == [("split_off", part.number)]
    assert [entry.source_key for entry in page(part).mentions] == ["other"]

    with happening(UNDONE):
        undone(change)
    assert (held(whole), held(part)) == (before, [])
    assert page(part).merged_into == whole.number
    assert page(whole).relations[0].until == UNDONE.date()


def test_split_of_a_merged_ledger_gives_mentions_back_to_the_demand_to_which_they_belonged():
    first, second = factories.demand(), factories.demand()
    mine, _theirs = heard(first), heard(second)
    merge = merged(first, second)
    change = approved(split(second, mine))

    undone(change)
    undone(merge)

    assert held(first) == [mine.pk]


def test_drafted_split_is_no_demand_yet():
    whole = factories.demand()
    heard(whole)
    change = split(whole, heard(whole))

    assert change.part.is_merged
    assert change.part not in Demand.objects.not_merged()
    assert held(whole) != []
    assert held(change.part) == []


def test_inner_merge_is_undone_after_the_outer_one():
    first, second, third = factories.demand(), factories.demand(), factories.demand()
    mention = heard(first)
    inner, outer = merged(first, second), merged(second, third)
    assert held(third) == [mention.pk]

    with pytest.raises(DomainError):
        merging.undo(inner, by=factories.staff("editor"), sentence=SENTENCE)
    undone(outer)
    assert held(second) == [mention.pk]
    undone(inner)
    assert held(first) == [mention.pk]


def test_offers_name_the_demand_that_is_left():
    first = factories.demand(title=factories.text("إنارة عمومية في حي الزيتون"))
    second = factories.demand(title=factories.text("محاربة المخدرات"))
    merged(first, second)

    assert list(Demand.objects.like("إنارة عمومية في حي الزيتون")) == [second]


def test_desk_shows_the_demand_that_is_left_under_both_numbers_and_what_waits_for_approval():
    first, second = factories.demand(), factories.demand()
    editor = factories.staff("editor")
    change = merging.send(merging.merge(first, by=editor, whole=second, sentence=SENTENCE), by=editor)
    assert list(desk.in_view("approval", editor)) == [second]

    merging_approval.approve(change, by=factories.staff("head"), seen=merging_approval.pending(change).fingerprint)

    assert [list(desk.in_view(view, editor)) for view in ("all", "open", "approval")] == [[second], [second], []]
    assert list(desk.in_view("all", editor).matching(first.key)) == [second]
    third = public_demand("ثالث")
    merged(second, third)
    assert list(desk.in_view("all", editor).matching(first.key)) == [third]


def test_next_agenda_does_not_begin_with_a_merged_demand():
    area = Area.objects.get(key="meknes")
    first, second = (factories.demand(areas=[area]) for _number in range(2))
    meeting = factories.meeting(held_on=dt.date(2019, 4, 12), areas=[area])
    before = set(outstanding(meeting))

    merged(first, second)

    assert (before, set(outstanding(meeting))) == ({first, second}, {second})


def test_changed_contribution_keeps_its_mention_where_merge_and_split_put_it():
    first, second = factories.demand(), factories.demand()
    meeting = factories.meeting()
    said, other = factories.contribution(meeting), factories.contribution(meeting)
    factories.demand_point(meeting, of=first, interventions=[said, other])
    merge = merged(first, second)

    collective(said)
    assert {(each.demand, each.origin) for each in Mention.objects.all()} == {(second, first)}

    change = approved(split(second, said.carriages.get().mention))
    collective(said, is_collective=False)
    assert held(change.part) == [said.carriages.get().mention_id]

    undone(change)
    undone(merge)
    assert held(first) == sorted(Mention.objects.values_list("pk", flat=True))


def collective(said: Any, *, is_collective: bool = True) -> None:
    type(said).objects.filter(pk=said.pk).update(is_collective=is_collective)
    said.refresh_from_db()
    demand_mentions.follow([said], by=factories.scribe())


@pytest.mark.slow
def test_withdrawn_report_takes_its_ledger_out_of_earlier_editions_of_a_merged_demand_too():
    report = factories.published_report(by=factories.staff("editor"), head=factories.staff("head"))
    first, second = Demand.objects.get(), public_demand()
    assert reader.edition("demand", first.key, 1).body.mentions[0].source_key == report.meeting.key
    merged(first, second)

    reports.withdraw(Report.objects.get(pk=report.pk), by=factories.staff("head"), sentence=factories.text("سُحب"))

    with pytest.raises(reader.Withdrawn):
        reader.edition("demand", first.key, 1)
    assert page(first).merged_into == second.number
    assert report.meeting.key not in [entry.source_key for entry in page(second).mentions]


@pytest.mark.slow
def test_corrected_report_leaves_earlier_editions_of_a_merged_demand():
    report = factories.published_report(by=factories.staff("editor"), head=factories.staff("head"))
    first, second = Demand.objects.get(), public_demand()
    merged(first, second)
    editor = factories.staff("editor")

    again = reports.correct(Report.objects.get(pk=report.pk), by=editor, sentence="خطأ في الصياغة")
    changes = wording(again, lead=factories.text("سطور مصححة"), change_note=factories.text("تصحيح"))
    reports.edit(again, by=editor, **changes)
    factories.approve(reports.submit(again, by=editor), by=factories.staff("head"))

    assert reader.edition("demand", first.key, 1).body.mentions
    assert page(second).totals.meetings == 2
