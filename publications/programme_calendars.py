"""Sessions of published programmes as a calendar file. Of a session in a school the file knows the week only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import cast

from django.utils import translation
from django.utils.translation import gettext as _
from icalendar import Event

from core.text.texts import Texts
from core.zone import ZONE
from publications.calendars import Address, file_of, line_of
from publications.models import Edition
from publications.schemas import ProgrammeDocument
from publications.schemas.programme import Session

WEEK = dt.timedelta(days=7)
ASSUMED = dt.timedelta(hours=2)
"""Of a session whose end is not given."""


def calendar(name: str, editions: Iterable[Edition], *, language: str, page: Address, host: str) -> bytes:
    """``page`` gives the full address of the page of a programme by its key."""
    events = [
        _event(edition, session, language=language, page=page, host=host)
        for edition, session in without_repeats(editions)
    ]
    return file_of(name, events, language=language, host=host)


def without_repeats(editions: Iterable[Edition]) -> Iterator[tuple[Edition, Session]]:
    """Each session once: of a joint programme, where it shares the session with an origin."""
    found: dict[str, tuple[Edition, Session]] = {}
    for edition in editions:
        body = cast(ProgrammeDocument, edition.body)
        for session in body.sessions:
            if session.key not in found or body.origins:
                found[session.key] = edition, session
    yield from found.values()


def _event(edition: Edition, session: Session, *, language: str, page: Address, host: str) -> Event:
    programme = cast(ProgrammeDocument, edition.body)
    is_off = session.is_called_off or programme.state == "called_off"
    event = Event()
    event.add("uid", f"{session.key}@{host}")
    event.add("sequence", edition.number - 1)
    event.add("dtstamp", edition.published_at.astimezone(dt.UTC))
    title = line_of(_in(programme.title, language))
    with translation.override(language):
        event.add("summary", _("Cancelled: %(title)s") % {"title": title} if is_off else title)
        example = _("Demonstration record. It is not an official publication.") if programme.demonstration else ""
        in_week = "" if session.day else _("In this week. The day and the hour are not published.")
    event.add("location", line_of(_in(session.place or session.area.name, language)))
    event.add("url", page(programme.key))
    event.add("status", "CANCELLED" if is_off else "CONFIRMED")
    event.add("description", "\n".join(filter(None, [example, in_week, page(programme.key)])))
    _add_times(event, session, is_off=is_off)
    return event


def _add_times(event: Event, session: Session, *, is_off: bool) -> None:
    """Whole days block no time in a calendar."""
    if session.day is None:
        event.add("dtstart", session.week)
        event.add("dtend", session.week + WEEK)
        event.add("transp", "TRANSPARENT")
        return
    if session.starts_at is None or is_off:
        event.add("dtstart", session.day)
        event.add("dtend", session.day + dt.timedelta(days=1))
        event.add("transp", "TRANSPARENT")
        return
    start = dt.datetime.combine(session.day, session.starts_at, ZONE)
    end = dt.datetime.combine(session.day, session.ends_at, ZONE) if session.ends_at else start + ASSUMED
    event.add("dtstart", start)
    event.add("dtend", end)


def _in(texts: Texts, language: str) -> str:
    return texts.in_language(language).text
