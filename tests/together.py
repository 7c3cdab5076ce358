"""Several requests at the same moment, each in a thread with a database connection of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import DatabaseError, connection, connections


def at_once(steps: list[Callable[[], Any]]) -> tuple[list[Any], list[str]]:
    """What each step returned, in their order, and the statements that the database refused.

    A refused statement is in PostgreSQL's log with its values, even where Python catches the error.
    """
    barrier, refused = threading.Barrier(len(steps)), []

    def watched(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        try:
            return execute(sql, params, many, context)
        except DatabaseError:
            refused.append(sql)
            raise

    def one(step: Callable[[], Any]) -> Any:
        try:
            with connection.execute_wrapper(watched):
                barrier.wait(timeout=30)
                return step()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(steps)) as pool:
        return list(pool.map(one, steps)), refused
