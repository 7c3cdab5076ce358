"""Pages of a long list by key: the page after or before a row. A deep page costs what the first one does, and nothing is counted.

The public lists of documents, those of members and those of the office are all paged here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any, Final, NamedTuple
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.db.models import BooleanField, Q, QuerySet
from django.http import Http404, HttpRequest
from django.utils import timezone

PER_PAGE = 25
SEPARATOR: Final = "~"
NOTHING: Final = ""
"""How an empty column is written in an address."""
AFTER, BEFORE = "after", "before"
LONGEST_PLACE: Final = 200
Read = Callable[[Any, int], Sequence[Any]]


@dataclass(frozen=True)
class KeysetPage:
    """``next`` and ``previous``: parameters of the neighbouring pages, ready for an address; empty where there is none.

    ``ends_first``: the list begins, without parameters, with its last page.
    """

    object_list: Sequence[Any]
    next: str
    previous: str
    ends_first: bool = False

    def __iter__(self) -> Iterator[Any]:
        return iter(self.object_list)

    def __len__(self) -> int:
        return len(self.object_list)

    @property
    def ends(self) -> tuple[str, str]:
        """What the links to other pages depend on."""
        return self.previous, self.next

    @property
    def has_other_pages(self) -> bool:
        return bool(self.next or self.previous)

    @property
    def is_first_shown(self) -> bool:
        """Whether an address without parameters shows this page."""
        return not (self.next if self.ends_first else self.previous)


class Place(NamedTuple):
    """Where a page begins: after the row with ``key`` or, with ``back``, before it; without a key at one end of the list."""

    key: list[Any] | None
    back: bool


def _read(rows: QuerySet[Any], count: int) -> Sequence[Any]:
    return rows[:count]  # type: ignore[return-value]


def page_by_key(
    request: HttpRequest,
    rows: QuerySet[Any],
    order: Sequence[str],
    *,
    per_page: int | None = None,
    name: str = "",
    empty_last: bool = False,
    ends_first: bool = False,
    advice: str = "",
    read: Read = _read,
) -> KeysetPage:
    """The page of the parameters ``after`` or ``before``. Without them the first one, with ``ends_first`` the last one.

    ``order``: names of columns, also of related rows (``meeting__held_on``) and of annotations, with ``-`` for descending; the last
    one is unique. A first column of yes or no is read in two parts, so that a deep page costs no more. ``empty_last``: rows without a value in the first column follow the others; otherwise no column may be empty.
    ``name``: begins the names of the parameters, where a page has several lists. ``advice``: the sentence of the 404 for a page that does
    not exist; without it such an address shows the page without parameters. ``read``: gives the first so many of ordered rows.
    """
    most = per_page or PER_PAGE
    written, back = _written_in(request, name)
    place = Place(_key(rows, order, written, empty_last), back)
    found = _found(rows, order, place, most + 1, empty_last, read) if place.key is not None else []
    if not found:
        if written and advice:
            raise Http404(advice)
        place = Place(None, ends_first)
        found = _found(rows, order, place, most + 1, empty_last, read)
    more, shown = len(found) > most, found[:most]
    if place.back:
        shown.reverse()
    has_key = place.key is not None
    has_next, has_previous = (has_key, more) if place.back else (more, has_key)
    return KeysetPage(
        shown,
        urlencode({f"{name}{AFTER}": place_of(shown[-1], order)}) if shown and has_next else "",
        urlencode({f"{name}{BEFORE}": place_of(shown[0], order)}) if shown and has_previous else "",
        ends_first,
    )


def place_of(row: Any, order: Sequence[str]) -> str:
    """The value of ``after`` or ``before`` that names ``row``."""
    return _written(reduce(getattr, name.lstrip("-").split("__"), row) for name in order)


def _written(values: Iterable[Any]) -> str:
    return SEPARATOR.join(NOTHING if value is None else str(value) for value in values)


def _written_in(request: HttpRequest, name: str) -> tuple[str, bool]:
    """The place that an address names, and whether the page before it is asked for."""
    after, before = (request.GET.get(f"{name}{each}", "")[:LONGEST_PLACE] for each in (AFTER, BEFORE))
    return after or before, not after


def _found(
    rows: QuerySet[Any], order: Sequence[str], place: Place, most: int, empty_last: bool, read: Read
) -> list[Any]:
    """Up to ``most`` rows in the direction asked for. Rows with and without a value in the first column are read one after the other,
    each in the order of the index."""
    first, back, key = order[0].lstrip("-"), place.back, place.key
    way = [f"-{name.lstrip('-')}" if name.startswith("-") != back else name.lstrip("-") for name in order]
    is_flag, descends = isinstance(_column(rows, first), BooleanField), order[0].startswith("-")
    parts = [Q()]
    if is_flag:
        parts = [Q(**{first: value}) for value in (descends, not descends)]
    elif empty_last:
        parts = [Q(**{f"{first}__isnull": empty}) for empty in (False, True)]
    if back:
        parts.reverse()
    if key is not None and len(parts) > 1 and (key[0] != descends if is_flag else key[0] is None) != back:
        parts = parts[1:]
    found: list[Any] = []
    for number, part in enumerate(parts):
        beyond = _beyond(way[is_flag:], key[is_flag:]) if key is not None and number == 0 else Q()
        if len(found) < most:
            conditions = [each for each in (part, beyond) if each]
            found += read((rows.filter(*conditions) if conditions else rows).order_by(*way), most - len(found))
    return found


def _beyond(way: Sequence[str], key: Sequence[Any]) -> Q:
    """Rows that come after ``key``. The first condition is a range, which an index takes; the second is exact."""
    if key[0] is None:
        return _beyond(way[1:], key[1:])
    compared = [
        (name.lstrip("-"), "lt" if name.startswith("-") else "gt", value) for name, value in zip(way, key, strict=True)
    ]
    first, sign, value = compared[0]
    exact, equal = Q(), Q()
    for name, comparison, each in compared:
        exact |= equal & Q(**{f"{name}__{comparison}": each})
        equal &= Q(**{name: each})
    return Q(**{f"{first}__{sign}e": value}) & exact


def _key(rows: QuerySet[Any], order: Sequence[str], written: str, empty_last: bool) -> list[Any] | None:
    """The values that an address names; ``None`` if it names none, or not as :func:`place_of` writes them."""
    parts = written.split(SEPARATOR)
    if not written or len(parts) != len(order):
        return None
    try:
        key = [
            None if part == NOTHING and empty_last and number == 0 else _value(rows, name.lstrip("-"), part)
            for number, (name, part) in enumerate(zip(order, parts, strict=True))
        ]
    except (ValidationError, ValueError):
        return None
    return key if _written(key) == written else None


def _value(rows: QuerySet[Any], name: str, part: str) -> Any:
    """Raises ``ValueError`` or ``ValidationError`` for what the column cannot hold."""
    field = _column(rows, name)
    value = field.to_python(part)
    if value is None or (isinstance(value, dt.datetime) and timezone.is_naive(value)):
        raise ValueError
    field.run_validators(value)
    return value


def _column(rows: QuerySet[Any], name: str) -> Any:
    if name in rows.query.annotations:
        return rows.query.annotations[name].output_field
    *path, last = name.split("__")
    model = reduce(lambda each, step: each._meta.get_field(step).related_model, path, rows.model)
    return model._meta.pk if last == "pk" else model._meta.get_field(last)
