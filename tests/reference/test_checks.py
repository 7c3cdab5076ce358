"""``check --deploy`` on a portal whose reference lists were never published."""

from __future__ import annotations

import pytest

from publications.models import Document
from reference import publishing
from reference.checks import reference_lists_are_published

pytestmark = pytest.mark.django_db


def test_check_is_silent_where_all_lists_are_published() -> None:
    publishing.install()

    assert reference_lists_are_published(databases=["default"]) == []


def test_check_names_the_lists_that_were_never_published() -> None:
    publishing.install()
    Document.objects.filter(kind="reference", key__in=["theme", "helpline"]).update(live=None)

    (warning,) = reference_lists_are_published(databases=["default"])

    assert warning.id == "reference.W001"
    assert "helpline, theme" in warning.msg
    assert "load_reference" in warning.hint


def test_check_asks_no_database_that_was_not_named() -> None:
    Document.objects.filter(kind="reference").update(live=None)

    assert reference_lists_are_published() == []
