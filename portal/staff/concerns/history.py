"""Who did what with a concern, and when: steps, notes, openings and decisions about its urgency, newest first. Without any text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, Final, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from proposals.models import Concern

SHOWN: Final = 60


class Event(NamedTuple):
    """``by``: a person; "" for somebody of the association, whose name the page does not tell."""

    at: dt.datetime
    title: str | Promise
    by: Any


def of(concern: Concern, steps: Iterable[Any], notes: Iterable[Any]) -> list[Event]:
    """``steps``: as the page shows them; ``notes``: as :func:`proposals.concerns.notes.read` gives them. One query more for a confidential one."""
    found = [Event(each.step.at, each.title, each.step.by if each.step.is_from_cell else "") for each in steps]
    found += [Event(each.note.at, _("Internal note"), each.note.by) for each in notes]
    if concern.is_confidential:
        found += [Event(row.at, _opened(row), row.by) for row in concern.openings.select_related("by")[:SHOWN]]
    if concern.urgency_decided_at:
        title = _("Marked as a possible emergency") if concern.is_urgent else _("Decided: no emergency")
        found.append(Event(concern.urgency_decided_at, title, concern.urgency_decided_by))
    return sorted(found, key=lambda event: event.at, reverse=True)[:SHOWN]


def _opened(row: Any) -> str | Promise:
    if row.file_id:
        return _("A file was opened")
    return _("A letter of the association was opened") if row.step_id else _("The text was opened")
