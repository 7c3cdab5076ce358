from __future__ import annotations

import pytest
from django.db import IntegrityError, InternalError, transaction

from consultations.models import Report
from consultations.planning import meetings
from consultations.record import contributions
from consultations.reports import steps as reports
from consultations.reports.approval import pending_report
from consultations.states import ReportState
from core.db.states import IllegalMove
from core.errors import DomainError, EditedMeanwhile, NotAllowed
from core.text.texts import Texts
from proposals.demands import ledger
from proposals.models import Demand
from publications import reader
from publications.models import Approval, Document, Edition
from tests import factories
from tests.consultations.reports.wordings import wording
from tests.factories import text

pytestmark = pytest.mark.django_db


def test_draft_composes_the_record_in_every_language(editor):
    meeting = factories.meeting(title=text("لقاء مفتوح", fr="Rencontre ouverte"), part_of_day="evening")
    cell_head = factories.present(meeting, function=text("رئيس خلية التواصل"))
    factories.contribution(meeting, kind="opening", speaker=cell_head, text=text("كلمة الافتتاح"))
    factories.contribution(meeting, kind="conclusion", text=text("خلاصة", fr="Conclusion", en="Conclusion"))
    point = factories.demand_point(meeting, title=text("أمن المدارس"))
    meetings.move(meeting, by=editor, move="open")
    meetings.move(meeting, by=editor, move="close")

    report = reports.draft(meeting, by=editor)

    assert report.opening == text("افتتح رئيس خلية التواصل اللقاء بكلمة جاء فيها: كلمة الافتتاح.")
    assert report.conclusion == text("خلاصة.", fr="Conclusion.", en="Conclusion.")
    assert "لقاء مفتوح" in report.title.ar
    assert "rencontre ouverte" in report.title.fr
    assert "2018" in report.lead.en
    assert [(row.point, row.title) for row in report.reported_points.all()] == [(point, text("أمن المدارس"))]


def test_draft_of_an_open_meeting_is_refused(editor):
    meeting = factories.meeting()

    with pytest.raises(DomainError):
        reports.draft(meeting, by=editor)

    assert not Report.objects.exists()


def test_draft_twice_is_refused(editor):
    report = factories.report(by=editor)

    with pytest.raises(DomainError):
        reports.draft(report.meeting, by=editor)


def test_edit_writes_the_wording_and_names_the_author(editor, head):
    report = factories.report(by=editor)
    reported = report.reported_points.get()
    changes = wording(report, title=text("عنوان"), points={reported.pk: (text("صياغة"), text("شرح"))})

    reports.edit(report, by=head, **changes)

    reported.refresh_from_db()
    assert Report.objects.get().title == text("عنوان")
    assert (reported.title, reported.text) == (text("صياغة"), text("شرح"))
    assert set(report.authors.all()) == {editor, head}


def test_edit_of_an_old_version_changes_nothing(editor, head):
    report = factories.report(by=editor)
    opened_by_second = wording(report, title=text("الثاني"))
    reports.edit(report, by=editor, **wording(report, title=text("الأول")))

    with pytest.raises(EditedMeanwhile):
        reports.edit(report, by=head, **opened_by_second)

    assert Report.objects.get().title == text("الأول")
    assert not report.authors.filter(pk=head.pk).exists()


def test_approve_publishes_report_meeting_and_demands(editor, head):
    report = factories.report_in_review(by=editor)

    report = factories.approve(report, by=head)

    assert report.state == ReportState.PUBLISHED
    kinds = Document.objects.filter(is_listed=True).exclude(kind="reference").values_list("kind", flat=True)
    assert sorted(kinds) == ["demand", "meeting", "report"]
    edition = reader.live("report", report.meeting.key)
    approval = Approval.objects.get(edition=edition)
    assert (set(approval.author_ids), approval.approver_id) == ({factories.scribe().pk, editor.pk}, head.pk)
    demand = reader.live("demand", edition.body.demands[0].demand_key).body
    assert [line.source_key for line in demand.mentions] == [report.meeting.key]
    assert demand.totals.mentions == 1


