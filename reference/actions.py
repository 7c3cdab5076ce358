from __future__ import annotations

from typing import Any, TypeVar

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core import locks
from core.errors import DomainError
from core.versions import change
from reference.models import Entry

AnyEntry = TypeVar("AnyEntry", bound=Entry)


def add_entry(model: type[AnyEntry], *, by: object, **fields: Any) -> AnyEntry:
    """Add an entry to the vocabulary. ``by``: the user, kept by the audit trail of the request."""
    entry = model(**fields)
    with transaction.atomic():
        locks.hold(f"entry:{model._meta.label}:{entry.key}")
        if model._base_manager.filter(key=entry.key).exists():
            raise DomainError(_("Another entry has this key already."))
        entry.save()
    return entry


def change_entry(entry: AnyEntry, *, by: object, version: int, **fields: Any) -> AnyEntry:
    """Raises :class:`DomainError` when ``parent`` stands under the entry: two people may each move half of a circle."""
    parent = fields.get("parent")
    with transaction.atomic():
        if parent is not None and parent.pk in type(entry).objects.select_for_update().below(entry.pk):
            raise DomainError(_("An entry cannot stand under itself or under one of its own parts."))
        return change(entry, expected=version, **fields)
