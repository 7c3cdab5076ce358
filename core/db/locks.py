"""Advisory locks for rows that do not exist yet: the second of two equal requests waits, then finds the row of the first."""

from __future__ import annotations

from django.db import connection


def hold(name: str) -> None:
    """Hold the lock ``name`` (for instance ``meeting:2026-11-29-unit``) until the transaction ends; others wait."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])