def test_approve_by_an_author_is_refused(editor, head):
    report = factories.report(by=editor)
    reports.edit(report, by=head, **wording(report, title=text("تعديل")))
    reports.submit(report, by=editor)

    with pytest.raises(NotAllowed):
        factories.approve(report, by=head)

    assert Report.objects.get().state == ReportState.IN_REVIEW
    assert not Edition.objects.exclude(document__kind="reference").exists()


@pytest.mark.slow
def test_approve_by_somebody_who_wrote_in_the_record_is_refused(editor, head):
    meeting = factories.meeting()
    contributions.contribute(meeting, by=head, text=text("مداخلة كتبها الرئيس"))
    meetings.move(meeting, by=editor, move="open")
    meetings.move(meeting, by=editor, move="close")
    report = factories.report_in_review(by=editor, at=meeting)

    with pytest.raises(NotAllowed):
        factories.approve(report, by=head)

    assert factories.approve(report, by=factories.staff("head")).state == ReportState.PUBLISHED


@pytest.mark.slow
def test_approve_by_somebody_who_reworded_a_mentioned_demand_is_refused(editor, head):
    report = factories.report_in_review(by=editor)
    demand = Demand.objects.get()
    ledger.reword(
        demand, by=head, version=1, title=text("صياغة الرئيس"), details=Texts(), themes=[], areas=[], owner_unit=None
    )

    with pytest.raises(NotAllowed):
        factories.approve(report, by=head)

    assert not Edition.objects.exclude(document__kind="reference").exists()
    factories.approve(report, by=factories.staff("head"))
    assert reader.live("demand", demand.key).body.title == text("صياغة الرئيس")


@pytest.mark.slow
def test_database_refuses_an_approval_by_an_author(editor, head):
    report = factories.published_report(by=editor, head=head)
    edition = reader.live("report", report.meeting.key)
    with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
        Approval.objects.filter(edition=edition).update(approver_id=editor.pk)


@pytest.mark.slow
def test_approve_of_a_text_that_changed_since_it_was_read_is_refused(editor, head):
    report = factories.report_in_review(by=editor)
    seen = factories.read_report(report, by=head)
    reports.return_(report, by=factories.staff("head"), sentence="راجع")
    reports.edit(report, by=editor, **wording(report, lead=text("سطور لم يقرأها أحد")))
    reports.submit(report, by=editor)

    with pytest.raises(EditedMeanwhile):
        reports.approve(report, by=head, seen=seen)

    assert Report.objects.get().state == ReportState.IN_REVIEW
    assert factories.approve(report, by=head).state == ReportState.PUBLISHED


@pytest.mark.slow
def test_approve_of_a_note_to_readers_that_changed_since_it_was_read_is_refused(editor, head):
    report = factories.published_report(by=editor, head=head)
    reports.correct(report, by=editor, sentence="خطأ")
    reports.edit(report, by=editor, **wording(report, lead=text("سطور"), change_note=text("صُحح السطر")))
    reports.submit(report, by=editor)
    seen = factories.read_report(Report.objects.get(), by=head)
    reports.return_(report, by=factories.staff("head"), sentence="راجع")
    reports.edit(report, by=editor, **wording(report, change_note=text("لم يقرأه أحد")))
    reports.submit(report, by=editor)

    with pytest.raises(EditedMeanwhile):
        reports.approve(report, by=head, seen=seen)


@pytest.mark.slow
def test_approve_of_a_demand_that_was_reworded_since_it_was_read_is_refused(editor, head):
    report = factories.report_in_review(by=editor)
    seen = factories.read_report(report, by=head)
    ledger.reword(
        Demand.objects.get(),
        by=editor,
        version=1,
        title=text("غيرها"),
        details=Texts(),
        themes=[],
        areas=[],
        owner_unit=None,
    )

    with pytest.raises(EditedMeanwhile):
        reports.approve(report, by=head, seen=seen)


