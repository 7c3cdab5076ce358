"""Somebody who was excused or absent takes no part in the meeting."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.utils import timezone

from consultations.models import Attendance, Intervention, Turn
from consultations.record import attendance
from consultations.recorder import speaker_queue
from core.errors import DomainError
from tests import factories
from tests.consultations.recorder.sending import send, statuses
from tests.factories import text
from tests.portal.staff.desk import signed_in
from tests.portal.staff.recorder.device import operation, said

pytestmark = pytest.mark.django_db


def away(**values: Any) -> Attendance:
    return factories.present(factories.announced(), attended="excused", **values)


def excuse(row: Attendance) -> Attendance:
    return attendance.edit(row, by=factories.scribe(), version=row.version, attended="excused", arrived_at=None)


def test_leave_of_somebody_excused_is_refused_at_the_door(recorder: Any) -> None:
    row = away()

    response = signed_in(recorder).post(f"/staff/check-in/present/{row.pk}/left/")

    row.refresh_from_db()
    assert response.status_code == 409
    assert str(attendance.DID_NOT_COME) in response.content.decode()
    assert (row.arrived_at, row.left_at) == (None, None)


@pytest.mark.parametrize("spoke", ["contribution", "turn", ""])
def test_edit_to_excused_is_refused_for_somebody_who_spoke(spoke: str, recorder: Any) -> None:
    meeting = factories.announced()
    row = factories.present(meeting)
    if spoke == "contribution":
        factories.contribution(meeting, speaker=row)
    elif spoke:
        speaker_queue.ask(meeting, by=recorder, uid=uuid.uuid4(), speaker=row, label="", at=timezone.now())
    page = f"/staff/presence/{row.pk}/"
    typed = {"function_ar": "رئيس", "side": "police", "role": "attendee", "attended": "excused", "version": row.version}

    response = signed_in(recorder).post(page, typed)

    row.refresh_from_db()
    assert row.is_present is bool(spoke)
    if spoke:
        assert response.context["form"].errors == {"attended": [str(attendance.SPOKE)]}
        with pytest.raises(DomainError):
            excuse(row)


def test_check_in_of_somebody_excused_makes_them_present(recorder: Any) -> None:
    meeting, desk = factories.announced(), signed_in(recorder)
    registration = factories.registered(meeting)
    desk.post(f"/staff/check-in/{registration.code}/", {"people": "1"})
    excuse(Attendance.objects.get())

    expected = desk.get(f"/staff/meetings/{meeting.pk}/check-in/").context["page"]
    desk.post(f"/staff/check-in/{registration.code}/", {"people": "3"})

    row = Attendance.objects.get()
    assert list(expected) == [registration]
    assert (row.is_present, row.people, row.arrived_at is not None) == (True, 3, True)


@pytest.mark.parametrize("kind", ["contribute", "amend", "ask"])
def test_device_gives_no_words_to_somebody_excused(kind: str, recorder: Any) -> None:
    row, first = away(), said()
    send(row.meeting, first, by=recorder)
    message = {
        "contribute": said(speaker=row.pk),
        "amend": operation("amend", contribution=first["contribution"], version=1, speaker=row.pk),
        "ask": operation("ask", turn=str(uuid.uuid4()), speaker=row.pk),
    }[kind]

    results = send(row.meeting, message, by=recorder)

    assert statuses(results) == ["refused"]
    assert results[0]["sentence"] == str(attendance.DID_NOT_COME)
    assert not Intervention.objects.exclude(speaker=None).exists()
    assert not Turn.objects.exists()


def test_contribution_of_somebody_excused_is_refused() -> None:
    row = away()

    with pytest.raises(DomainError):
        factories.contribution(row.meeting, speaker=row, text=text("قول"))
