"""A separate database for the benchmarks, so that they cannot change other data."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import psycopg2

NAME = "machoura_bench"
URLS = ("DATABASE_URL", "PUBLIC_DATABASE_URL")


@contextmanager
def own_database() -> Iterator[None]:
    """Create an empty database, set the environment variables to it, and drop it at the end. Use it before Django is set up."""
    given = {name: os.environ[name] for name in URLS}
    _run(given[URLS[0]], f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)", f"CREATE DATABASE {NAME}")
    os.environ.update({name: urlsplit(url)._replace(path=f"/{NAME}").geturl() for name, url in given.items()})
    try:
        yield
    finally:
        _close_connections()
        os.environ.update(given)
        _run(given[URLS[0]], f"DROP DATABASE {NAME} WITH (FORCE)")


def _close_connections() -> None:
    from django.db import connections

    connections.close_all()


def _run(url: str, *statements: str) -> None:
    connection = psycopg2.connect(url)
    connection.autocommit = True
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
    connection.close()
