"""Lets an example happen at an hour that is over. An import contract keeps this module from whatever a request can reach."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from core import clock


@contextmanager
def happening(at: dt.datetime) -> Iterator[None]:
    """Within it :func:`core.clock.now` is ``at``, for this thread alone. Raises where real people's records are kept."""
    if not settings.LOCAL:
        raise ImproperlyConfigured("Only an example is played at another hour: this is for MACHOURA_LOCAL=1 only.")
    token = clock.HOUR.set(at)
    try:
        yield
    finally:
        clock.HOUR.reset(token)
