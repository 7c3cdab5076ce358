"""How often something may happen in an hour or a day."""

from __future__ import annotations

import ast
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from core.db import rate_limits, upload_quotas
from core.db.rate_limits import RateLimit, Reached
from core.models import Usage
from core.zone import ZONE
from tests.packages import PACKAGES

pytestmark = pytest.mark.django_db


def test_count_refuses_after_the_limit_and_does_not_count_what_it_refuses() -> None:
    limit = RateLimit("knock:1", 2, "enough")
    rate_limits.count(limit)
    rate_limits.count(limit)

    with pytest.raises(Reached, match="enough"):
        rate_limits.count(limit)

    assert Usage.objects.get().files == 2
    assert rate_limits.is_counted(RateLimit("knock:2", 1))


def test_count_of_several_limits_counts_for_all_or_none() -> None:
    narrow, wide = RateLimit("b", 1), RateLimit("a", 9)
    assert rate_limits.is_counted(narrow, wide)

    assert not rate_limits.is_counted(narrow, wide)
    assert Usage.objects.get(holder="a").files == 1


def test_hourly_limit_begins_anew_with_the_next_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    hourly, daily = RateLimit("h", 1, is_hourly=True), RateLimit("d", 1)
    moment = dt.datetime(2026, 11, 30, 10, 59, tzinfo=ZONE)
    monkeypatch.setattr(timezone, "now", lambda: moment)
    rate_limits.count(hourly, daily)
    assert not rate_limits.is_counted(hourly)

    monkeypatch.setattr(timezone, "now", lambda: moment + dt.timedelta(minutes=2))

    assert rate_limits.is_counted(hourly)
    assert not rate_limits.is_counted(daily)


def test_counts_of_limits_are_deleted_with_those_of_quotas() -> None:
    rate_limits.count(RateLimit("old", 1))
    Usage.objects.update(day=timezone.localdate() - dt.timedelta(days=3))

    assert upload_quotas.forget_old() == 1


@pytest.mark.slow
def test_no_quota_of_bytes_limits_a_rate() -> None:
    """A quota is taken for an upload, with its size. Until now eight of them were "uploads" of no byte."""
    calls = [
        f"{path.relative_to(settings.BASE_DIR)}:{call.lineno}"
        for path in (path for app in PACKAGES for path in Path(settings.BASE_DIR, app).rglob("*.py"))
        for call in _calls(path)
        if ast.unparse(call.func) == "upload_quotas.take" and isinstance(call.args[1], ast.Constant)
    ]

    assert calls == []


def _calls(path: Path) -> Iterator[ast.Call]:
    return (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call))
