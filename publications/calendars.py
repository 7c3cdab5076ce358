"""Published meetings as calendar files (RFC 5545), for the calendars of phones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Final, cast

from django.utils import translation
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from core import date_limits
from core.zone import ZONE
from publications.models import Edition
from publications.schemas import MeetingDocument

MEDIA_TYPE: Final = "text/calendar; charset=utf-8"
# The iCalendar status: calendars strike out a cancelled meeting and mark a postponed one as tentative.
STATUS: Final = {"postponed": "TENTATIVE", "cancelled": "CANCELLED"}

Address = Callable[[str], str]


def calendar(name: str, editions: Iterable[Edition], *, language: str, page: Address, host: str) -> bytes:
    """A feed called ``name`` of meetings' live editions; ``page`` gives the full address of a meeting's page by its key."""
    feed = Calendar()
    feed.add("prodid", f"-//{host}//Machoura//{language.upper()}")
    feed.add("version", "2.0")
    feed.add("method", "PUBLISH")
    feed.add("x-wr-calname", _line(name))
    feed.add("x-wr-timezone", str(ZONE))
    feed.add("refresh-interval", dt.timedelta(hours=6), parameters={"value": "DURATION"})
    for edition in editions:
        # A meeting of which the day is not known has no place in a calendar.
        if cast(MeetingDocument, edition.body).facts.held_on is None:
            continue
        feed.add_component(_event(edition, language=language, page=page, host=host))
    return bytes(feed.to_ical())


def _event(edition: Edition, *, language: str, page: Address, host: str) -> Event:
    meeting = cast(MeetingDocument, edition.body)
    event = Event()
    event.add("uid", f"{meeting.key}@{host}")
    event.add("sequence", edition.number - 1)
    event.add("dtstamp", edition.published_at.astimezone(dt.UTC))
    event.add("summary", _summary(meeting, language))
    event.add("location", _line(meeting.facts.venue.in_language(language).text))
    event.add("url", page(meeting.key))
    event.add("status", STATUS.get(meeting.state, "CONFIRMED"))
    event.add("description", _description(meeting, language))
    _add_times(event, meeting)
    return event


def _summary(meeting: MeetingDocument, language: str) -> str:
    """The title says that a meeting does not take place, because many calendars do not show the status."""
    title = _line(meeting.title.in_language(language).text)
    with translation.override(language):
        if meeting.state == "postponed":
            return _("Postponed: %(title)s") % {"title": title}
        if meeting.state == "cancelled":
            return _("Cancelled: %(title)s") % {"title": title}
    return title


def _add_times(event: Event, meeting: MeetingDocument) -> None:
    """Times in UTC, so that calendars need no time zone rules for Morocco; a whole day if the time is unknown.

    A cancelled or postponed meeting becomes a whole day, so that calendars neither block the time nor sound an alarm.
    """
    facts = meeting.facts
    if facts.held_on is None:
        return
    if meeting.state in STATUS:
        event.add("transp", "TRANSPARENT")
    is_possible = date_limits.FIRST <= facts.held_on <= date_limits.LAST
    if not is_possible:
        # RFC 5545: without DTEND an event lasts one day.
        event.add("dtstart", facts.held_on)
        return
    if facts.starts_at is None or meeting.state in STATUS:
        event.add("dtstart", facts.held_on)
        event.add("dtend", facts.held_on + dt.timedelta(days=1))
        return
    event.add("dtstart", _in_utc(facts.held_on, facts.starts_at))
    if facts.ends_at is not None:
        last = facts.held_on + dt.timedelta(days=facts.ends_next_day)
        event.add("dtend", _in_utc(last, facts.ends_at))


def _in_utc(day: dt.date, time: dt.time) -> dt.datetime:
    return dt.datetime.combine(day, time, ZONE).astimezone(dt.UTC)


def _description(meeting: MeetingDocument, language: str) -> str:
    topics = [topic.title for topic in meeting.agenda] or meeting.facts.axes
    lines = [f"{number}. {title.in_language(language).text}" for number, title in enumerate(topics, start=1)]
    with translation.override(language):
        example = _("Demonstration record. It is not an official publication.") if meeting.demonstration else ""
    return "\n".join(filter(None, [example, meeting.sentence.in_language(language).text, *lines]))


def _line(text: str) -> str:
    """The text without line breaks, which would begin a new line of the file."""
    return " ".join(text.split())
