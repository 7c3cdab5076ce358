"""What one account and one association may upload in a day."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from core.db import upload_quotas
from core.db.upload_quotas import Quota, Spent
from core.models import Usage

pytestmark = pytest.mark.django_db


def quota(holder: str = "user:1", files: int = 2, size: int = 100, words: str = "enough") -> Quota:
    return Quota(holder, files, size, words)


def test_take_counts_until_the_number_of_files_is_reached() -> None:
    upload_quotas.take([quota()], 1)
    upload_quotas.take([quota()], 1)

    with pytest.raises(Spent, match="enough"):
        upload_quotas.take([quota()], 1)
    upload_quotas.take([quota("user:2")], 1)

    assert [(row.holder, row.files) for row in Usage.objects.order_by("holder")] == [("user:1", 2), ("user:2", 1)]


def test_take_counts_until_the_bytes_are_reached() -> None:
    upload_quotas.take([quota()], 60)

    with pytest.raises(Spent):
        upload_quotas.take([quota()], 41)
    upload_quotas.take([quota()], 40)
    with pytest.raises(Spent):
        upload_quotas.take([quota("user:2")], 101)

    assert Usage.objects.get().size == 100


def test_take_is_all_or_nothing() -> None:
    upload_quotas.take([quota("association:1", files=1)], 1)

    with pytest.raises(Spent):
        upload_quotas.take([quota("user:1"), quota("association:1", files=1)], 1)

    assert [row.holder for row in Usage.objects.all()] == ["association:1"]


def test_quota_resets_each_day_and_old_counts_are_deleted() -> None:
    upload_quotas.take([quota(files=1)], 1)
    Usage.objects.update(day=timezone.localdate() - dt.timedelta(days=3))

    upload_quotas.take([quota(files=1)], 1)
    assert upload_quotas.forget_old() == 1

    assert [row.day for row in Usage.objects.all()] == [timezone.localdate()]
