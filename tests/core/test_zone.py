"""Local times follow the locked time zone rules, not those of the machine."""

from __future__ import annotations

import datetime as dt
import importlib.metadata
import zoneinfo

import pytest
from django.utils import timezone

from core.text import formats


@pytest.mark.parametrize(
    ("moment", "hour"),
    [
        (dt.datetime(2018, 10, 17, 17, tzinfo=dt.UTC), 18),
        (dt.datetime(2026, 2, 10, 17, tzinfo=dt.UTC), 18),
        (dt.datetime(2026, 11, 25, 17, tzinfo=dt.UTC), 17),
    ],
    ids=["summer hour", "summer hour all the year", "given up"],
)
def test_local_time_follows_the_rules_of_its_date(moment, hour):
    assert timezone.localtime(moment).hour == hour
    assert formats.clock(moment, "en") == f"{hour}:00"


def test_rules_come_from_the_locked_package():
    assert zoneinfo.TZPATH == ()
    assert importlib.metadata.version("tzdata") >= "2026"
