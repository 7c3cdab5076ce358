from __future__ import annotations

import datetime as dt
import threading

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from core import clock
from core.time_travel import happening

THEN = dt.datetime(2019, 4, 12, 17, 30, tzinfo=dt.UTC)


def test_now_is_the_hour_of_what_is_replayed_and_the_real_one_after():
    with happening(THEN):
        assert (clock.now(), clock.today()) == (THEN, dt.date(2019, 4, 12))

    assert abs(clock.now() - timezone.now()) < dt.timedelta(minutes=1)


def test_now_is_the_real_one_after_a_failure():
    with pytest.raises(LookupError), happening(THEN):
        raise LookupError

    assert clock.now() != THEN


def test_now_is_the_real_one_for_everybody_else():
    found: list[dt.datetime] = []
    with happening(THEN):
        other = threading.Thread(target=lambda: found.append(clock.now()))
        other.start()
        other.join()

    assert found[0].year > 2019


def test_happening_is_refused_where_real_records_are_kept(settings):
    settings.LOCAL = False

    with pytest.raises(ImproperlyConfigured), happening(THEN):
        pass

    assert clock.now() != THEN
