"""The data to measure: the published demonstration with its PDFs."""

from __future__ import annotations

import io
import os
import platform
from collections.abc import Iterable
from typing import TYPE_CHECKING

import django
import psutil

if TYPE_CHECKING:
    from publications.models import Edition

INVENTED = "invented-"
"""Begins the key of a report that nobody wrote."""
FIRST_NUMBER = 1_000
"""Of the invented demands."""


def set_up() -> None:
    """Set up Django in this process, without log output; the servers have their own environment."""
    os.environ |= {"MACHOURA_LOCAL": "1", "LOG_LEVEL": "ERROR"}
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()


def load_demonstration() -> None:
    from django.core.management import call_command

    from core.db import outbox

    for command in ("migrate", "grant_public_role", "load_reference", "load_sentences", "load_demonstration"):
        call_command(command, verbosity=0, stdout=io.StringIO())
    while outbox.drain():
        pass


def report() -> Edition:
    """The live edition of the demonstration's oldest report, that of 2018."""
    from publications import reader

    return reader.documents("report").exclude(key__startswith=INVENTED).order_by("listed_on", "id")[0].live


def paths_of(kinds: Iterable[str]) -> dict[str, str]:
    """The Arabic page of the newest document of each kind that has one."""
    from django.urls import reverse
    from django.utils.translation import override

    from publications import reader

    with override("ar"):
        first = {kind: reader.documents(kind).first() for kind in kinds}
        return {kind: reverse(f"public:{kind}", args=[row.key]) for kind, row in first.items() if row}


def report_path(key: str) -> str:
    return f"/ar/reports/{key}/"


def demand_path(key: str) -> str:
    return f"/ar/demands/{key}/"


def machine() -> str:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version'), current_setting('fsync')")
        version, fsync = cursor.fetchone()
    return (
        f"{psutil.cpu_count()} processors, {psutil.virtual_memory().total / 2**30:.0f} GiB, Python"
        f" {platform.python_version()}, Django {django.get_version()}, PostgreSQL {version} (fsync {fsync}),"
        f" load before {os.getloadavg()[0]:.1f}"
    )
