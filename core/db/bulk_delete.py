"""Delete expired rows in batches: short transactions, bounded memory."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import QuerySet

BATCH = 1000


def forget(rows: QuerySet[Any], *, batch: int = 0) -> int:
    """Delete ``rows``, each batch in its own transaction; returns how many. Rows locked by another transaction are skipped until the next call.

    The filter of ``rows`` is evaluated again under the lock.
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
