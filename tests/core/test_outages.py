"""Which errors of a database mean: try again later."""

from __future__ import annotations

import psycopg2
import pytest
from django.db import DatabaseError, DataError, InterfaceError, InternalError, OperationalError, ProgrammingError

from core.outages import is_outage


class WithState(psycopg2.Error):
    pgcode: str | None = None

    def __init__(self, state: str) -> None:
        super().__init__()
        self.pgcode = state


def raised(kind: type[Exception], state: str | None = None) -> Exception:
    """As Django raises what psycopg2 raised."""
    error = kind("words of the driver")
    error.__cause__ = WithState(state) if state else psycopg2.Error()
    return error


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (raised(OperationalError, "57014"), True),
        (raised(OperationalError, "55P03"), True),
        (raised(InterfaceError), True),
        # "error with status PGRES_TUPLES_OK and no message from the libpq", and "lost synchronization with server"
        (raised(DatabaseError), True),
        (raised(InternalError, "25006"), True),
        (raised(InternalError, "XX000"), True),
        (raised(InternalError, "P0001"), False),  # a trigger refuses: the same request is refused again
        (raised(DataError, "22003"), False),
        (raised(ProgrammingError), False),
        (OSError(28, "no space left"), True),
        (OSError(2, "no such file"), False),
        (ValueError("x"), False),
    ],
)
def test_error_is_an_outage_when_the_same_request_may_succeed_later(error: Exception, expected: bool) -> None:
    assert is_outage(error) is expected


def test_error_that_follows_an_outage_is_one_too() -> None:
    error = KeyError("what the failed query should have found")
    error.__context__ = raised(DatabaseError)

    assert is_outage(error)
