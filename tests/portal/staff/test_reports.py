from __future__ import annotations

from typing import Any

import pytest

from consultations.actions import reports
from consultations.models import Report
from publications import square
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

    checks = signed_in(head).get(f"/staff/reports/{report.pk}/").context["checks"]

    assert {check.excerpt for check in checks} == {"فلان الفلاني", "اتصلوا على 0661234567"}


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


def test_withdraw_report_tells_the_public_why(head: Any, editor: Any) -> None:
    report = factories.published_report(by=editor, head=head)

    response = signed_in(head).post(f"/staff/reports/{report.pk}/withdraw/", {"sentence_ar": "فيه معطى شخصي"})

    assert response.status_code == 302
    with pytest.raises(square.Withdrawn):
        square.live("report", report.meeting.key)


def test_correct_report_asks_what_changes_for_readers(head: Any, editor: Any) -> None:
    report = factories.published_report(by=editor, head=head)
    desk, page = signed_in(editor), f"/staff/reports/{report.pk}/"
    desk.post(f"{page}correct/", {"sentence": "خطأ في الصفة"})

    without_note = desk.post(f"{page}submit/")
    desk.post(f"{page}edit/", posted(desk.get(f"{page}edit/").context["form"]) | {"change_note_ar": "صُححت صفة"})
    with_note = desk.post(f"{page}submit/")

    assert (without_note.status_code, with_note.status_code) == (409, 302)


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
