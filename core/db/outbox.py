"""Transactional outbox: work to do after a commit is a row written in the same transaction, which a worker executes, at least once.

Redis only notifies the workers. If it is down, the periodic task finds the rows.

A worker first takes a lease on a row, in its own transaction: the row is due again only ``OUTBOX_LEASE_SECONDS`` later. A row lock
would not suffice: it ends with the connection of a worker killed while it sends a mail, and the next worker would send that
mail again at once.
"""

from __future__ import annotations

import datetime as dt
import signal
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import structlog
from celery import current_app
from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from core import retention
from core.db.bulk_delete import forget
from core.models import OutboxRow

log = structlog.get_logger(__name__)

Doer = Callable[[Mapping[str, Any]], None]
DOERS: dict[str, Doer] = {}
LASTING: set[str] = set()
GIVE_UP_AFTER = 12
# The task's name, not an import: core.tasks imports this module.
WAKE = "core.tasks.drain_outbox"
LONGEST_WAIT = 6 * 3600
# The time limit of one call of ``drain``, so that a worker that must stop does not take long.
LONGEST_DRAIN = 20
# Long enough that nobody puts the same key again afterwards.
DELETED_AFTER = dt.timedelta(days=retention.MAIL_DAYS)
STOP_SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT)
_sending = threading.Lock()


def doer(kind: str, *, is_asked_for_again: bool = False) -> Callable[[Doer], Doer]:
    """Register the function that executes rows of ``kind``. It must be idempotent: it may be called twice with the same payload.

    ``is_asked_for_again``: the same keys may be put again much later, so rows that are done are never deleted.
    """

    def register(function: Doer) -> Doer:
        DOERS[kind] = function
        if is_asked_for_again:
            LASTING.add(kind)
        return function

    return register


def put(kind: str, *, key: str, **payload: Any) -> None:
    """Schedule ``kind`` once per ``key``, when the current transaction commits."""
    if kind not in DOERS:
        raise LookupError(f"nobody does outbox rows of kind {kind!r}")
    OutboxRow.objects.bulk_create([OutboxRow(kind=kind, key=key, payload=payload)], ignore_conflicts=True)
    transaction.on_commit(_wake, robust=True)


def _wake() -> None:
    """Notify the workers from another thread: a broker that is down or does not answer must not delay the response."""
    if _sending.acquire(blocking=False):
        threading.Thread(target=_send, daemon=True, name="outbox-wake").start()


def _send() -> None:
    try:
        current_app.send_task(WAKE, retry=False, ignore_result=True)
    except Exception as error:  # any error of the broker; the periodic sweep finds the row later
        log.warning("outbox_not_woken", error=type(error).__name__)
    finally:
        _sending.release()


def drain(limit: int = 100) -> int:
    """Execute up to ``limit`` due rows, each in its own transaction, for about :data:`LONGEST_DRAIN` seconds; returns how many."""
    done, until = 0, time.monotonic() + LONGEST_DRAIN
    for _ in range(limit):
        if time.monotonic() > until:
            transaction.on_commit(_wake, robust=True)
            break
        with _undisturbed():
            outcome = _do_one()
        if outcome is None:
            break
        done += outcome
    return done


def forget_old() -> int:
    """Delete rows that were done or given up long ago; returns how many."""
    limit = timezone.now() - DELETED_AFTER
    over = OutboxRow.objects.filter(Q(done_at__lt=limit) | Q(given_up_at__lt=limit))
    return forget(over.exclude(kind__in=LASTING))


def _do_one() -> bool | None:
    row = _leased()
    if row is None:
        return None
    if row.attempts > GIVE_UP_AFTER:  # its worker died each time
        OutboxRow.objects.filter(pk=row.pk).update(given_up_at=timezone.now(), attempts=GIVE_UP_AFTER)
        return False
    with transaction.atomic():
        if _waiting().select_for_update(skip_locked=True).filter(pk=row.pk).first() is None:
            return False
        try:
            with transaction.atomic():
                DOERS[row.kind](row.payload)
        except Exception as error:
            _postpone(row, error)
            return False
        OutboxRow.objects.filter(pk=row.pk).update(done_at=timezone.now())
        return True


def _leased() -> OutboxRow | None:
    """Lease the next due row: increment ``attempts`` and move ``due_at`` to the end of the lease."""
    with transaction.atomic():
        due = _waiting().filter(due_at__lte=timezone.now()).order_by("due_at", "pk")
        row = due.select_for_update(skip_locked=True).first()
        if row is not None:
            row.attempts += 1
            row.due_at = timezone.now() + dt.timedelta(seconds=settings.OUTBOX_LEASE_SECONDS)
            row.save(update_fields=["attempts", "due_at"])
        return row


def _waiting() -> QuerySet[OutboxRow]:
    return OutboxRow.objects.filter(done_at=None, given_up_at=None)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Delay stop signals until the row is done: service managers may send them to every process of the worker at once."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    received: list[int] = []
    # Handlers, not ``pthread_sigmask``: a mask is per thread, and the signal may reach another thread of the process.
    before = {number: signal.signal(number, lambda number, _frame: received.append(number)) for number in STOP_SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            # None: the old handler was not set from Python and cannot be restored.
            signal.signal(number, signal.SIG_DFL if handler is None else handler)
        for waiting in dict.fromkeys(received):
            signal.raise_signal(waiting)


def _postpone(row: OutboxRow, error: Exception) -> None:
    wait = dt.timedelta(seconds=min(settings.OUTBOX_RETRY_SECONDS * 2**row.attempts, LONGEST_WAIT))
    OutboxRow.objects.filter(pk=row.pk).update(
        due_at=timezone.now() + wait,
        last_error=type(error).__name__[:100],
        given_up_at=timezone.now() if row.attempts >= GIVE_UP_AFTER else None,
    )
    log.warning("outbox_row_failed", kind=row.kind, attempts=row.attempts, exc_info=error)
