"""Rows that people put in order within a meeting."""

from __future__ import annotations

from typing import Any

from django.db.models import Max


def last_position(rows: Any) -> int:
    return (rows.aggregate(last=Max("position"))["last"] or 0) + 1


def shift(row: Any, rows: Any, *, steps: int) -> None:
    """Move ``row`` up (negative) or down among ``rows``; positions become 1, 2, 3 …"""
    ordered = list(rows.select_for_update().order_by("position", "pk"))
    place = ordered.index(row)
    ordered.insert(max(0, min(len(ordered) - 1, place + steps)), ordered.pop(place))
    for position, each in enumerate(ordered, start=1):
        if each.position != position:
            each.position = position
            each.save(update_fields=["position"])
