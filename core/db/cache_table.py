"""The table of Django's cache, which holds the counts of wrong passwords and codes."""

from __future__ import annotations

from django.db import connection
from django.utils import timezone


def forget_old() -> int:
    """Delete entries that have expired; returns how many. Django deletes them only when the table is full, and counts its rows at each write."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM core_cache WHERE expires < %s", [timezone.now()])
        return int(cursor.rowcount)
