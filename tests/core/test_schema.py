"""The tables and triggers that the migrations make are those of the models."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pgtrigger
import pytest
from django.apps import apps
from django.db import connection

from tests.packages import APPS

pytestmark = pytest.mark.django_db

COLUMNS = """
    SELECT table_name, column_name, data_type, character_maximum_length, is_nullable, column_default IS NOT NULL, is_identity,
        generation_expression
    FROM information_schema.columns WHERE table_schema = %s
"""
CONSTRAINTS = """
    SELECT class.relname, con.conname, replace(pg_get_constraintdef(con.oid), space.nspname || '.', '') FROM pg_constraint con
    JOIN pg_class class ON class.oid = con.conrelid JOIN pg_namespace space ON space.oid = con.connamespace WHERE space.nspname = %s
"""
INDEXES = "SELECT tablename, indexname, replace(indexdef, schemaname || '.', '') FROM pg_indexes WHERE schemaname = %s"
INSTALLED_TRIGGERS = "SELECT tgname FROM pg_trigger WHERE tgname LIKE 'pgtrigger_%%'"


def rows(query: str, *parameters: str) -> set[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        return set(cursor.fetchall())


def of_our_tables(found: Iterable[tuple[Any, ...]]) -> set[tuple[Any, ...]]:
    return {row for row in found if row[0].split("_")[0] in APPS and row[0] != "core_cache"}


def schema_made_from_models() -> str:
    """Every table once more, beside the real ones, as the models of today describe it."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA from_models")
        # The functions of generated columns and indexes are only in "public".
        cursor.execute("SET LOCAL search_path TO from_models, public")
        with connection.schema_editor() as editor:
            for model in apps.get_models(include_auto_created=False):
                if not model._meta.proxy and model._meta.managed:
                    editor.create_model(model)
        cursor.execute("SET LOCAL search_path TO public")
    return "from_models"


@pytest.mark.slow
@pytest.mark.parametrize("query", [COLUMNS, CONSTRAINTS, INDEXES], ids=["columns", "constraints", "indexes"])
def test_migrations_make_the_tables_of_the_models(query: str) -> None:
    expected = of_our_tables(rows(query, schema_made_from_models()))

    migrated = of_our_tables(rows(query, "public"))

    assert expected, "nothing was compared"
    assert sorted(migrated ^ expected) == []


def test_migrations_make_the_triggers_of_the_models() -> None:
    expected = {trigger.get_pgid(model) for model, trigger in pgtrigger.registered()}
    statuses = {trigger.get_installation_status(model)[0] for model, trigger in pgtrigger.registered()}

    installed = {name for (name,) in rows(INSTALLED_TRIGGERS)}

    assert installed == expected
    assert statuses == {"INSTALLED"}
