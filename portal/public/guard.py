"""Public views may only use the public database (read-only role)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any, NoReturn, TypeVar

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connections

T = TypeVar("T")


class OfficeDatabaseTouched(RuntimeError):
    """A public view used the office's database connection."""


@contextmanager
def only_public_database() -> Iterator[None]:
    """Inside this context, SQL on any other connection raises :class:`OfficeDatabaseTouched`."""
    with ExitStack() as refusals:
        for alias in connections:
            if connections[alias] is not connections[settings.PUBLIC_DATABASE]:
                refusals.enter_context(connections[alias].execute_wrapper(_refuse))
        yield


def asked_again(ask: Callable[[], T]) -> T:
    """Repeat the view once if a persistent connection was closed by the server in the meantime."""
    try:
        return ask()
    except (DatabaseError, InterfaceError):
        connection = connections[settings.PUBLIC_DATABASE]
        if connection.connection is None or connection.is_usable():
            raise
        connection.close()
        return ask()


def _refuse(execute: Callable[..., Any], sql: str, *rest: Any) -> NoReturn:
    raise OfficeDatabaseTouched(f"A public page may not run this outside the public database: {sql[:200]}")
