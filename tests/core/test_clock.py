from __future__ import annotations

import datetime as dt
import re
import threading
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from core import clock
from core.time_travel import happening
from tests.packages import PACKAGES

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


@pytest.mark.parametrize("hour", [0, 22, 23])
def test_beginning_of_today_is_midnight_by_the_locked_rules(hour: int) -> None:
    """Since September 2026 Morocco has the hour of Greenwich; a database with older rules calls 23:30 the next day."""
    with happening(dt.datetime(2026, 11, 30, hour, 30, tzinfo=dt.UTC)):
        assert clock.beginning_of_today() == dt.datetime(2026, 11, 30, tzinfo=dt.UTC)


def test_no_query_asks_the_database_for_the_day_of_a_moment(settings) -> None:
    asked = r"\w__(?:date|year|month|day|week_day|hour)(?:__\w+)?=|\b(?:Trunc|Extract)[A-Z]\w+\(|AT TIME ZONE"
    root = Path(settings.BASE_DIR)
    files = [path for app in PACKAGES for path in (root / app).rglob("*.py") if "migrations" not in path.parts]

    assert len(files) > 300
    assert [path.name for path in files if re.search(asked, path.read_text())] == []
