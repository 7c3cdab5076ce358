"""Who did what with a concern, and when: steps, notes, openings, assignments, themes and decisions about its urgency, newest first. Without
any text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, Final, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy, pgettext

from proposals.concerns import assignment
from proposals.models import Concern, ConcernBulkRow

SHOWN: Final = 60


class Event(NamedTuple):
    """``by``: a person; "" for somebody of the association, whose name the page does not tell. ``person``: whom it was given to."""

    at: dt.datetime
    title: str | Promise
    by: Any
    person: Any = ""


def of(concern: Concern, steps: Iterable[Any], notes: Iterable[Any]) -> list[Event]:
    """``steps``: as the page shows them; ``notes``: as :func:`proposals.concerns.notes.read` gives them. Three queries, one more for a
    confidential or once hidden one."""
    found = [Event(each.step.at, each.title, each.step.by if each.step.is_from_cell else "") for each in steps]
    found += [Event(each.note.at, gettext_lazy("Internal note"), each.note.by) for each in notes]
    found += _assignments(concern) + _themes(concern)
    if concern.is_covered or any(each.step.move == "hide" for each in steps):
        found += [Event(row.at, _opened(row), row.by) for row in concern.openings.select_related("by")[:SHOWN]]
    if concern.urgency_decided_at:
        title = _("Marked as a possible emergency") if concern.is_urgent else _("Decided: no emergency")
        found.append(Event(concern.urgency_decided_at, title, concern.urgency_decided_by))
    return sorted(found, key=lambda event: event.at, reverse=True)[:SHOWN]


def _assignments(concern: Concern) -> list[Event]:
    return [
        Event(
            each.at,
            pgettext("history", "Assigned to") if each.person else pgettext("history", "Released"),
            each.by,
            each.person or "",
        )
        for each in assignment.history(concern)[:SHOWN]
    ]


def _themes(concern: Concern) -> list[Event]:
    rows = ConcernBulkRow.objects.filter(concern=concern, bulk__act="theme", outcome="done").select_related("bulk__by")
    return [Event(row.bulk.at, _("Theme set"), row.bulk.by) for row in rows.order_by("-bulk__at", "-pk")[:SHOWN]]


def _opened(row: Any) -> str:
    if row.file_id:
        return _("A file was opened")
    return _("A letter of the association was opened") if row.step_id else _("The text was opened")
