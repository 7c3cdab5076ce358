from __future__ import annotations

from typing import Any, TypeVar

from core.versions import change
from reference.models import Entry

AnyEntry = TypeVar("AnyEntry", bound=Entry)


def add_entry(model: type[AnyEntry], *, by: object, **fields: Any) -> AnyEntry:
    """Add an entry to the vocabulary. ``by``: the user, kept by the audit trail of the request."""
    entry = model(**fields)
    entry.save()
    return entry


def change_entry(entry: AnyEntry, *, by: object, version: int, **fields: Any) -> AnyEntry:
    return change(entry, expected=version, **fields)
