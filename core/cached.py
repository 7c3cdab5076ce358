"""The table of Django's cache, which holds the counts of wrong passwords and codes."""

from __future__ import annotations

from django.conf import settings
from django.db import connection
from django.utils import timezone


def forget_old() -> int:
    """Delete entries that have expired; returns how many. Django deletes them only when the table is full, and counts its rows at each write."""
    table = connection.ops.quote_name(settings.CACHES["default"]["LOCATION"])
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [timezone.now()])  # noqa: S608  # nosec B608  # a name of ours
        return int(cursor.rowcount)
