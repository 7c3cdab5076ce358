"""Lists in pages."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

PER_PAGE = 25


def page_of(request: HttpRequest, rows: QuerySet[Any], *, name: str = "page") -> Page:
    """The page asked for in the parameter ``name``, or the nearest that exists."""
    return Paginator(rows, PER_PAGE).get_page(request.GET.get(name, "1")[:6])


def newest_page_of(request: HttpRequest, rows: QuerySet[Any], *, name: str) -> Page:
    """As :func:`page_of`, of a list whose newest rows stand last: without a parameter, its last page."""
    pages = Paginator(rows, PER_PAGE)
    return pages.get_page(request.GET.get(name, str(pages.num_pages))[:6])
