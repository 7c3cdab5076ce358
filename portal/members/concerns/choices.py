"""Themes and areas to choose from, by their lasting keys: a draft keeps keys, as a concern does."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from reference.models import Area, Theme
from reference.tree import tree_of

Options = list[tuple[str, str]]
Choices = list[tuple[str, Any]]


def themes() -> Choices:
    return [
        (str(head), [(each.key, str(each)) for each in (head, *parts)])
        for head, parts in tree_of(Theme.objects.in_use()).groups()
    ]


def areas() -> Choices:
    """Neighbourhoods under their town, which can be chosen as a whole; the town before the prefecture around it."""
    found: Choices = []
    for head, parts in reversed(tree_of(Area.objects.in_use()).groups()):
        whole = _("%(area)s: all of it") % {"area": head} if parts else str(head)
        found.append((str(head), [(head.key, whole), *((each.key, str(each)) for each in parts)]))
    return found
