"""Lists of an association that its representatives and the cell both read."""

from __future__ import annotations

from django.http import HttpRequest

from partners.models import Association
from portal.common.keyset import KeysetPage, page_by_key

NEWEST = ("-registered_at", "-pk")


def representatives_of(request: HttpRequest, association: Association, *, name: str = "") -> KeysetPage:
    rows = association.memberships.current().select_related("user")
    return page_by_key(request, rows, ("since", "pk"), name=name)


def steps_of(request: HttpRequest, association: Association) -> KeysetPage:
    """The steps of the verification, the newest at the end, where the list begins."""
    return page_by_key(request, association.steps.all(), ("at", "pk"), name="steps_", ends_first=True)
