"""Which errors mean that a service is away for now, so that the same request may succeed later."""

from __future__ import annotations

import errno
from collections.abc import Iterator

from django.db import DatabaseError, InterfaceError, OperationalError

# SQLSTATE: connection lost, resources (the disk is full), operator (shutdown, cancelled), system error.
CLASSES = ("08", "53", "57", "58")
# The database only reads (it is a standby, or was switched so by hand); a file that cannot grow is "internal" for PostgreSQL.
READ_ONLY = "25006"
INTERNAL = "XX000"
FULL = "53100"
DISK = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG})
DEEPEST_CHAIN = 10


def is_outage(error: BaseException) -> bool:
    """Whether ``error``, or an error that led to it, comes from a service that is away, busy, read-only or full."""
    return any(_is_away(each) for each in _chain(error))


def reason(error: BaseException) -> str:
    """One word for those who watch the portal; never a message of the error, which can hold addresses and texts."""
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
            return True  # the connection broke while an answer was read: the driver knows no kind and no SQLSTATE
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
