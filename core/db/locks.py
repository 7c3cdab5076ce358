"""Locks on what is no row yet: the second of two equal requests waits, and finds what the first has stored."""

from __future__ import annotations

from django.db import connection


def hold(name: str) -> None:
    """Until the transaction ends, nobody else holds the lock of this ``name``, for instance ``meeting:2026-11-29-unit``."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])
