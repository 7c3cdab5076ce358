"""Choices of themes and areas. The values are their permanent keys, which drafts and concerns store."""

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
    """Neighbourhoods grouped by town; the town itself can be chosen, too. The town comes before its prefecture."""
    found: Choices = []
    for head, parts in reversed(tree_of(Area.objects.in_use()).groups()):
        whole = _("%(area)s: all of it") % {"area": head} if parts else str(head)
        found.append((str(head), [(head.key, whole), *((each.key, str(each)) for each in parts)]))
    return found
