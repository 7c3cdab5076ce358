from __future__ import annotations

from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise

PER_PAGE = 25


class Select(NamedTuple):
    """One list of the filter bar."""

    name: str
    label: str | Promise
    everything: str | Promise
    options: list[tuple[str, str]]
    chosen: str


def page_of(request: HttpRequest, rows: QuerySet[Any]) -> Page:
    """The page asked for, or the nearest that exists."""
    return Paginator(rows, PER_PAGE).get_page(request.GET.get("page", "1")[:6])


def words(request: HttpRequest, name: str = "q") -> str:
    return request.GET.get(name, "")[:200].replace("\0", "").strip()


def chosen(request: HttpRequest, name: str, allowed: list[str]) -> str:
    """A filter's value; what is not offered counts as no choice."""
    value = request.GET.get(name, "")
    return value if value in allowed else ""


def kept_query(**values: str) -> str:
    """The filters as the start of a query string, for the links to other pages."""
    query = urlencode({name: value for name, value in values.items() if value})
    return f"{query}&" if query else ""
