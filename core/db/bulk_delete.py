"""Deleting what has no purpose any more, in pieces: no long transaction, and no list of rows that fills the memory."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import QuerySet

BATCH = 1000


def forget(rows: QuerySet[Any], *, batch: int = 0) -> int:
    """Delete ``rows``, each piece in a transaction of its own; returns how many. A row that somebody holds just then stays until next time.

    Whether a row still belongs to ``rows`` is asked again under its lock.
    """
    gone = 0
    while piece := _piece(rows, batch or BATCH):
        gone += piece
    return gone


def _piece(rows: QuerySet[Any], batch: int) -> int:
    with transaction.atomic():
        held = list(
            rows.order_by("pk").select_for_update(skip_locked=True, of=("self",)).values_list("pk", flat=True)[:batch]
        )
        rows.model._base_manager.filter(pk__in=held).delete()
    return len(held)
