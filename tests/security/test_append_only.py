"""Threat 27: what is written for ever. UPDATE, DELETE and TRUNCATE are refused on every such table, to the office's own role, too."""

from __future__ import annotations

from typing import Any

import pghistory.models
import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from accounts.models import Refusal
from core.db.append_only import append_only_models, protect, undeletable_models
from tests.security.scene import Scene

pytestmark = pytest.mark.django_db
CONTEXT = pghistory.models.Context._meta.db_table
TABLES = sorted(model._meta.db_table for model in append_only_models())
KEPT = sorted(model._meta.db_table for model in undeletable_models())


def run(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def has_rows(table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT EXISTS (SELECT FROM "{table}")')
        return bool(cursor.fetchone()[0])


def column_of(table: str) -> str:
    with connection.cursor() as cursor:
        return connection.introspection.get_primary_key_column(cursor, table) or ""


def test_every_audit_copy_and_every_ledger_is_in_the_list() -> None:
    audit = {model._meta.db_table for model in apps.get_models() if hasattr(model, "pgh_tracked_model")}

    assert len(audit) > 30
    assert audit <= set(TABLES)
    assert {
        "publications_edition", "publications_approval", "accounts_refusal", "proposals_opening", "proposals_concernstep",
        "consultations_contributionopening", "partners_associationstep",
    } <= set(TABLES)  # fmt: skip


def refusal(statement: str) -> str:
    """In the words of the database; empty where the statement is done."""
    try:
        run(statement)
    except DatabaseError as error:
        return str(error)
    return ""


def test_truncate_is_refused_for_every_table_that_is_kept() -> None:
    emptied = [table for table in [*KEPT, CONTEXT] if "no TRUNCATE" not in refusal(f'TRUNCATE "{table}" CASCADE')]

    assert len(KEPT) > 40
    assert emptied == []


def test_update_and_delete_are_refused_wherever_there_is_a_row(scene: Scene) -> None:
    Refusal.objects.create(user=scene.people["editor"], view="staff:x", method="POST")
    filled = [table for table in TABLES if has_rows(table)]
    for table in filled:
        column = column_of(table)
        for statement in (f'UPDATE "{table}" SET "{column}" = "{column}"', f'DELETE FROM "{table}"'):
            with pytest.raises(DatabaseError, match="annot"):
                run(statement)

    assert len(filled) > 25


def kinds_of_triggers(table: str) -> list[int]:
    """``pg_trigger.tgtype`` of the triggers that are switched on."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgtype FROM pg_trigger WHERE tgrelid = %s::regclass AND tgenabled = 'O' AND NOT tgisinternal",
            [table],
        )
        return [kind for (kind,) in cursor.fetchall()]


def test_every_table_has_its_triggers_switched_on() -> None:
    """For tables in which no test writes a row: one trigger for each operation, in force."""
    before, operations = 2, {"DELETE": 8, "UPDATE": 16, "TRUNCATE": 32}

    missing = [
        f"{table}: {operation}"
        for table in TABLES
        for operation, bit in operations.items()
        if not any(kind & before and kind & bit for kind in kinds_of_triggers(table))
    ]

    assert missing == []


def context() -> Any:
    return pghistory.models.Context.objects.create(metadata={"user": 7})


def test_audit_context_is_never_deleted_nor_made_to_name_somebody_else() -> None:
    made = context()

    for statement in (
        f"DELETE FROM {CONTEXT}",
        f"""UPDATE {CONTEXT} SET metadata = '{{"user": 8}}'""",
        f"UPDATE {CONTEXT} SET metadata = '{{}}'",
        f"UPDATE {CONTEXT} SET id = gen_random_uuid()",
    ):
        with pytest.raises(DatabaseError, match="only added"):
            run(statement)

    run(f"""UPDATE {CONTEXT} SET metadata = metadata || '{{"method": "POST"}}'""")
    made.refresh_from_db()
    assert made.metadata == {"user": 7, "method": "POST"}


def test_protecting_twice_changes_nothing() -> None:
    def triggers() -> list[Any]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT oid FROM pg_trigger ORDER BY oid")
            return cursor.fetchall()

    before = triggers()
    protect(using="default")

    assert triggers() == before
