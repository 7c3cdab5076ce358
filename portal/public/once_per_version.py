"""Values that derive from all published documents: a process works them out once for each version of the store and day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.utils import timezone

T = TypeVar("T")
Moment = tuple[str, dt.date]

# By function, the newest value and when it was right.
_VALUES: dict[Callable[[], Any], tuple[Moment, Any]] = {}


def once_per_version(work: Callable[[], T]) -> Callable[[str], T]:
    """The argument of the function that comes out is the version (:func:`publications.reader.version`), which the request read before.

    Read in this order, a value can be newer than its version, never older. Requests share it and must not change it, and it must be right
    all day in every language.
    """

    @wraps(work)
    def value(version: str) -> T:
        moment = version, timezone.localdate()
        known = _VALUES.get(work)
        if known is None or known[0] != moment:
            known = _VALUES[work] = moment, work()
        return known[1]

    return value


def forget_values() -> None:
    _VALUES.clear()
