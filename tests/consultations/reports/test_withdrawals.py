"""What leaves the square with a report, and that nothing comes out by the way that nobody approved."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from consultations.models import Meeting
from consultations.planning import agenda, meetings
from consultations.record import contributions, points
from consultations.reports import steps as reports
from consultations.states import ReportState
from core.errors import EditedMeanwhile, NotAllowed
from core.text.texts import Texts
from partners.models import Association
from proposals.demands import ledger as demands
from proposals.models import Demand, Mention
from publications import reader, store
from publications.schemas.meeting import Headcount
from tests import factories
from tests.consultations.reports.wordings import wording
from tests.factories import text

pytestmark = pytest.mark.django_db


def _held_with(demand, *, by):
    meeting = factories.meeting(held_on=dt.date(2019, 3, 2))
    factories.demand_point(meeting, of=demand)
    meetings.move(meeting, by=by, move="open")
    return meetings.move(meeting, by=by, move="close")


def _published_twice(demand, *, by, head):
    """Two meetings that raised it, and the report of the second."""
    first, second = factories.meeting(), factories.meeting(held_on=dt.date(2019, 3, 2))
    for meeting in (first, second):
        factories.demand_point(meeting, of=demand)
        meetings.move(meeting, by=by, move="open")
        meetings.move(meeting, by=by, move="close")
        report = factories.published_report(by=by, head=head, at=meeting)
    return first, second, report


def _raised_by(association, demand, *, by, on):
    meeting = factories.meeting(held_on=on)
    speaker = factories.present(meeting, side="civil_society", association=association, shows_association=True)
    factories.demand_point(meeting, of=demand, interventions=[factories.contribution(meeting, speaker=speaker)])
    meetings.move(meeting, by=by, move="open")
    return meetings.move(meeting, by=by, move="close")


@pytest.mark.slow
def test_withdraw_publishes_no_wording_that_nobody_approved(editor, head):
    demand = factories.demand()
    first, _second, goes = _published_twice(demand, by=editor, head=head)
    demand.refresh_from_db()
    demands.reword(
        demand, by=head, version=1, title=text("صياغة الرئيس"), details=Texts(), themes=[], areas=[], owner_unit=None
    )

    reports.withdraw(goes, by=head, sentence=text("سُحب التقرير"))

    body = reader.live("demand", demand.key).body
    assert body.title == text("مطلب")
    assert [line.source_key for line in body.mentions] == [first.key]
    assert list(demand.authors.all()) == [head]


@pytest.mark.slow
def test_withdraw_closes_earlier_editions_of_the_demands(editor, head):
    demand = factories.demand()
    _first, _second, goes = _published_twice(demand, by=editor, head=head)
    assert reader.edition("demand", demand.key, 2).body.totals.mentions == 2

    reports.withdraw(goes, by=head, sentence=text("سُحب التقرير"))

    for number in (1, 2):
        with pytest.raises(reader.Withdrawn):
            reader.edition("demand", demand.key, number)
    assert reader.edition("demand", demand.key, 3).body.totals.mentions == 1


@pytest.mark.slow
def test_withdraw_leaves_a_tombstone_and_takes_the_mentions_out(editor, head):
    demand = factories.demand()
    first, second = factories.meeting(), factories.meeting(held_on=dt.date(2019, 3, 2))
    for meeting in (first, second):
        factories.demand_point(meeting, of=demand)
        meetings.move(meeting, by=editor, move="open")
        meetings.move(meeting, by=editor, move="close")
    stays = factories.published_report(by=editor, head=head, at=first)
    goes = factories.published_report(by=editor, head=head, at=second)
    assert reader.live("demand", demand.key).body.totals.mentions == 2

    reports.withdraw(goes, by=head, sentence=text("سُحب التقرير"))

    with pytest.raises(reader.Withdrawn) as tombstone:
        reader.live("report", second.key)
    assert tombstone.value.edition.note == text("سُحب التقرير")
    ledger = reader.live("demand", demand.key).body.mentions
    assert [line.source_key for line in ledger] == [stays.meeting.key]
    assert list(reader.documents("report").values_list("key", flat=True)) == [first.key]
    with pytest.raises(reader.Withdrawn):
        reader.edition("report", second.key, 1)


@pytest.mark.slow
def test_withdraw_of_the_only_report_withdraws_its_demands(editor, head):
    report = factories.published_report(by=editor, head=head)
    demand = Demand.objects.get()

    reports.withdraw(report, by=head, sentence=text("سُحب التقرير"))

    with pytest.raises(reader.Withdrawn):
        reader.live("demand", demand.key)
    assert not Mention.objects.public().exists()
    assert reader.live("meeting", report.meeting.key).body.report_key is None


@pytest.mark.slow
def test_withdrawn_report_comes_back_as_a_new_edition(editor, head):
    report = factories.published_report(by=editor, head=head)
    reports.withdraw(report, by=head, sentence=text("سُحب"))
    reports.redraft(report, by=editor)
    reports.edit(report, by=editor, **wording(report, change_note=text("نسخة جديدة")))
    reports.submit(report, by=editor)

    factories.approve(report, by=head)

    assert reader.live("report", report.meeting.key).number == 3
    assert reader.live("demand", Demand.objects.get().key).number == 3
    assert list(store.broken_editions()) == []


@pytest.mark.slow
def test_withdraw_during_a_correction_publishes_no_change_of_the_meeting_that_nobody_approved(editor, head):
    report = factories.published_report(by=editor, head=head)
    meeting, other = report.meeting, factories.staff("head")
    before = reader.live("meeting", meeting.key).body
    reports.correct(report, by=editor, sentence="خطأ في التاريخ")
    meeting = Meeting.objects.get(pk=meeting.pk)
    meetings.edit(
        meeting,
        by=other,
        version=meeting.version,
        axes=[],
        title=text("عنوان لم يقرأه أحد"),
        map_url="https://example.org/elsewhere",
        held_on=dt.date(2018, 11, 1),
    )

    reports.withdraw(report, by=other, sentence=text("سُحب التقرير"))

    edition = reader.live("meeting", meeting.key)
    facts = before.facts.model_copy(update={"headcount": Headcount()})
    assert edition.body == before.model_copy(update={"report_key": None, "facts": facts})
    assert edition.document.listed_on == before.facts.held_on
    assert list(meeting.authors.all()) == [other], "the change waits for somebody who reads it"


@pytest.mark.slow
def test_withdraw_takes_away_how_many_the_report_counted(editor, head):
    meeting = factories.closed_meeting()
    factories.present(meeting, side="civil_society", is_walk_in=True, name="جمعية")
    report = factories.published_report(by=editor, head=head, at=meeting)
    told = reader.live("meeting", meeting.key).body.facts.headcount

    reports.withdraw(report, by=head, sentence=text("سُحب التقرير"))

    assert told == Headcount(people=1, associations=1)
    assert reader.live("meeting", meeting.key).body.facts.headcount == Headcount()
    with pytest.raises(reader.Withdrawn):
        reader.edition("meeting", meeting.key, 1)


@pytest.mark.slow
def test_who_wrote_in_a_correction_that_was_withdrawn_cannot_approve_those_words_later(editor, head):
    report, writer = factories.published_report(by=editor, head=head), factories.staff("head")
    reports.correct(report, by=writer, sentence="خطأ")
    reports.edit(report, by=writer, **wording(report, lead=text("كلام لم يقرأه أحد"), change_note=text("تصحيح")))
    reports.withdraw(report, by=head, sentence=text("سُحب"))
    reports.redraft(report, by=editor)
    reports.submit(report, by=editor)

    with pytest.raises(NotAllowed):
        factories.approve(report, by=writer)

    assert factories.approve(report, by=head).state == ReportState.PUBLISHED


@pytest.mark.slow
def test_authors_of_a_published_report_that_was_withdrawn_are_those_who_work_on_it_again(editor, head):
    report, another = factories.published_report(by=editor, head=head), factories.staff("editor")
    reports.withdraw(report, by=head, sentence=text("سُحب"))

    reports.redraft(report, by=another)

    assert list(report.authors.all()) == [another]


@pytest.mark.slow
def test_demand_that_leaves_the_square_leaves_the_agendas_of_other_meetings(editor, head):
    report = factories.published_report(by=editor, head=head)
    gone, stays = Demand.objects.get(), factories.demand(title=text("مطلب باق"))
    factories.published_report(by=editor, head=head, at=_held_with(stays, by=editor))
    meeting = factories.meeting(held_on=timezone.localdate() + dt.timedelta(days=9), axes=[text("محور")])
    for demand in (gone, stays):
        agenda.place(meeting.axes.get(), by=factories.scribe(), demand=demand)
    factories.announce(meeting, by=head)
    before = reader.live("meeting", meeting.key).body
    meetings.edit(Meeting.objects.get(pk=meeting.pk), by=editor, version=1, axes=[text("محور")], title=text("لم يُعلن"))

    reports.withdraw(report, by=head, sentence=text("سُحب"))

    after = reader.live("meeting", meeting.key).body
    assert [[ref.key for ref in topic.demands] for topic in before.agenda] == [[gone.key, stays.key]]
    assert [[ref.key for ref in topic.demands] for topic in after.agenda] == [[stays.key]]
    assert after.title == before.title, "what nobody announced stays in the office"
    with pytest.raises(reader.Withdrawn):
        reader.edition("meeting", meeting.key, 1)


@pytest.mark.slow
def test_name_that_an_association_gives_itself_later_is_published_by_nobody_who_did_not_read_it(editor, head):
    demand, association = factories.demand(), factories.association(name=text("جمعية الحي"))
    first = _raised_by(association, demand, by=editor, on=dt.date(2018, 10, 17))
    factories.published_report(by=editor, head=head, at=first)
    second = _held_with(demand, by=editor)
    goes = factories.published_report(by=editor, head=head, at=second)
    third = factories.report_in_review(by=editor, at=_held_with(demand, by=editor))
    seen = factories.read_report(third, by=head)
    Association.objects.filter(pk=association.pk).update(name=text("اسم لم يقرأه أحد"))

    reports.withdraw(goes, by=head, sentence=text("سُحب"))

    names = [name for line in reader.live("demand", demand.key).body.mentions for name in line.associations]
    assert names == [text("جمعية الحي")]
    with pytest.raises(EditedMeanwhile):
        reports.approve(third, by=head, seen=seen)


@pytest.mark.slow
def test_new_name_stays_unread_also_where_another_voice_of_the_same_meeting_was_dropped(editor, head):
    demand = factories.demand()
    stays, leaves = factories.association(name=text("جمعية الحي")), factories.association(name=text("جمعية أخرى"))
    first = factories.meeting(held_on=dt.date(2018, 10, 17))
    said = [
        factories.contribution(
            first, speaker=factories.present(first, side="civil_society", association=each, shows_association=True)
        )
        for each in (stays, leaves)
    ]
    factories.demand_point(first, of=demand, interventions=said)
    for move in ("open", "close"):
        first = meetings.move(first, by=editor, move=move)
    report = factories.published_report(by=editor, head=head, at=first)
    goes = factories.published_report(by=editor, head=head, at=_held_with(demand, by=editor))
    reports.correct(report, by=editor, sentence="خطأ")
    contributions.remove_contribution(said[1], by=editor)
    Association.objects.filter(pk=stays.pk).update(name=text("اسم لم يقرأه أحد"))

    reports.withdraw(goes, by=head, sentence=text("سُحب"))

    (line,) = reader.live("demand", demand.key).body.mentions
    assert (line.associations, line.unnamed, line.times) == ([], 1, 1)


@pytest.mark.slow
def test_correction_that_drops_a_demand_publishes_no_new_wording_of_it(editor, head):
    demand = factories.demand()
    factories.published_report(by=editor, head=head, at=_held_with(demand, by=editor))
    meeting = _held_with(demand, by=editor)
    report = factories.published_report(by=editor, head=head, at=meeting)
    reports.correct(report, by=editor, sentence="خطأ")
    points.remove_point(Meeting.objects.get(pk=meeting.pk).points.get(), by=editor)
    demand.refresh_from_db()
    demands.reword(
        demand, by=editor, version=demand.version, title=text("لم يقرأه أحد"), details=Texts(), themes=[], areas=[],
        owner_unit=None,
    )  # fmt: skip
    reports.edit(report, by=editor, **wording(report, change_note=text("حُذف مطلب")))
    reports.submit(report, by=editor)

    factories.approve(report, by=head)

    body = reader.live("demand", demand.key).body
    assert (body.title, len(body.mentions)) == (text("مطلب"), 1)
