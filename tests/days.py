"""Days and moments of tests. A constant of a module would be asked when tests are collected, perhaps the day before."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone


def today() -> dt.date:
    return timezone.localdate()


def in_days(count: int) -> dt.date:
    return today() + dt.timedelta(days=count)


def days_ago(count: int) -> dt.date:
    return in_days(-count)
