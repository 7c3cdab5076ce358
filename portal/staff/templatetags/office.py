"""Template tags of staff pages."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import template
from django.utils.functional import Promise

from accounts import heads
from portal.staff.document_steps import TAKEN

register = template.Library()

# The status shape (CSS) for each state; its label comes from the row.
SHAPES = {
    "Meeting": {
        "draft": "registered",
        "announced": "planned",
        "in_session": "in_progress",
        "closed": "done",
        "postponed": "postponed",
        "cancelled": "not_possible",
    },
    "Report": {
        "drafting": "studying",
        "in_review": "planned",
        "returned": "reopened",
        "published": "done",
        "withdrawn": "closed",
    },
    "Concern": {
        "submitted": "registered",
        "under_review": "studying",
        "awaiting": "postponed",
        "accepted": "in_progress",
        "answered": "done",
        "declined": "not_possible",
        "merged": "continuing",
        "withdrawn": "closed",
    },
    "PublishedConcern": {
        "drafting": "studying",
        "in_review": "planned",
        "returned": "reopened",
        "published": "done",
        "withdrawn": "closed",
        "discarded": "not_possible",
    },
    "Registration": {
        "invited": "registered",
        "unconfirmed": "studying",
        "registered": "done",
        "waiting": "postponed",
        "declined": "not_possible",
        "removed": "closed",
    },
    "Association": {
        "pending": "studying",
        "verified": "done",
        "not_verified": "not_possible",
        "suspended": "postponed",
    },
}


@register.inclusion_tag("_components/chip.html")
def state_chip(row: Any, big: bool = False) -> dict[str, Any]:
    """The state of a meeting, report, association or demand as a chip."""
    shape = SHAPES.get(type(row).__name__, {}).get(row.state, row.state)
    return {"state": shape, "label": row.get_state_display(), "big": big}


@register.filter
def taken(move: str) -> str | Promise:
    """The label of a past move of a report."""
    return TAKEN.get(move, move)


@register.inclusion_tag("staff/meetings/_days_to_report.html")
def days_to_report(row: Any) -> dict[str, int | None]:
    """For a meeting or report fetched with ``with_first_publication``."""
    meeting = getattr(row, "meeting", row)
    return {"days": meeting.days_to_report(row.first_published_at)}


@register.inclusion_tag("staff/_other_heads.html")
def other_heads(authors: Collection[int]) -> dict[str, Any]:
    """Who may approve what these authors may not: said where an approval stops."""
    return {"heads": heads.other_than(authors)}


@register.inclusion_tag("staff/institutions/_ask.html")
def ask_institution(user: Any, about: str, pk: int) -> dict[str, Any]:
    """Ways to ask an institution about a ``concern``, a ``demand`` or a ``meeting``, for those who may."""
    return {"about": about, "pk": pk, "may_ask": user.has_perm("cooperation.write_to_institutions")}
