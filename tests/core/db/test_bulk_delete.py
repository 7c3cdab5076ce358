"""Nightly deletion of expired rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from config.celery import app
from core import tasks
from core.db import outbox
from core.db.bulk_delete import forget
from core.models import OutboxRow, Usage
from partners import quotas as partners_quotas, tasks as partners_tasks
from partners.actions import invitations
from partners.models import InvitationMail
from tests import factories

pytestmark = pytest.mark.django_db


def long_ago() -> dt.datetime:
    return timezone.now() - outbox.DELETED_AFTER - dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def kinds() -> Iterator[None]:
    for kind, again in (("test.once", False), ("test.again", True)):
        outbox.doer(kind, is_asked_for_again=again)(lambda payload: None)
    yield
    for kind in ("test.once", "test.again"):
        outbox.DOERS.pop(kind)
        outbox.LASTING.discard(kind)


def used(count: int) -> None:
    day = timezone.localdate() - dt.timedelta(days=9)
    Usage.objects.bulk_create(Usage(holder=f"test:{number}", day=day, files=1, size=0) for number in range(count))


def test_forget_deletes_in_batches_and_keeps_other_rows() -> None:
    used(5)
    rows = Usage.objects.exclude(holder="test:3")

    with CaptureQueriesContext(
        connection,
    ) as captured:
        gone = forget(rows, batch=2)

    assert gone == 4
    assert [row.holder for row in Usage.objects.all()] == ["test:3"]
    assert len([each for each in captured if each["sql"].startswith("DELETE")]) == 2


@pytest.mark.parametrize("stamp", ["done_at", "given_up_at"])
def test_outbox_forget_old_deletes_done_rows_and_keeps_waiting_rows(stamp: str) -> None:
    for key in ("old", "fresh", "waits"):
        outbox.put("test.once", key=key)
    OutboxRow.objects.update(created_at=long_ago())
    OutboxRow.objects.filter(key="old").update(**{stamp: long_ago()})
    OutboxRow.objects.filter(key="fresh").update(**{stamp: timezone.now()})

    tasks.clear_sessions()

    assert set(OutboxRow.objects.values_list("key", flat=True)) == {"fresh", "waits"}


def test_outbox_forget_old_keeps_kinds_that_are_asked_for_again() -> None:
    for kind in ("test.once", "test.again"):
        outbox.put(kind, key="a")
    OutboxRow.objects.update(done_at=long_ago())

    outbox.forget_old()

    assert [row.kind for row in OutboxRow.objects.all()] == ["test.again"]
    assert "consultations.report_reminder" in outbox.LASTING


def test_forget_old_deletes_invitation_mails_that_no_limit_counts() -> None:
    association = factories.association()
    president = factories.representative(association)
    old, fresh = (
        invitations.invite(association, by=president, email=f"{name}@example.org", role="board", language="ar")
        for name in ("old", "fresh")
    )
    InvitationMail.objects.filter(invitation=old).update(at=timezone.now() - partners_quotas.KEPT)

    partners_tasks.forget_invitation_mails()

    assert [row.invitation for row in InvitationMail.objects.all()] == [fresh]
    assert partners_quotas.KEPT > partners_quotas.DAY


@pytest.mark.parametrize(
    "task",
    [
        "core.tasks.clear_sessions",
        "partners.tasks.forget_invitation_mails",
        "consultations.tasks.forget_unconfirmed_registrations",
    ],
)
def test_nightly_task_is_scheduled_and_registered(task: str) -> None:
    app.loader.import_default_modules()

    assert task in {each["task"] for each in settings.CELERY_BEAT_SCHEDULE.values()}
    assert task in app.tasks
