from __future__ import annotations

from typing import Any, TypeVar

import pghistory
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.db import locks
from core.db.optimistic_lock import change
from core.errors import DomainError
from publications import store
from publications.models import Edition
from reference import publishing
from reference.models import Entry

AnyEntry = TypeVar("AnyEntry", bound=Entry)


def add_entry(model: type[AnyEntry], *, by: Any, **fields: Any) -> AnyEntry:
    """Add an entry to a reference list. Public pages show it after a second person has approved the list."""
    entry = model(**fields)
    with transaction.atomic(), pghistory.context(user=by.pk):
        locks.hold(f"entry:{model._meta.label}:{entry.key}")
        if model._base_manager.filter(key=entry.key).exists():
            raise DomainError(_("Another entry has this key already."))
        entry.save()
    return entry


def change_entry(entry: AnyEntry, *, by: Any, version: int, **fields: Any) -> AnyEntry:
    """Raises :class:`DomainError` if ``parent`` is a descendant of the entry, which simultaneous changes by two people can cause."""
    parent = fields.get("parent")
    with transaction.atomic(), pghistory.context(user=by.pk):
        if parent is not None and parent.pk in type(entry).objects.select_for_update().below(entry.pk):
            raise DomainError(_("An entry cannot stand under itself or under one of its own parts."))
        return change(entry, expected=version, **fields)


def publish_list(kind: str, *, by: Any, seen: str) -> Edition:
    """Approve the current entries of the list ``kind`` and publish them.

    ``seen``: the fingerprint of the :func:`reference.publishing.pending_list` that was read; raises
    :class:`~core.errors.EditedMeanwhile` when the list is another one by now. Raises :class:`~core.errors.NotAllowed` for whoever changed
    an entry since it was last public.
    """
    with transaction.atomic():
        # No entry may change between the comparison and the publication.
        list(publishing.LISTS[kind].objects.select_for_update().order_by("pk").values_list("pk"))
        store.lock()
        return store.publish(publishing.pending_list(kind), by=by.pk, seen=seen)[0]
