"""Pages of a long list by key: the page after or before a row. A deep page costs what the first one does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest

from portal.common.paging import PER_PAGE

SEPARATOR: Final = "~"
NOTHING: Final = ""
"""How an empty column is written in an address."""
AFTER, BEFORE = "after", "before"


@dataclass(frozen=True)
class KeysetPage:
    """``next`` and ``previous``: parameters of the neighbouring pages, ready for an address; empty where there is none."""

    object_list: Sequence[Any]
    next: str
    previous: str

    def __iter__(self) -> Iterator[Any]:
        return iter(self.object_list)

    def __len__(self) -> int:
        return len(self.object_list)

    @property
    def has_other_pages(self) -> bool:
        return bool(self.next or self.previous)


def page_by_key(
    request: HttpRequest, rows: QuerySet[Any], order: Sequence[str], *, per_page: int = PER_PAGE
) -> KeysetPage:
    """The page of the parameters ``after`` or ``before``, the first one without them or with nonsense in them.

    ``order``: names of columns, with ``-`` for descending, of which the last is unique. Rows without a value in the first come last.
    """
    back = BEFORE in request.GET
    key = _key(rows.model, order, request.GET.get(BEFORE if back else AFTER, "")[:200])
    back = back and key is not None
    found = _found(rows, order, key, back, per_page + 1)
    more, shown = len(found) > per_page, found[:per_page]
    if back:
        shown.reverse()
    has_next, has_previous = (True, more) if back else (more, key is not None)
    return KeysetPage(
        shown,
        f"{AFTER}={_written(shown[-1], order)}" if shown and has_next else "",
        f"{BEFORE}={_written(shown[0], order)}" if shown and has_previous else "",
    )


def _found(rows: QuerySet[Any], order: Sequence[str], key: list[Any] | None, back: bool, most: int) -> list[Any]:
    """Up to ``most`` rows in the direction asked for. Rows with and without a value in the first column are read one after the other,
    each in the order of the index."""
    names = [name.lstrip("-") for name in order]
    way = [f"-{name.lstrip('-')}" if name.startswith("-") != back else name.lstrip("-") for name in order]
    is_nullable = rows.model._meta.get_field(names[0]).null
    parts = [Q(**{f"{names[0]}__isnull": empty}) for empty in (False, True)] if is_nullable else [Q()]
    if back:
        parts.reverse()
    if key is not None and is_nullable and (key[0] is None) != back:
        parts = parts[1:]
    found: list[Any] = []
    for place, part in enumerate(parts):
        beyond = _beyond(way, key) if key is not None and place == 0 else Q()
        if len(found) < most:
            found += rows.filter(part, beyond).order_by(*way)[: most - len(found)]
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


def _written(row: Any, order: Sequence[str]) -> str:
    values = (getattr(row, name.lstrip("-")) for name in order)
    return SEPARATOR.join(NOTHING if value is None else str(value) for value in values)


def _key(model: type[Model], order: Sequence[str], written: str) -> list[Any] | None:
    """The values that an address names; ``None`` if it names none."""
    parts = written.split(SEPARATOR)
    if not written or len(parts) != len(order):
        return None
    try:
        return [_value(model, name.lstrip("-"), part) for name, part in zip(order, parts, strict=True)]
    except (FieldDoesNotExist, ValidationError, ValueError):
        return None


def _value(model: type[Model], name: str, part: str) -> Any:
    """Raises ``ValueError`` or ``ValidationError`` for what the column cannot hold."""
    field = model._meta.pk if name == "pk" else model._meta.get_field(name)
    if part == NOTHING and field.null:
        return None
    value = field.to_python(part)
    field.run_validators(value)
    return value
