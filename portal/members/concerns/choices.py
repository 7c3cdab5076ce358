"""Choices of themes and areas. The values are their permanent keys, which drafts and concerns store."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from reference.models import Area, Entry, Theme

Options = list[tuple[str, str]]
Choices = list[tuple[str, Any]]


def themes() -> Choices:
    return [(str(head), [(each.key, str(each)) for each in (head, *parts)]) for head, parts in _grouped(Theme)]


def areas() -> Choices:
    """Neighbourhoods grouped by town; the town itself can be chosen, too. The town comes before its prefecture."""
    found: Choices = []
    for head, parts in reversed(_grouped(Area)):
        whole = _("%(area)s: all of it") % {"area": head} if parts else str(head)
        found.append((str(head), [(head.key, whole), *((each.key, str(each)) for each in parts)]))
    return found


def _grouped(model: type[Entry]) -> list[tuple[Entry, list[Entry]]]:
    """Each entry with children or without parent, with those children that have none themselves."""
    entries = list(model._default_manager.filter(is_retired=False))
    parts: dict[Any, list[Entry]] = {}
    for entry in entries:
        parts.setdefault(entry.parent_id, []).append(entry)  # type: ignore[attr-defined]
    heads = [entry for entry in entries if entry.pk in parts or entry.parent_id is None]  # type: ignore[attr-defined]
    return [(head, [each for each in parts.get(head.pk, []) if each.pk not in parts]) for head in heads]
