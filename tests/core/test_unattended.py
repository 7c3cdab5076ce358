"""A regular task works through many rows within its time, and past those that fail."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from core import unattended
from core.unattended import work_through

FAILURE = "Row %s cannot be done."


def test_row_that_fails_is_logged_and_the_others_are_done(caplog: pytest.LogCaptureFixture) -> None:
    done: list[int] = []

    def work(row: Any) -> None:
        if row.pk == 2:
            raise ValueError
        done.append(row.pk)

    assert work_through([SimpleNamespace(pk=pk) for pk in (1, 2, 3)], work, seconds=60, failure=FAILURE) == 2
    assert done == [1, 3]
    assert "Row 2 cannot be done." in caplog.text


def test_work_ends_when_its_time_has_passed(monkeypatch: pytest.MonkeyPatch) -> None:
    moments = iter(range(10))
    monkeypatch.setattr(unattended.time, "monotonic", lambda: next(moments))
    done: list[int] = []

    rows = [SimpleNamespace(pk=pk) for pk in range(9)]
    assert work_through(rows, lambda row: done.append(row.pk), seconds=3, failure=FAILURE) == 3
    assert done == [0, 1, 2]
