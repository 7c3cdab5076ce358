from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from consultations.models import Report
from consultations.planning.meeting_document import compose_meeting
from consultations.record import points
from consultations.reports import steps as reports
from consultations.reports.report_document import compose_report
from portal.staff.reports.sources import traced
from publications import reader
from tests import factories
from tests.portal.staff.desk import posted, signed_in

pytestmark = pytest.mark.django_db


def test_read_report_shows_what_to_look_at(head: Any, editor: Any) -> None:
    meeting = factories.meeting()
    factories.present(meeting, name="فلان الفلاني", name_is_public=True)
    factories.demand_point(
        meeting, title=factories.text("اتصلوا على 0661234567"), interventions=[factories.contribution(meeting)]
    )
    closed = factories.meetings.move(factories.meetings.move(meeting, by=editor, move="open"), by=editor, move="close")
    report = factories.report_in_review(by=editor, at=closed)

    rows = signed_in(head).get(f"/staff/reports/{report.pk}/").context["found"].rows

    # The lead tells the demand, too.
    found = [(row.finding.field, row.words) for row in rows]
    assert found == [("lead", "0661234567"), ("presence.name", "فلان الفلاني"), ("demands.title", "0661234567")]
    assert all(row.answer.by_id == editor.pk for row in rows)


def test_approve_without_having_read_is_refused(head: Any, editor: Any) -> None:
    report = factories.report_in_review(by=editor)

    response = signed_in(head).post(f"/staff/reports/{report.pk}/approve/")

    assert response.status_code == 400
    assert Report.objects.get().state == "in_review"


def test_return_report_carries_the_sentence_to_its_editor(head: Any, editor: Any) -> None:
    report = factories.report_in_review(by=editor)

    signed_in(head).post(f"/staff/reports/{report.pk}/return/", {"sentence": "أزيلوا رقم الهاتف"})
    shown = signed_in(editor).get(f"/staff/reports/{report.pk}/")

    assert Report.objects.get().state == "returned"
    assert "أزيلوا رقم الهاتف" in shown.content.decode()


def test_return_report_without_sentence_keeps_it_in_review(head: Any, editor: Any) -> None:
    report = factories.report_in_review(by=editor)

    response = signed_in(head).post(f"/staff/reports/{report.pk}/return/", {"sentence": " "})

    assert response.status_code == 400
    assert Report.objects.get().state == "in_review"


@pytest.mark.slow
def test_withdraw_report_tells_the_public_why(head: Any, editor: Any) -> None:
    report = factories.published_report(by=editor, head=head)

    response = signed_in(head).post(f"/staff/reports/{report.pk}/withdraw/", {"sentence_ar": "فيه معطى شخصي"})

    assert response.status_code == 302
    with pytest.raises(reader.Withdrawn):
        reader.live("report", report.meeting.key)


@pytest.mark.slow
def test_correct_report_asks_what_changes_for_readers(head: Any, editor: Any) -> None:
    report = factories.published_report(by=editor, head=head)
    desk, page = signed_in(editor), f"/staff/reports/{report.pk}/"
    desk.post(f"{page}correct/", {"sentence": "خطأ في الصفة"})

    without_note = desk.post(f"{page}submit/")
    desk.post(f"{page}edit/", posted(desk.get(f"{page}edit/").context["form"]) | {"change_note_ar": "صُححت صفة"})
    with_note = desk.post(f"{page}submit/")

    assert (without_note.status_code, with_note.status_code) == (409, 302)
    assert "صُححت صفة" in signed_in(head).get(page).content.decode(), "the approver reads what readers will"


def test_edit_report_in_review_is_refused_and_keeps_the_text(editor: Any) -> None:
    report = factories.report(by=editor)
    desk, page = signed_in(editor), f"/staff/reports/{report.pk}/edit/"
    typed = posted(desk.get(page).context["form"]) | {"title_ar": "عنوان أوضح"}
    reports.submit(report, by=editor)

    response = desk.post(page, typed)

    assert response.status_code == 409
    assert "عنوان أوضح" in response.content.decode()


