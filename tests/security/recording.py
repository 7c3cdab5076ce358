"""What a journey leaves behind, place by place, to be searched for a canary."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db.backends.utils import CursorWrapper


@contextmanager
def statements() -> Iterator[list[bytes]]:
    """Every SQL statement of every thread and of both database roles, with its values, as PostgreSQL receives it."""
    found: list[bytes] = []
    execute, executemany = CursorWrapper._execute, CursorWrapper._executemany

    def one(self: Any, sql: Any, params: Any, *rest: Any) -> Any:
        found.append(self.cursor.mogrify(sql, params))
        return execute(self, sql, params, *rest)

    def many(self: Any, sql: Any, rows: Any, *rest: Any) -> Any:
        rows = list(rows)
        found.extend(self.cursor.mogrify(sql, row) for row in rows)
        return executemany(self, sql, rows, *rest)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(CursorWrapper, "_execute", one)
        patch.setattr(CursorWrapper, "_executemany", many)
        yield found
