from __future__ import annotations

from typing import Any

import pytest

from accounts.models import Refusal
from consultations.models import Meeting
from tests import factories
from tests.portal.staff.desk import signed_in

pytestmark = pytest.mark.django_db


def test_open_page_without_right_is_not_found(recorder: Any, editor: Any) -> None:
    report = factories.report(by=editor)
    page = f"/staff/reports/{report.pk}/edit/"

    assert signed_in(recorder).get(page).status_code == 404
    assert signed_in(editor).get(page).status_code == 200


def test_take_step_without_right_is_refused_and_noted(editor: Any) -> None:
    report = factories.report_in_review(by=factories.staff("editor"))

    response = signed_in(editor).post(f"/staff/reports/{report.pk}/approve/", factories.having_read(report))

    report.refresh_from_db()
    assert response.status_code == 403
    assert report.state == "in_review"
    assert list(Refusal.objects.values_list("user", "view", "method")) == [(editor.pk, "staff:report_approve", "POST")]


@pytest.mark.slow
def test_take_step_with_right_is_not_noted(head: Any) -> None:
    report = factories.report_in_review(by=factories.staff("editor"))

    response = signed_in(head).post(f"/staff/reports/{report.pk}/approve/", factories.having_read(report))

    report.refresh_from_db()
    assert response.status_code == 302
    assert report.state == "published"
    assert not Refusal.objects.exists()


@pytest.mark.slow
def test_approve_own_text_is_refused_and_noted(head: Any) -> None:
    report = factories.report_in_review(by=head)
    desk = signed_in(head)

    shown = desk.get(f"/staff/reports/{report.pk}/")
    response = desk.post(f"/staff/reports/{report.pk}/approve/", factories.having_read(report))

    report.refresh_from_db()
    assert "/approve/" not in shown.content.decode()
    assert response.status_code == 403
    assert report.state == "in_review"
    assert Refusal.objects.get().view == "staff:report_approve"


@pytest.mark.slow
def test_open_office_as_representative_is_not_found(representative: Any, recorder: Any) -> None:
    meeting = factories.meeting()

    for page in ("/staff/", "/staff/meetings/", f"/staff/meetings/{meeting.pk}/"):
        assert signed_in(representative).get(page).status_code == 404
        assert signed_in(recorder).get(page).status_code == 200


def test_post_to_office_as_representative_changes_nothing(representative: Any) -> None:
    meeting = factories.meeting()

    response = signed_in(representative).post(f"/staff/meetings/{meeting.pk}/move/", {"move": "open"})

    assert response.status_code == 404
    assert Meeting.objects.get().state == "draft"


def test_take_step_by_get_shows_its_page_and_changes_nothing(recorder: Any) -> None:
    meeting = factories.meeting()

    response = signed_in(recorder).get(f"/staff/meetings/{meeting.pk}/move/?move=open")

    assert response.context["meeting"] == meeting
    assert Meeting.objects.get().state == "draft"


def test_take_step_by_another_method_is_not_possible(recorder: Any) -> None:
    meeting = factories.meeting()

    assert signed_in(recorder).put(f"/staff/meetings/{meeting.pk}/move/").status_code == 405


@pytest.mark.parametrize("pk", [0, 999999, 2**70])
def test_open_what_does_not_exist_is_not_found(recorder: Any, pk: int) -> None:
    desk = signed_in(recorder)

    for page in ("meetings", "presence", "contributions", "points", "reports", "demands", "associations"):
        assert desk.get(f"/staff/{page}/{pk}/").status_code == 404