def test_take_over_new_points_offers_them_for_wording(editor: Any) -> None:
    meeting = factories.closed_meeting()
    report = factories.report(meeting, by=editor)
    point = factories.demand_point(meeting, interventions=[factories.contribution(meeting)])
    desk = signed_in(editor)
    before = desk.get(f"/staff/reports/{report.pk}/").context["new_points"]

    response = desk.post(f"/staff/reports/{report.pk}/redraft-points/")

    assert before == 1
    assert response.status_code == 302
    assert report.reported_points.filter(point=point).exists()


def test_draft_second_report_of_a_meeting_is_refused(editor: Any) -> None:
    report = factories.report(by=editor)

    response = signed_in(editor).post(f"/staff/meetings/{report.meeting_id}/report/")

    assert response.status_code == 409
    assert Report.objects.count() == 1


def drafted(editor: Any, *, more: int = 0) -> Report:
    meeting = factories.meeting(axes=[factories.text("محور الإنارة")])
    speaker = factories.present(meeting, function=factories.text("والي الأمن"))
    factories.contribution(meeting, kind="opening", speaker=speaker, text=factories.text("مرحبا"))
    factories.demand_point(meeting, title=factories.text("مطلب الإنارة"))
    for _number in range(more):
        factories.contribution(meeting, kind="opening", speaker=factories.present(meeting))
        factories.demand_point(meeting)
    for move in ("open", "close"):
        meeting = factories.meetings.move(meeting, by=factories.scribe(), move=move)
    return factories.report(meeting, by=editor)


def test_sources_lead_from_each_sentence_to_the_rows_of_the_record(editor: Any, recorder: Any) -> None:
    report = drafted(editor)
    meeting = report.meeting
    desk = signed_in(recorder)

    page = desk.get(f"/staff/reports/{report.pk}/sources/").content.decode()
    workspace = desk.get(f"/staff/meetings/{meeting.pk}/").content.decode()

    places = [
        f"presence-{meeting.attendances.get().pk}",
        f"contribution-{meeting.interventions.get(kind='opening').pk}",
        f"point-{meeting.points.get().pk}",
        "facts",
    ]
    for place in places:
        assert f'href="/staff/meetings/{meeting.pk}/#{place}"' in page
        assert f'id="{place}"' in workspace
    assert "افتتح والي الأمن اللقاء" in page
    assert "محور الإنارة" in page


def test_sources_stand_beside_the_form_of_the_editor(editor: Any) -> None:
    report = drafted(editor)

    response = signed_in(editor).get(f"/staff/reports/{report.pk}/edit/")

    assert f"/staff/meetings/{report.meeting_id}/#point-" in response.content.decode()
    assert len(response.context["traced"]) == report.drafted_sentences.count() > 3


def test_sources_say_what_was_taken_out_of_the_record_since(editor: Any) -> None:
    report = drafted(editor)
    point = report.meeting.points.get()
    desk = signed_in(editor)
    desk.post(f"/staff/points/{point.pk}/remove/")

    page = desk.get(f"/staff/reports/{report.pk}/sources/").content.decode()

    assert f"#point-{point.pk}" not in page
    assert 'class="unknown"' in page


def test_sources_of_a_long_draft_cost_no_more_queries(editor: Any, django_assert_num_queries: Any) -> None:
    short, long = drafted(editor), drafted(editor, more=3)

    for report in (short, long):
        with django_assert_num_queries(5):
            traced(report)


