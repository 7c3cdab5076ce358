"""Pagination with a maximal page number, so that a request cannot make the database count for long."""

from __future__ import annotations

from django.core.paginator import EmptyPage, Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

PER_PAGE = 20
DEEPEST = 500
LONGEST_SEARCH = 200


def page_of(request: HttpRequest, rows: QuerySet) -> Page:
    """The page of ``?page=``. Two queries. An impossible page gives 404 with advice."""
    try:
        return Paginator(rows, PER_PAGE).page(_number(request.GET.get("page", "1")))
    except EmptyPage as error:
        raise Http404(_("This list has no such page. Choose a theme, an area or a word to shorten it.")) from error


def _number(asked: str) -> int:
    if not (asked.isascii() and asked.isdigit() and len(asked) <= 3) or not 1 <= int(asked) <= DEEPEST:
        raise Http404(_("This list has no such page. Choose a theme, an area or a word to shorten it."))
    return int(asked)


def searched(request: HttpRequest) -> str:
    return request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_SEARCH]


def chosen(request: HttpRequest, name: str, known: set[str] | dict[str, object]) -> str:
    """The value of a filter, or ``""`` for an unknown value."""
    value = request.GET.get(name, "")
    return value if value in known else ""
