"""Lets the demonstration run actions at past times. An import contract forbids importing this module where requests are served."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from core import clock


@contextmanager
def happening(at: dt.datetime) -> Iterator[None]:
    """Inside this context :func:`core.clock.now` returns ``at``, in this thread only. Raises in a production installation."""
    if not settings.LOCAL:
        raise ImproperlyConfigured("Only an example is played at another hour: this is for MACHOURA_LOCAL=1 only.")
    token = clock.HOUR.set(at)
    try:
        yield
    finally:
        clock.HOUR.reset(token)
