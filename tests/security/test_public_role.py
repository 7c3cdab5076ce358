"""Threat 22: the square's database role can read what is published, and nothing else. The role is real here, not mirrored."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import ProgrammingError, connections, transaction

from publications import reader
from publications.grants import public_tables
from tests import factories

pytestmark = [
    pytest.mark.two_roles,
    pytest.mark.django_db(transaction=True, databases=["default", "public"]),
]


def every_table() -> set[str]:
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        return {name for (name,) in cursor.fetchall()}


def run(statement: str) -> None:
    with transaction.atomic(using="public"), connections["public"].cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.slow
def test_public_role_is_not_the_office_role():
    users = []
    for alias in ("default", "public"):
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT current_user")
            users.append(cursor.fetchone()[0])

    assert users[0] != users[1]


def test_public_role_reads_what_is_published():
    head, editor = factories.staff("head"), factories.staff("editor")
    report = factories.published_report(by=editor, head=head)

    assert reader.live("report", report.meeting.key).number == 1


@pytest.mark.slow
def test_public_role_reads_no_office_table():
    office = every_table() - set(public_tables())
    assert {"accounts_user", "consultations_intervention", "publications_approval", "django_session"} <= office

    for table in sorted(office):
        with pytest.raises(ProgrammingError, match="permission denied"):
            run(f'SELECT 1 FROM "{table}" LIMIT 1')


def test_public_role_writes_nothing():
    for table in public_tables():
        for statement in (f'DELETE FROM "{table}"', f'INSERT INTO "{table}" DEFAULT VALUES', f'TRUNCATE "{table}"'):
            with pytest.raises(ProgrammingError, match="permission denied"):
                run(statement)


@pytest.mark.slow
def test_public_role_makes_no_table():
    with pytest.raises(ProgrammingError, match="permission denied"):
        run("CREATE TABLE mine (id int)")


@pytest.mark.slow
def test_every_model_of_ours_was_looked_at():
    tables = {model._meta.db_table for model in apps.get_models() if model._meta.managed and not model._meta.proxy}

    assert tables <= every_table()
