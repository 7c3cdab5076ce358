"""What must happen after a commit: a row written in the same transaction, done by a worker, safe to do twice.

Redis only wakes the workers. If it is down, the periodic sweep finds the rows.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Mapping
from typing import Any

import structlog
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from core.forgetting import forget
from core.models import OutboxRow

log = structlog.get_logger(__name__)

Doer = Callable[[Mapping[str, Any]], None]
DOERS: dict[str, Doer] = {}
LASTING: set[str] = set()
GIVE_UP_AFTER = 12
# Longer than anybody asks for the same thing again.
KEPT = dt.timedelta(days=90)
_sending = threading.Lock()


def doer(kind: str, *, is_asked_for_again: bool = False) -> Callable[[Doer], Doer]:
    """Register the function that does rows of ``kind``; it must bear being called twice with the same payload.

    ``is_asked_for_again``: long afterwards somebody still puts rows with the same keys, so those that are done must stay.
    """

    def register(function: Doer) -> Doer:
        DOERS[kind] = function
        if is_asked_for_again:
            LASTING.add(kind)
        return function

    return register


def put(kind: str, *, key: str, **payload: Any) -> None:
    """Ask for ``kind`` once per ``key``, when the current transaction commits."""
    if kind not in DOERS:
        raise LookupError(f"nobody does outbox rows of kind {kind!r}")
    OutboxRow.objects.bulk_create([OutboxRow(kind=kind, key=key, payload=payload)], ignore_conflicts=True)
    transaction.on_commit(_wake, robust=True)


def _wake() -> None:
    """Tell the workers, beside the request: a broker that is down or frozen must not keep a person waiting."""
    if _sending.acquire(blocking=False):
        threading.Thread(target=_send, daemon=True, name="outbox-wake").start()


def _send() -> None:
    from core.tasks import drain_outbox

    try:
        drain_outbox.apply_async(retry=False, ignore_result=True)
    except Exception as error:  # the broker may be down in many ways; the sweep is the remedy for all of them
        log.warning("outbox_not_woken", error=type(error).__name__)
    finally:
        _sending.release()


def drain(limit: int = 100) -> int:
    """Do up to ``limit`` due rows, each in its own transaction; returns how many were done."""
    done = 0
    for _ in range(limit):
        outcome = _do_one()
        if outcome is None:
            break
        done += outcome
    return done


def forget_old() -> int:
    """Delete rows that were done, or given up, long ago; returns how many."""
    limit = timezone.now() - KEPT
    over = OutboxRow.objects.filter(Q(done_at__lt=limit) | Q(given_up_at__lt=limit))
    return forget(over.exclude(kind__in=LASTING))


def _do_one() -> bool | None:
    with transaction.atomic():
        row = (
            OutboxRow.objects.select_for_update(skip_locked=True)
            .filter(done_at=None, given_up_at=None, due_at__lte=timezone.now())
            .order_by("due_at", "pk")
            .first()
        )
        if row is None:
            return None
        try:
            with transaction.atomic():
                DOERS[row.kind](row.payload)
        except Exception as error:
            _postpone(row, error)
            return False
        row.done_at = timezone.now()
        row.save(update_fields=["done_at"])
        return True


def _postpone(row: OutboxRow, error: Exception) -> None:
    attempts = row.attempts + 1
    wait = dt.timedelta(seconds=min(30 * 2**attempts, 6 * 3600))
    OutboxRow.objects.filter(pk=row.pk).update(
        attempts=F("attempts") + 1,
        due_at=timezone.now() + wait,
        last_error=type(error).__name__[:100],
        given_up_at=timezone.now() if attempts >= GIVE_UP_AFTER else None,
    )
    log.warning("outbox_row_failed", kind=row.kind, attempts=attempts, exc_info=error)
