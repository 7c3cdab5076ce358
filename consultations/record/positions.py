"""Positions of rows within a meeting, which people can change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db.models import F, Max, Q
from django.utils.translation import gettext_lazy as _

from core.errors import DomainError

MAX_POSITION = 32_000  # below the maximum of a smallint column


def last_position(rows: Any) -> int:
    """The position after the last row."""
    return _room((rows.aggregate(last=Max("position"))["last"] or 0) + 1)


def make_room(rows: Any, said_at: dt.datetime) -> int:
    """The position of a contribution said at ``said_at``: after all earlier ones. Rows without time keep their order."""
    before = rows.filter(Q(said_at=None) | Q(said_at__lte=said_at)).aggregate(last=Max("position"))["last"] or 0
    if moved := rows.filter(position__gt=before).update(position=F("position") + 1):
        _room(before + 1 + moved)
    return _room(before + 1)


def _room(position: int) -> int:
    if position > MAX_POSITION:
        raise DomainError(_("This record is full."))
    return position


def shift(row: Any, rows: Any, *, steps: int) -> None:
    """Move ``row`` up (negative) or down among ``rows``; positions become 1, 2, 3 …"""
    ordered = list(rows.select_for_update().order_by("position", "pk"))
    place = ordered.index(row)
    ordered.insert(max(0, min(len(ordered) - 1, place + steps)), ordered.pop(place))
    number(ordered)


def number(ordered: Sequence[Any]) -> None:
    """Give ``ordered`` the positions 1, 2, 3 … and write those that changed."""
    moved = []
    for position, each in enumerate(ordered, start=1):
        if each.position != position:
            each.position = position
            moved.append(each)
    if moved:
        type(moved[0])._default_manager.bulk_update(moved, ["position"])
