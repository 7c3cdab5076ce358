from __future__ import annotations

import base64
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import connection


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path: Path) -> None:
    """Files of a test lie in its own folder."""
    private = settings.STORAGES["private"]
    settings.STORAGES = settings.STORAGES | {
        "private": private | {"OPTIONS": private["OPTIONS"] | {"location": tmp_path / "files"}}
    }


@pytest.fixture
def dump(db: None) -> Callable[[], str]:
    """Every row of every table as text, with bytes and sessions decoded as whoever stole a backup would."""

    def dumped() -> str:
        found = [str(SessionStore().decode(session.session_data)) for session in Session.objects.all()]
        with connection.cursor() as cursor:
            for table in connection.introspection.table_names(cursor):
                cursor.execute(f'SELECT * FROM "{table}"')
                found += [readable(value) for row in cursor.fetchall() for value in row]
        return "\n".join(found)

    return dumped


def readable(value: Any) -> str:
    if isinstance(value, memoryview | bytes):
        content = bytes(value)
        return content.decode("utf-8", "replace") + base64.b64encode(content).decode()
    return str(value)
