"""Pagination by the sort key: a deep page costs as much as the first, and nothing is counted."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from portal.public.paging import PER_PAGE
from publications import reader
from publications.models import Document
from publications.querysets import DocumentQuerySet

PLACE = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})-([0-9]{1,15})", re.ASCII)
Place = tuple[dt.date, int]


@dataclass(frozen=True)
class KeyPage:
    """``newer`` and ``older``: the values of ``?before=`` and ``?after=`` of the neighbours, ``""`` without one."""

    object_list: list[Document]
    newer: str
    older: str

    def __iter__(self) -> Iterator[Document]:
        return iter(self.object_list)

    @property
    def previous(self) -> str:
        """As a parameter of an address, as in :class:`portal.common.keyset.KeysetPage`."""
        return f"before={self.newer}" if self.newer else ""

    @property
    def next(self) -> str:
        return f"after={self.older}" if self.older else ""

    @property
    def ends(self) -> tuple[str, str]:
        """What the links to other pages depend on."""
        return self.newer, self.older

    @property
    def has_other_pages(self) -> bool:
        return bool(self.newer or self.older)


def page_by_key(request: HttpRequest, rows: DocumentQuerySet, *, by: str = "-listed_on") -> KeyPage:
    """The page after ``?after=`` or before ``?before=``, else the first. One query.

    ``by``: a date, and the order of the list, in which ``id`` follows in the same direction. An impossible place gives 404 with advice.
    """
    after, before = _place(request, "after"), _place(request, "before")
    is_descending, column = by.startswith("-"), by.removeprefix("-")
    backwards = before is not None and after is None
    place = before if backwards else after
    downwards = is_descending != backwards
    if place:
        rows = rows.filter(_beyond(column, place, downwards=downwards))
    sign = "-" if downwards else ""
    found = reader.first_of(rows.order_by(f"{sign}{column}", f"{sign}id"), PER_PAGE + 1)
    has_more, found = len(found) > PER_PAGE, found[:PER_PAGE]
    if backwards:
        found.reverse()
    if place and not found:
        raise Http404(_("This list has no such page. Choose a theme, an area or a word to shorten it."))
    has_newer = has_more if backwards else place is not None
    has_older = has_more if not backwards else True
    return KeyPage(
        found, place_of(found[0], column) if has_newer else "", place_of(found[-1], column) if has_older else ""
    )


def _beyond(column: str, place: Place, *, downwards: bool) -> Q:
    """Rows after ``place``; the first condition alone limits what is read of the index."""
    day, pk = place
    beyond = "lt" if downwards else "gt"
    return Q(**{f"{column}__{beyond}e": day}) & (Q(**{f"{column}__{beyond}": day}) | Q(**{f"pk__{beyond}": pk}))


def place_of(row: Document, column: str) -> str:
    """The value of ``?after=`` or ``?before=`` that names ``row``."""
    day: Any = getattr(row, column)
    return f"{day:%Y%m%d}-{row.pk}"


def _place(request: HttpRequest, name: str) -> Place | None:
    asked = request.GET.get(name, "")
    if not asked:
        return None
    match = PLACE.fullmatch(asked)
    try:
        if match is None:
            raise ValueError
        year, month, day, pk = map(int, match.groups())
        return dt.date(year, month, day), pk
    except ValueError as error:
        raise Http404(_("This list has no such page. Choose a theme, an area or a word to shorten it.")) from error
