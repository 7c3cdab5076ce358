from __future__ import annotations

from typing import Any, TypeVar

import pghistory
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.clock import today
from core.db import locks
from core.db.optimistic_lock import change
from core.errors import DomainError, EditedMeanwhile, NotAllowed
from core.text.texts import Texts
from publications import store
from publications.models import Edition
from reference import publishing
from reference.models import Entry

AnyEntry = TypeVar("AnyEntry", bound=Entry)
CHANGED = Texts(ar="غُيرت اللائحة.", fr="La liste a changé.", en="The list changed.")


def add_entry(model: type[AnyEntry], *, by: Any, **fields: Any) -> AnyEntry:
    """Add an entry to the vocabulary. Public pages show it once a second person has approved the list."""
    entry = model(**fields)
    with transaction.atomic(), pghistory.context(user=by.pk):
        locks.hold(f"entry:{model._meta.label}:{entry.key}")
        if model._base_manager.filter(key=entry.key).exists():
            raise DomainError(_("Another entry has this key already."))
        entry.save()
    return entry


def change_entry(entry: AnyEntry, *, by: Any, version: int, **fields: Any) -> AnyEntry:
    """Raises :class:`DomainError` when ``parent`` stands under the entry: two people may each move half of a circle."""
    parent = fields.get("parent")
    with transaction.atomic(), pghistory.context(user=by.pk):
        if parent is not None and parent.pk in type(entry).objects.select_for_update().below(entry.pk):
            raise DomainError(_("An entry cannot be its own parent, or a child of one of its parts."))
        return change(entry, expected=version, **fields)


def publish_list(kind: str, *, by: Any, seen: str) -> Edition:
    """Approve the list ``kind`` as the office has it, and publish it.

    ``seen``: the :func:`reference.publishing.fingerprint` of what was read; raises :class:`~core.errors.EditedMeanwhile` when the
    list is another one by now. Raises :class:`~core.errors.NotAllowed` for whoever changed an entry since it was last public.
    """
    with transaction.atomic():
        # Nobody changes an entry between the reading and the writing.
        list(publishing.LISTS[kind].objects.select_for_update().order_by("pk").values_list("pk"))
        document = publishing.compose(kind)
        authors = publishing.writers(kind, document)
        if by.pk in authors:
            raise NotAllowed(_("You changed entries of this list: somebody else has to approve it."))
        if publishing.fingerprint(document) != seen:
            raise EditedMeanwhile(
                _("The list changed after you opened this page. Read it again before you approve it.")
            )
        return store.publish(
            document,
            listed_on=today(),
            authors=authors,
            approver=by.pk,
            note=CHANGED,
            is_installed=not authors,
        )
