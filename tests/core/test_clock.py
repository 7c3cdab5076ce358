from __future__ import annotations

import datetime as dt
import threading

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from core import clock
from core.time_travel import happening

THEN = dt.datetime(2019, 4, 12, 17, 30, tzinfo=dt.UTC)


def test_happening_sets_now_and_resets_it_afterwards():
    with happening(THEN):
        assert (clock.now(), clock.today()) == (THEN, dt.date(2019, 4, 12))

    assert abs(clock.now() - timezone.now()) < dt.timedelta(minutes=1)


def test_happening_resets_now_after_an_exception():
    with pytest.raises(LookupError), happening(THEN):
        raise LookupError

    assert clock.now() != THEN


def test_happening_does_not_affect_other_threads():
    found: list[dt.datetime] = []
    with happening(THEN):
        other = threading.Thread(target=lambda: found.append(clock.now()))
        other.start()
        other.join()

    assert found[0].year > 2019


def test_happening_is_refused_in_production(settings):
    settings.LOCAL = False

    with pytest.raises(ImproperlyConfigured), happening(THEN):
        pass

    assert clock.now() != THEN
