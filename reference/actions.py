from __future__ import annotations

from typing import TypeVar

from reference.models import Entry

AnyEntry = TypeVar("AnyEntry", bound=Entry)


def save_entry(entry: AnyEntry, *, by: object) -> AnyEntry:
    """Add or change an entry of the vocabulary. ``by``: the user, kept by the audit trail of the request."""
    entry.save()
    return entry