@pytest.mark.slow
def test_approve_of_a_demand_that_another_report_mentioned_since_it_was_read_is_refused(editor, head):
    """Its ledger and its totals are published, too."""
    demand = factories.demand()
    first, second = (factories.meeting(), factories.meeting())
    for meeting in (first, second):
        factories.demand_point(meeting, of=demand)
        for move in ("open", "close"):
            meetings.move(meeting, by=editor, move=move)
    report = factories.report_in_review(by=editor, at=first)
    seen = factories.read_report(report, by=head)
    factories.published_report(by=editor, head=head, at=second)

    with pytest.raises(EditedMeanwhile):
        reports.approve(report, by=head, seen=seen)

    factories.approve(report, by=head)
    assert reader.live("demand", demand.key).body.totals.meetings == 2


@pytest.mark.slow
def test_report_is_read_with_the_function_of_its_approver(editor, head):
    report = factories.report_in_review(by=editor)

    shown = pending_report(report, approver=head).main.body
    factories.approve(report, by=head)

    assert shown.approved_by.en == "Head of the communication cell"
    assert reader.live("report", report.meeting.key).body == shown


@pytest.mark.slow
def test_approve_twice_publishes_once(editor, head):
    report = factories.report_in_review(by=editor)
    factories.approve(report, by=head)

    with pytest.raises(IllegalMove):
        factories.approve(report, by=head)

    assert Edition.objects.filter(document__kind="report").count() == 1


def test_return_needs_a_comment_and_reopens_the_text(editor, head):
    report = factories.report_in_review(by=editor)
    with pytest.raises(DomainError):
        reports.return_(report, by=head, sentence=" ")

    report = reports.return_(report, by=head, sentence="راجع العنوان")

    assert report.state == ReportState.RETURNED
    assert report.steps.last().sentence == "راجع العنوان"
    reports.edit(report, by=editor, **wording(report, title=text("عنوان جديد")))


def test_record_cannot_change_while_its_report_is_in_review(editor, recorder):
    report = factories.report_in_review(by=editor)
    meeting = report.meeting

    with pytest.raises(DomainError):
        contributions.contribute(meeting, by=recorder, text=text("متأخرة"))

    reports.return_(report, by=editor, sentence="تكملة")
    meeting.refresh_from_db()
    assert contributions.contribute(meeting, by=recorder, text=text("متأخرة")).pk


@pytest.mark.slow
def test_correction_is_a_new_edition_with_a_note(editor, head):
    report = factories.published_report(by=editor, head=head)
    reports.correct(report, by=editor, sentence="خطأ في الصفة")
    with pytest.raises(DomainError):
        reports.submit(report, by=editor)
    changes = wording(report, lead=text("سطور مصححة"), change_note=text("صُححت الصفة"))
    reports.edit(report, by=editor, **changes)
    before = reader.live("report", report.meeting.key)
    reports.submit(report, by=editor)

    factories.approve(report, by=head)

    after = reader.live("report", report.meeting.key)
    assert (before.number, after.number) == (1, 2)
    assert after.note == text("صُححت الصفة")
    assert after.body.lead == text("سطور مصححة")
    assert reader.edition("report", report.meeting.key, 1).body.lead != after.body.lead


@pytest.mark.slow
def test_correct_an_association_name_that_was_not_to_be_shown(editor, head):
    association = factories.association()
    meeting = factories.meeting()
    speaker = factories.present(meeting, side="civil_society", association=association, shows_association=True)
    said = factories.contribution(meeting, speaker=speaker)
    factories.demand_point(meeting, interventions=[said])
    meetings.move(meeting, by=editor, move="open")
    meetings.move(meeting, by=editor, move="close")
    report = factories.published_report(by=editor, head=head, at=meeting)
    key = str(Demand.objects.get().number)
    assert reader.live("demand", key).body.mentions[0].associations == [association.name]
    assert reader.live("demand", key).body.association_keys() == {association.key}

    reports.correct(report, by=editor, sentence="دون اسم")
    speaker.meeting.refresh_from_db()
    from consultations.record import attendance

    attendance.edit(speaker, by=editor, version=1, shows_association=False)
    reports.edit(report, by=editor, **wording(report, change_note=text("حُجب اسم جمعية")))
    reports.submit(report, by=editor)
    factories.approve(report, by=head)

    line = reader.live("demand", key).body.mentions[0]
    assert (line.associations, line.unnamed) == ([], 1)
    assert reader.live("report", meeting.key).body.presence[0].organisation == Texts()
