"""Pagination."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

PER_PAGE = 25


def page_of(request: HttpRequest, rows: QuerySet[Any], *, name: str = "page") -> Page:
    """The page of the query parameter ``name``, or the nearest existing page."""
    return Paginator(rows, PER_PAGE).get_page(request.GET.get(name, "1")[:6])


def newest_page_of(request: HttpRequest, rows: QuerySet[Any], *, name: str) -> Page:
    """Like :func:`page_of`, for a list with the newest rows at the end: by default the last page."""
    pages = Paginator(rows, PER_PAGE)
    return pages.get_page(request.GET.get(name, str(pages.num_pages))[:6])
