"""Health checks: liveness (the process answers) and readiness (it can serve). Public, so they contain only words from a fixed set."""

from __future__ import annotations

import datetime as dt
import shutil
import time
from typing import Any

import redis
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import Error, connections, transaction
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from core.models import OutboxRow
from core.outages import reason
from portal.public.guard import asked_again

UP = "up"
DEFAULT = "default"
# Sorts half a megabyte with 64 kB of work_mem: PostgreSQL needs a temporary file, which fails on a full disk.
SPILL = "SELECT count(*) FROM generate_series(1, 20000)"
LATE = dt.timedelta(minutes=3)
NEARLY_FULL, FULL = 500 * 1024 * 1024, 20 * 1024 * 1024
REMEMBERED_SECONDS = 2
"""A probe from each of many watchers must not become work for the database."""


class _Last:
    until = 0.0
    answer: tuple[dict[str, Any], int] = ({}, 503)


@login_not_required
@never_cache
def live(request: HttpRequest) -> JsonResponse:
    """Checks only this process, because restarting it would not repair a database."""
    return JsonResponse({"status": UP})


@login_not_required
@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """503 without a writable database or without disk space for files.

    Without Redis or workers the portal is "degraded" but ready: Redis only notifies workers, and workers catch up later.
    """
    if time.monotonic() >= _Last.until:
        _Last.answer = _asked()
        _Last.until = time.monotonic() + REMEMBERED_SECONDS
    found, status = _Last.answer
    return JsonResponse(found, status=status)


def forget() -> None:
    _Last.until = 0.0


def _asked() -> tuple[dict[str, Any], int]:
    databases = {DEFAULT: _writes(), settings.PUBLIC_DATABASE: _reads()}
    disk, workers = _disk(), _workers() if databases[DEFAULT] == UP else "unknown"
    checks = {"databases": databases, "redis": _redis(), "workers": workers, "disk": disk}
    is_ready = all(answer == UP for answer in databases.values()) and disk != "full"
    is_whole = is_ready and all(checks[name] == UP for name in ("redis", "workers", "disk"))
    status = "ready" if is_whole else "degraded" if is_ready else "not ready"
    return {"status": status, **checks}, 200 if is_ready else 503


def _writes() -> str:
    """Whether rows can be stored: not on a standby, not on a full disk."""
    try:
        with transaction.atomic(), connections[DEFAULT].cursor() as cursor:
            cursor.execute("SELECT current_setting('transaction_read_only'), set_config('work_mem', '64kB', true)")
            if cursor.fetchone()[0] == "on":
                return "read-only"
            cursor.execute(SPILL)
        return UP
    except Error as error:
        return reason(error)


def _reads() -> str:
    def ask() -> str:
        with connections[settings.PUBLIC_DATABASE].cursor() as cursor:
            cursor.execute("SELECT 1")
        return UP

    try:
        return asked_again(ask)
    except Error as error:
        return reason(error)


def _workers() -> str:
    """Whether workers run: they check the outbox every few seconds, so a row that is due for minutes means that none runs."""
    try:
        overdue = OutboxRow.objects.filter(done_at=None, given_up_at=None, due_at__lt=timezone.now() - LATE)
        return "late" if overdue.exists() else UP
    except Error as error:
        return reason(error)


def _redis() -> str:
    try:
        redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=0.3, socket_timeout=0.3).ping()
        return UP
    except redis.RedisError:
        return "away"


def _disk() -> str:
    try:
        free = shutil.disk_usage(settings.DATA_DIR).free
    except OSError:
        return "away"
    return UP if free > NEARLY_FULL else "nearly full" if free > FULL else "full"
