from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple
from urllib.parse import urlencode

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise

from core.text import typed
from portal.common.keyset import PER_PAGE, KeysetPage, page_by_key

__all__ = [
    "PER_PAGE",
    "Count",
    "KeysetPage",
    "Select",
    "capped",
    "capped_each",
    "chosen",
    "kept_query",
    "page_by_key",
    "words",
]

MOST_COUNTED: Final = 200


class Count(NamedTuple):
    """``is_more``: there are more than ``number``, and they were not counted."""

    number: int
    is_more: bool


def capped(rows: QuerySet[Any]) -> Count:
    """How many ``rows`` there are, counted up to :data:`MOST_COUNTED`, so that a long list costs no more than a short one."""
    found = rows.order_by()[: MOST_COUNTED + 1].count()
    return Count(min(found, MOST_COUNTED), found > MOST_COUNTED)


def capped_each(lists: Sequence[QuerySet[Any]]) -> list[Count]:
    """As :func:`capped` for each of several lists, in one query."""
    counts, given = [], []
    for number, rows in enumerate(lists):
        try:
            sql, values = rows.order_by().values("pk")[: MOST_COUNTED + 1].query.sql_with_params()
        except EmptyResultSet:
            counts.append("0")
            continue
        counts.append(f"(SELECT count(*) FROM ({sql}) AS list_{number})")  # noqa: S608  # nosec B608  # compiled by Django
        given += values
    if not counts:
        return []
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(counts)}", given)
        found = cursor.fetchone()
    return [Count(min(count, MOST_COUNTED), count > MOST_COUNTED) for count in found]


class Select(NamedTuple):
    """One ``<select>`` of the filter bar."""

    name: str
    label: str | Promise
    everything: str | Promise
    options: list[tuple[str, str]]
    chosen: str


def words(request: HttpRequest, name: str = "q") -> str:
    return typed.searched(request.GET.get(name, "")[:200])


def chosen(request: HttpRequest, name: str, allowed: list[str]) -> str:
    """The value of a filter; "" if it is not one of the options."""
    value = request.GET.get(name, "")
    return value if value in allowed else ""


def kept_query(**values: str) -> str:
    """The filters as a query string, for links to other pages."""
    query = urlencode({name: value for name, value in values.items() if value})
    return f"{query}&" if query else ""
