"""Simulates an unreachable database for one process: every statement fails."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import DatabaseError, InternalError, OperationalError, connection

STATES = {
    "stopped": (OperationalError, None),
    "lock not available": (OperationalError, "55P03"),
    "read-only": (InternalError, "25006"),
    "disk full": (OperationalError, "53100"),
    "file cannot grow": (InternalError, "XX000"),
}


class _Cause(Exception):
    def __init__(self, state: str | None) -> None:
        super().__init__("canary of PostgreSQL")
        self.pgcode = state


def error(kind: str) -> DatabaseError:
    made, state = STATES[kind]
    found = made("canary of PostgreSQL")
    found.__cause__ = _Cause(state)
    return found


@contextmanager
def database_away(kind: str = "stopped", *, only: str = "") -> Iterator[None]:
    """``only``: just for statements that begin so, as where reading still works."""

    def refuse(execute: Any, sql: str, *rest: Any) -> Any:
        if sql.lstrip().startswith(only):
            raise error(kind)
        return execute(sql, *rest)

    with connection.execute_wrapper(refuse):
        yield
