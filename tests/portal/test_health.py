from __future__ import annotations

import datetime as dt
import shutil
from collections import namedtuple
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from core.models import OutboxRow
from portal import health
from tests.portal import away

pytestmark = pytest.mark.django_db
Usage = namedtuple("Usage", "total used free")


@pytest.fixture(autouse=True)
def _nothing_remembered(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(health, "REMEMBERED_SECONDS", 0)
    monkeypatch.setattr(health, "_redis", lambda: "up")
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Usage(0, 0, 10**12))
    health.forget()
    yield
    health.forget()


def ready() -> tuple[int, dict[str, Any]]:
    answer = Client().get("/health/ready")
    return answer.status_code, answer.json()


def test_ready_when_all_parts_answer() -> None:
    up = {"databases": {"default": "up", "public": "up"}, "redis": "up", "workers": "up", "disk": "up"}

    assert ready() == (200, {"status": "ready", **up})


@pytest.mark.parametrize(
    ("kind", "word"),
    [("stopped", "away"), ("read-only", "read-only"), ("disk full", "disk full"), ("lock not available", "away")],
)
def test_database_that_cannot_store_is_told_with_the_reason_and_comes_back_by_itself(kind: str, word: str) -> None:
    with away.database_away(kind):
        status, found = ready()
        alive = Client().get("/health/live")

    assert (status, found["status"], found["databases"]["default"]) == (503, "not ready", word)
    assert "canary" not in str(found)
    assert (alive.status_code, alive.json()) == (200, {"status": "up"})
    assert ready()[0] == 200


def test_database_that_only_reads_is_not_ready() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL transaction_read_only = on")

    assert ready()[1]["databases"] == {"default": "read-only", "public": "up"}


def test_redis_away_is_degraded_and_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "_redis", lambda: "away")

    status, found = ready()

    assert (status, found["status"], found["redis"]) == (200, "degraded", "away")


def test_row_that_waits_for_minutes_tells_that_no_worker_sweeps() -> None:
    OutboxRow.objects.create(kind="x", key="x", due_at=timezone.now() - health.LATE + dt.timedelta(seconds=30))
    before = ready()[1]["workers"]
    OutboxRow.objects.update(due_at=timezone.now() - health.LATE - dt.timedelta(seconds=1))

    status, found = ready()

    assert (before, status, found["status"], found["workers"]) == ("up", 200, "degraded", "late")


@pytest.mark.parametrize(
    ("free", "status", "word"), [(400 * 1024 * 1024, 200, "nearly full"), (10 * 1024 * 1024, 503, "full")]
)
def test_disk_of_the_files_is_watched(monkeypatch: pytest.MonkeyPatch, free: int, status: int, word: str) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Usage(0, 0, free))

    answered, found = ready()

    assert (answered, found["disk"]) == (status, word)


def test_answer_is_remembered_for_a_moment(monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any) -> None:
    monkeypatch.setattr(health, "REMEMBERED_SECONDS", 60)
    ready()

    with django_assert_num_queries(0):
        assert ready()[0] == 200
