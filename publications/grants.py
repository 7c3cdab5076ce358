"""The privileges of the public database role: SELECT on the tables in this list, and nothing else."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from psycopg2 import sql

# Not Approval: authors and approvers are internal.
PUBLIC_MODELS = (
    "publications.Document", "publications.Edition", "publications.Rendering", "publications.FacetCount",
    "publications.PrerenderedParts",
)  # fmt: skip


def public_tables() -> list[str]:
    return sorted(apps.get_model(label)._meta.db_table for label in PUBLIC_MODELS)


def grant(connection: Any, role: str) -> list[str]:
    """Take every right from ``role`` and give back SELECT on the public tables. Returns their names. Safe to repeat."""
    tables = public_tables()
    name = sql.Identifier(role)
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {}, PUBLIC").format(name))
        cursor.execute(sql.SQL("REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {}, PUBLIC").format(name))
        cursor.execute(sql.SQL("REVOKE CREATE ON SCHEMA public FROM PUBLIC"))
        cursor.execute(sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(name))
        for table in tables:
            cursor.execute(sql.SQL("GRANT SELECT ON {} TO {}").format(sql.Identifier(table), name))
    return tables
