"""Work on many rows in a regular task: within a time, and past rows that fail."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable
from typing import TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)
logger = logging.getLogger(__name__)


def work_through(rows: Iterable[Row], work: Callable[[Row], None], *, seconds: float, failure: str) -> int:
    """Call ``work`` for each of ``rows`` until ``seconds`` have passed; returns for how many it succeeded.

    A row whose work fails is logged with ``failure``, a sentence with ``%s`` for the primary key, and left out: the others come after it, and
    the next run tries it again.
    """
    done, until = 0, time.monotonic() + seconds
    for row in rows:
        if time.monotonic() > until:
            break
        try:
            work(row)
        except Exception:
            logger.exception(failure, row.pk)
        else:
            done += 1
    return done
