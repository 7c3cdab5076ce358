"""Append-only tables: triggers refuse UPDATE, DELETE and TRUNCATE, also for the role that owns the tables.

pgtrigger gives each such model a trigger for UPDATE and DELETE, row by row. TRUNCATE fires no such trigger, so this module adds one
for it after each ``migrate``: one list for all apps, audit tables of pghistory included.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pghistory.models
import pgtrigger
from django.apps import apps
from django.conf import settings
from django.db import connections, models
from psycopg2 import sql

REFUSED = "machoura_append_only"
KEEPS_ITS_FACTS = "machoura_context_keeps_its_facts"
FUNCTIONS = f"""
    CREATE OR REPLACE FUNCTION {REFUSED}() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege',
            MESSAGE = format('rows of %I are only added: no %s', TG_TABLE_NAME, TG_OP);
    END $$;
    CREATE OR REPLACE FUNCTION {KEEPS_ITS_FACTS}() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.id <> OLD.id OR NEW.created_at <> OLD.created_at OR NOT NEW.metadata @> OLD.metadata THEN
            RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege',
                MESSAGE = 'what an audit context says is only added to';
        END IF;
        RETURN NEW;
    END $$;
"""


def append_only_models() -> Iterator[type[models.Model]]:
    """Models with a trigger against every UPDATE and DELETE, including pghistory's event models, without its ``Context``."""
    return _protected({"UPDATE", "DELETE"}, always=True)


def undeletable_models() -> Iterator[type[models.Model]]:
    """The append-only models, and models of which some or all rows may not be deleted."""
    return _protected({"DELETE"}, always=False)


def _protected(operations: set[str], *, always: bool) -> Iterator[type[models.Model]]:
    for model in apps.get_models(include_auto_created=True):
        triggers = [each for each in getattr(model._meta, "triggers", ()) if isinstance(each, pgtrigger.Protect)]
        refused = [each for each in triggers if operations <= set(str(each.operation).split(" OR "))]
        if not model._meta.proxy and any(each.condition is None or not always for each in refused):
            yield model


def protect(*, using: str) -> None:
    """Add a trigger against TRUNCATE to each of these tables and to pghistory's ``Context`` (where pghistory also updates rows).

    Takes no table lock where the triggers exist already.
    """
    tables = {model._meta.db_table for model in undeletable_models()}
    context = pghistory.models.Context._meta.db_table
    with connections[using].cursor() as cursor:
        present = set(connections[using].introspection.table_names(cursor))
        cursor.execute(FUNCTIONS)
        for table in sorted((tables | {context}) & present):
            _add(
                cursor,
                table,
                f"{REFUSED}_truncate",
                "BEFORE TRUNCATE",
                f"FOR EACH STATEMENT EXECUTE FUNCTION {REFUSED}()",
            )
        if context in present:
            _add(cursor, context, f"{REFUSED}_delete", "BEFORE DELETE", f"FOR EACH ROW EXECUTE FUNCTION {REFUSED}()")
            _add(
                cursor, context, KEEPS_ITS_FACTS, "BEFORE UPDATE", f"FOR EACH ROW EXECUTE FUNCTION {KEEPS_ITS_FACTS}()"
            )


def _add(cursor: Any, table: str, name: str, event: str, action: str) -> None:
    cursor.execute("SELECT FROM pg_trigger WHERE tgrelid = %s::regclass AND tgname = %s", [table, name])
    if cursor.fetchone() is None:
        statement = sql.SQL("CREATE TRIGGER {} {} ON {} {}")
        cursor.execute(statement.format(sql.Identifier(name), sql.SQL(event), sql.Identifier(table), sql.SQL(action)))


def protect_after_migrate(*, using: str, **_signal: Any) -> None:
    if using != settings.PUBLIC_DATABASE:
        protect(using=using)
