"""What a month holds: for each week, each programme with its sessions, and what goes on without a session."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, cast

from django.utils.translation import get_language

from core.text import formats
from core.text.texts import Texts
from portal.common.months import Month
from publications.labels import AUDIENCES, PROGRAMME_STATES
from publications.models import Edition
from publications.programme_calendars import without_repeats
from publications.schemas import ProgrammeDocument
from publications.schemas.programme import Session

WEEK = dt.timedelta(days=6)
MOST_PLACES = 3


@dataclass
class Event:
    """A programme in one week. ``days``: of the sessions that are not in schools; ``sessions``: all of them."""

    programme: ProgrammeDocument
    week: dt.date
    sessions: list[Session] = field(default_factory=list)

    @property
    def days(self) -> list[dt.date]:
        return sorted({session.day for session in self.sessions if session.day})

    @property
    def in_schools(self) -> bool:
        """At least one session of which only the week is public."""
        return any(session.day is None for session in self.sessions)

    @property
    def places(self) -> list[Texts]:
        found = {str(place): place for place in (each.place or each.area.name for each in self.sessions)}
        return list(found.values())[:MOST_PLACES]

    @property
    def is_off(self) -> bool:
        return self.programme.state == "called_off" or all(session.is_called_off for session in self.sessions)


@dataclass(frozen=True)
class Week:
    first: dt.date
    events: list[Event]

    @property
    def last(self) -> dt.date:
        return self.first + WEEK


def weeks_of(month: Month, editions: Iterable[Edition]) -> list[Week]:
    """Weeks of ``month`` that have a session; each session once."""
    found: dict[tuple[dt.date, str], Event] = {}
    for edition, session in without_repeats(editions):
        if not month.holds(session.day or session.week) and not month.holds(session.week + WEEK):
            continue
        if session.day and not month.holds(session.day):
            continue
        body = cast(ProgrammeDocument, edition.body)
        event = found.setdefault((session.week, body.key), Event(body, session.week))
        event.sessions.append(session)
    by_week: dict[dt.date, list[Event]] = {}
    for event in found.values():
        by_week.setdefault(event.week, []).append(event)
    return [
        Week(week, sorted(by_week[week], key=lambda each: (each.days[:1] or [each.week], str(each.programme.title))))
        for week in sorted(by_week)
    ]


def without_sessions(month: Month, editions: Iterable[Edition]) -> list[ProgrammeDocument]:
    """Programmes of ``month`` whose days are known, but no session of theirs."""
    bodies = (cast(ProgrammeDocument, edition.body) for edition in editions)
    return [body for body in bodies if not body.sessions]


def span(first: dt.date, last: dt.date) -> str:
    """Both days in the active language."""
    language = get_language() or "ar"
    if first == last:
        return formats.day(first, language)
    return f"{formats.day(first, language)} – {formats.day(last, language)}"


def audiences(body: ProgrammeDocument) -> Iterator[Any]:
    return (AUDIENCES[each] for each in body.audiences if each in AUDIENCES)


def row(body: Any) -> dict[str, Any]:
    """For lists."""
    return {
        "programme": body,
        "state": PROGRAMME_STATES[body.state],
        "audiences": list(audiences(body)),
        "is_joint": bool(body.origins),
    }
