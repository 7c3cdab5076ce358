"""What the lists of the public have in common: pages by key, the words of a search, the value of a filter."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.http import HttpRequest
from django.utils.translation import gettext as _

from core.text import typed
from portal.common.keyset import KeysetPage, page_by_key
from publications import reader
from publications.querysets import DocumentQuerySet

PER_PAGE = 20
LONGEST_SEARCH = 200
NEWEST = ("-listed_on", "-id")
WAITING = ("waits_since", "id")


def page_of(request: HttpRequest, rows: DocumentQuerySet, order: Sequence[str] = NEWEST) -> KeysetPage:
    """One query. An impossible page gives 404 with advice, so that no address shows what another one does."""
    advice = _("This list has no such page. Choose a theme, an area or a word to shorten it.")
    return page_by_key(request, rows, order, per_page=PER_PAGE, advice=advice, read=reader.first_of)


def searched(request: HttpRequest) -> str:
    return typed.searched(request.GET.get("q", "")[:LONGEST_SEARCH])


def chosen(request: HttpRequest, name: str, known: Collection[str]) -> str:
    """The value of a filter, or ``""`` for an unknown value."""
    value = request.GET.get(name, "")
    return value if value in known else ""