@pytest.mark.slow
def test_list_and_pages_show_how_long_the_report_took(editor: Any, head: Any) -> None:
    meeting = factories.closed_meeting(held_on=timezone.localdate() - dt.timedelta(days=9))
    waiting = factories.report(factories.closed_meeting(), by=editor)
    report = factories.published_report(by=editor, head=head, at=meeting)
    desk = signed_in(editor)

    for page in (
        "/staff/meetings/",
        f"/staff/meetings/{meeting.pk}/",
        "/staff/reports/",
        f"/staff/reports/{report.pk}/",
    ):
        assert desk.get(page).content.decode().count("9 أيام") == 1, page
    assert "من اللقاء إلى تقريره" not in desk.get(f"/staff/reports/{waiting.pk}/").content.decode()


def test_workspace_shows_the_checklist_until_there_is_a_report(editor: Any, recorder: Any) -> None:
    prepared, closed = factories.meeting(), factories.closed_meeting()
    desk = signed_in(recorder)
    pages = [desk.get(f"/staff/meetings/{meeting.pk}/") for meeting in (prepared, closed)]
    factories.report(closed, by=editor)

    reported = desk.get(f"/staff/meetings/{closed.pk}/")

    assert pages[0].context["checklist"] is None
    assert [each.finding.key for each in pages[1].context["checklist"]] == ["presence", "headcount"]
    assert [each.url for each in pages[1].context["checklist"]] == ["#presence", f"/staff/meetings/{closed.pk}/edit/"]
    assert reported.context["checklist"] is None


def test_workspace_offers_to_mend_only_to_those_who_record(recorder: Any) -> None:
    closed = factories.closed_meeting()
    liaison = factories.staff("liaison")

    urls = [
        {bool(each.url) for each in signed_in(user).get(f"/staff/meetings/{closed.pk}/").context["checklist"]}
        for user in (recorder, liaison)
    ]

    assert urls == [{True}, {False}]


def test_preview_shows_who_owes_a_commitment(editor: Any, head: Any) -> None:
    meeting = factories.meeting()
    points.note_point(
        meeting,
        by=factories.scribe(),
        kind="commitment",
        title=factories.text("تكثيف الدوريات"),
        interventions=[factories.contribution(meeting)],
        owner_unit=factories.unit(),
        due_on=dt.date(2018, 11, 15),
    )
    for move in ("open", "close"):
        meeting = factories.meetings.move(meeting, by=factories.scribe(), move=move)
    report = factories.published_report(by=editor, head=head, at=meeting)

    preview = signed_in(head).get(f"/staff/reports/{report.pk}/").content.decode()
    public = Client().get(f"/ar/reports/{meeting.key}/").content.decode()

    for page in (preview, public):
        assert factories.unit().name.ar in page.split('id="other"')[1]
        assert "15 نونبر 2018" in page.split('id="other"')[1]
    [point] = reader.live("report", meeting.key).body.other_points
    assert (point.owner, point.due_on) == (factories.unit().name, dt.date(2018, 11, 15))


def test_report_counts_in_its_facts_who_its_sentences_count(editor: Any) -> None:
    meeting = factories.meeting()
    factories.present(meeting)
    factories.present(
        meeting, side="civil_society", association=factories.association(), is_group=True, people=6, women=2
    )
    said = factories.contribution(meeting)
    factories.demand_point(meeting, interventions=[said])
    for move in ("open", "close"):
        meeting = factories.meetings.move(meeting, by=editor, move=move)
    report = factories.report(by=editor, at=meeting)

    counted = compose_report(report).meeting.headcount

    assert "سبعة" in report.lead.ar
    assert (counted.people, counted.women, counted.associations) == (7, None, 1)
    assert compose_meeting(meeting, report_key=None).facts.headcount.people is None, "an announcement counts nobody"


def test_drafting_leads_to_the_report_as_the_public_will_read_it(editor: Any) -> None:
    meeting = factories.closed_meeting()

    answer = signed_in(editor).post(f"/staff/meetings/{meeting.pk}/report/")

    assert answer.headers["Location"] == f"/staff/reports/{Report.objects.get().pk}/"
