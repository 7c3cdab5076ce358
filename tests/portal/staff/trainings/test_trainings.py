"""A training in the office: written, with its sessions, sent to review."""

from __future__ import annotations

import pytest

from cooperation.models import Training
from core.time_travel import happening
from tests import factories
from tests.cooperation.trainings import playing
from tests.days import in_days
from tests.portal.staff.desk import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def test_editor_writes_a_training_and_its_sessions() -> None:
    desk = signed_in(factories.staff("editor", language="en"))
    given = {
        "topic": "legal", "title_ar": "القانون", "summary_ar": "ما يقوله.", "audience_ar": "الجمعيات", "venue_ar": "المقر",
        "capacity": "20", "share": "2", "enrol_until": in_days(5).isoformat(), "needed_sessions": "1",
    }  # fmt: skip

    answer = desk.post("/staff/trainings/new/", given)
    row = Training.objects.get()
    assert answer.url == f"/staff/trainings/{row.pk}/"
    assert "Add a session first" in desk.get(answer.url).content.decode()

    session = {
        "day": in_days(9).isoformat(),
        "starts_at": "17:30",
        "ends_at": "16:30",
        "title_ar": "حصة",
        "trainer_ar": "أستاذ",
    }
    address = f"/staff/trainings/{row.pk}/sessions/new/"
    assert "The session must end after it begins" in desk.post(address, session).content.decode()
    assert desk.post(address, session | {"ends_at": "19:30"}).status_code == 302
    assert "What the public will read" in desk.get(answer.url).content.decode()


def test_participants_are_read_by_those_who_run_the_training_only() -> None:
    row = playing.published()
    playing.attended(row, name="ليلى")
    page = f"/staff/trainings/{row.pk}/participants/"

    assert signed_in(factories.staff("liaison")).get(page).status_code == 404
    with happening(playing.evening(row)):
        head = signed_in(factories.staff("head"))
        assert "ليلى" in head.get(page).content.decode()
        assert head.post(f"/staff/trainings/{row.pk}/issue/").status_code == 302
        shown = head.get(page).content.decode()
    assert "MK-" in shown
