"""The recorder's addresses answer JSON whatever fails: a page would be taken for an answer, or for the loss of a message."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import InterfaceError, InternalError, OperationalError, connections, transaction
from django.test import Client
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from consultations.models import Intervention, Meeting
from consultations.planning import meetings
from consultations.recorder import operations
from tests import factories
from tests.core.test_outages import raised
from tests.portal.staff.recorder.device import Device, operation, said
from tests.security.test_recorder import envelope

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(recorder: Any) -> Meeting:
    return meetings.move(factories.meeting(by=recorder), by=recorder, move="open")


@pytest.fixture
def device(recorder: Any, session: Meeting) -> Device:
    made = Device(recorder, session)
    made.client.raise_request_exception = False
    return made


def sentence_of(answer: Any) -> str:
    assert answer.headers["Content-Type"].startswith("application/json"), answer.content[:200]
    [(name, sentence)] = answer.json().items()
    assert name == "sentence"
    return sentence


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (raised(OperationalError, "55P03"), 503),
        (raised(InterfaceError), 503),
        (raised(InternalError, "25006"), 503),
        # A trigger refuses, and refuses the same batch again: a fault of ours.
        (raised(InternalError, "P0001"), 500),
    ],
    ids=["lock timeout", "connection lost", "read-only", "trigger"],
)
def test_batch_that_the_database_refuses_is_answered_in_json(
    device: Device, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int
) -> None:
    def refuse(*_given: Any, **_named: Any) -> None:
        raise error

    monkeypatch.setattr(operations, "receive", refuse)

    answer = device.post(envelope(said()))

    assert answer.status_code == status
    assert ("Retry-After" in answer.headers) is (status == 503)
    assert sentence_of(answer)


def test_batch_while_nobody_can_be_asked_who_sends_it_is_answered_503_in_json(
    device: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_given: Any) -> None:
        raise OperationalError("could not connect to server")

    monkeypatch.setattr("django.contrib.auth.middleware.get_user", refuse)

    answer = device.post(envelope(said()))

    assert answer.status_code == 503
    assert sentence_of(answer)


def test_batch_that_meets_a_fault_of_the_server_is_answered_500_in_json(
    device: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_given: Any, **_named: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(operations, "receive", fail)

    answer = device.post(envelope(said()))

    assert answer.status_code == 500
    assert sentence_of(answer)


def test_body_that_is_refused_before_it_is_read_is_answered_413_in_json(device: Device) -> None:
    answer = device.client.post(
        f"{device.url}/batch/", "{}", content_type="application/json", headers={"content-length": str(10**9)}
    )

    assert answer.status_code == 413
    assert sentence_of(answer)


def test_method_that_is_not_allowed_is_answered_in_json(device: Device) -> None:
    answer = device.client.get(f"{device.url}/batch/")

    assert answer.status_code == 405
    assert sentence_of(answer)


def test_members_of_associations_are_answered_404_in_json(session: Meeting) -> None:
    client = Client()
    client.force_login(factories.user())

    answer = client.post(f"/staff/live/{session.pk}/batch/", "{}", content_type="application/json")

    assert answer.status_code == 404
    assert sentence_of(answer)


def test_recorder_who_must_sign_in_further_is_told_in_json_and_not_redirected(device: Device, settings: Any) -> None:
    settings.STAFF_MFA_REQUIRED = True

    answer = device.client.get(f"{device.url}/state.json")

    assert answer.status_code == 401
    assert sentence_of(answer)


def test_pages_of_the_recorder_still_answer_with_pages(device: Device) -> None:
    answer = device.client.get("/staff/live/987654/")

    assert answer.status_code == 404
    assert answer.headers["Content-Type"].startswith("text/html")


@pytest.mark.django_db(transaction=True)
def test_batch_that_waits_for_a_lock_is_answered_in_json_and_stored_when_it_is_sent_again(
    device: Device, session: Meeting
) -> None:
    message = envelope(said("قول"))
    other = connections.create_connection("default")
    try:
        with other.cursor() as cursor:
            cursor.execute("begin")
            cursor.execute("select 1 from consultations_meeting where id = %s for update", [session.pk])
            with transaction.atomic(), connections["default"].cursor() as own:
                own.execute("set local lock_timeout = '100ms'")
                answer = device.post(message)
            cursor.execute("rollback")
    finally:
        other.close()

    assert answer.status_code == 503
    assert sentence_of(answer)
    assert device.post(message).json()["results"][0]["status"] == "done"
    assert Intervention.objects.count() == 1


def test_answer_of_a_batch_tells_the_time_of_the_server(device: Device) -> None:
    answer = device.post(envelope(operation("pause")))

    assert set(answer.json()) == {"revision", "now", "results"}
    told = parse_datetime(answer.json()["now"])
    assert told is not None
    assert abs(told - timezone.now()) < dt.timedelta(minutes=1)
