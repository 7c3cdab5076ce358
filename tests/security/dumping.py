"""All data that a thief of the database, a backup or the disk would have."""

from __future__ import annotations

import base64
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

from django.contrib.sessions.models import Session
from django.db import connection

from embedded.postgres import program_folder


def stolen(folder: Path) -> bytes:
    """The dump of this test's database, what its packed sessions hold, and every file under ``folder``, with its name."""
    sessions = "\n".join(str(session.get_decoded()) for session in Session.objects.order_by("pk"))
    on_disk = [path.name.encode() + b"\n" + path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    return b"\n".join([_dump(), sessions.encode(), *on_disk])


def shown_in(found: bytes, secret: str) -> bool:
    """As it is, as the hexadecimal digits of a ``bytea``, as JSON escapes, or in base64 at any of its three places."""
    lower = found.lower()
    return any(form in found for form in _forms(secret)) or secret.encode().hex().encode() in lower


def _forms(secret: str) -> Iterator[bytes]:
    plain = secret.encode()
    yield plain
    yield secret.encode("ascii", "backslashreplace")
    yield secret.encode("utf-16-le")
    for before in range(3):
        packed = base64.b64encode(b"\0" * before + plain)
        # The first and the last characters also hold bits of their neighbours.
        yield packed[4 if before else 0 : len(packed) // 4 * 4 - 4]


def _dump() -> bytes:
    """By ``pg_dump`` where the embedded services bring it; otherwise table by table."""
    program = program_folder() / "pg_dump"
    if not program.exists():
        return b"\n".join(_copied(table) for table in _tables())
    given = connection.get_connection_params()
    names = {"PGDATABASE": "dbname", "PGHOST": "host", "PGPORT": "port", "PGUSER": "user", "PGPASSWORD": "password"}
    login = {name: str(given[key]) for name, key in names.items() if given.get(key)}
    done = subprocess.run([program], env=os.environ | login, capture_output=True, check=True)
    return done.stdout


def _tables() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables "
            "WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
        )
        return [name for (name,) in cursor.fetchall()]


def _copied(table: str) -> bytes:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT coalesce(string_agg(row::text, E'\\n'), '') FROM {table} row")
        return str(cursor.fetchone()[0]).encode()
