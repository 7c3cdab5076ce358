"""Errors that mean that a service is temporarily unavailable, so that the same request may succeed later."""

from __future__ import annotations

import errno
from collections.abc import Iterator

from django.db import DatabaseError, InterfaceError, OperationalError

# SQLSTATE classes: connection lost, insufficient resources (disk full), operator intervention (shutdown, cancelled), system error.
CLASSES = ("08", "53", "57", "58")
# The database is read-only (a standby, or set by hand); a file that cannot grow is "internal error" in PostgreSQL.
READ_ONLY = "25006"
INTERNAL = "XX000"
FULL = "53100"
DISK = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG})
DEEPEST_CHAIN = 10


def is_outage(error: BaseException) -> bool:
    """Whether ``error``, or one of its causes, comes from a service that is unreachable, busy, read-only or full."""
    return any(_is_away(each) for each in _chain(error))


def reason(error: BaseException) -> str:
    """One word for monitoring; never the error's message, which can contain addresses and texts."""
    states = {_state(each) for each in _chain(error)}
    if READ_ONLY in states:
        return "read-only"
    if FULL in states:
        return "disk full"
    return "away" if is_outage(error) else "failed"


def _is_away(error: BaseException) -> bool:
    if isinstance(error, OperationalError | InterfaceError):
        return True
    if isinstance(error, DatabaseError):
        state = _state(error)
        if type(error) is DatabaseError and not state:
            return (
                True  # the connection broke while an answer was read: the driver gives neither a class nor a SQLSTATE
            )
        return state[:2] in CLASSES or state in {READ_ONLY, INTERNAL}
    return isinstance(error, OSError) and error.errno in DISK


def _state(error: BaseException) -> str:
    return getattr(error.__cause__, "pgcode", None) or ""


def _chain(error: BaseException) -> Iterator[BaseException]:
    found: BaseException | None = error
    for _depth in range(DEEPEST_CHAIN):
        if found is None:
            return
        yield found
        found = found.__cause__ or found.__context__
