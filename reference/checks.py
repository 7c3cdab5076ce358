"""A portal whose reference lists were never published shows no theme, no area and no helpline: ``check --deploy`` says so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Tags, Warning, register
from django.db import DatabaseError

from reference import publishing


@register(Tags.database, deploy=True)
def reference_lists_are_published(databases: Sequence[str] | None = None, **_asked: Any) -> list[CheckMessage]:
    """Runs where the database is named: ``check --deploy --database default``."""
    if "default" not in (databases or ()):
        return []
    try:
        missing = publishing.LISTS.keys() - publishing.live_editions().keys()
    except DatabaseError:  # away, or without tables: other checks say so
        missing = set(publishing.LISTS)
    if not missing:
        return []
    words = (
        f"Reference lists were never published: {', '.join(sorted(missing))}. Public pages show none of their entries."
    )
    return [Warning(words, hint="Run manage.py load_reference once, after migrate.", id="reference.W001")]
