"""Published meetings as calendar files (RFC 5545), for the calendars of phones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import Final, cast

from django.utils import translation
from django.utils.translation import gettext as _
from icalendar import Calendar, Event
from icalendar.prop import vDuration

from core import date_limits
from core.zone import ZONE
from publications import meeting_times
from publications.models import Edition
from publications.schemas import MeetingDocument
from publications.time_zone_rules import time_zone

REFRESHED_AFTER: Final = dt.timedelta(hours=6)
MEDIA_TYPE: Final = "text/calendar; charset=utf-8"
# The iCalendar status: calendars strike out a cancelled meeting and mark a postponed one as tentative.
STATUS: Final = {"postponed": "TENTATIVE", "cancelled": "CANCELLED"}

Address = Callable[[str], str]


def calendar(name: str, editions: Iterable[Edition], *, language: str, page: Address, host: str) -> bytes:
    """A feed called ``name`` of meetings' live editions; ``page`` gives the full address of a meeting's page by its key."""
    # A meeting of which the day is not known has no place in a calendar.
    dated = (edition for edition in editions if cast(MeetingDocument, edition.body).facts.held_on is not None)
    events = [_event(edition, language=language, page=page, host=host) for edition in dated]
    return file_of(name, events, language=language, host=host)


def file_of(name: str, events: Sequence[Event], *, language: str, host: str) -> bytes:
    feed = Calendar()
    feed.add("prodid", f"-//{host}//Machoura//{language.upper()}")
    feed.add("version", "2.0")
    feed.add("method", "PUBLISH")
    feed.add("x-wr-calname", line_of(name))
    feed.add("x-wr-timezone", str(ZONE))
    feed.add("refresh-interval", REFRESHED_AFTER, parameters={"value": "DURATION"})
    # The same for Outlook, which does not know RFC 7986.
    feed.add("x-published-ttl", vDuration(REFRESHED_AFTER))
    if days := [event.start.date() for event in events if isinstance(event.start, dt.datetime)]:
        feed.add_component(time_zone(min(days), max(days)))
    for event in events:
        feed.add_component(event)
    return bytes(feed.to_ical())


def _event(edition: Edition, *, language: str, page: Address, host: str) -> Event:
    meeting = cast(MeetingDocument, edition.body)
    event = Event()
    event.add("uid", f"{meeting.key}@{host}")
    event.add("sequence", edition.number - 1)
    event.add("dtstamp", edition.published_at.astimezone(dt.UTC))
    event.add("summary", _summary(meeting, language))
    event.add("location", line_of(meeting.facts.venue.in_language(language).text))
    event.add("url", page(meeting.key))
    event.add("status", STATUS.get(meeting.state, "CONFIRMED"))
    event.add("description", _description(meeting, language, page(meeting.key)))
    _add_times(event, meeting)
    return event


def _summary(meeting: MeetingDocument, language: str) -> str:
    """The title says that a meeting does not take place, because many calendars do not show the status."""
    title = line_of(meeting.title.in_language(language).text)
    with translation.override(language):
        if meeting.state == "postponed":
            return _("Postponed: %(title)s") % {"title": title}
        if meeting.state == "cancelled":
            return _("Cancelled: %(title)s") % {"title": title}
    return title


def _add_times(event: Event, meeting: MeetingDocument) -> None:
    """The hours on the clock in Morocco, with the rules of its time zone in the file; a whole day if the time is unknown.

    Always with an end, because programs show an event without one as lasting no time, or a day.

    A cancelled or postponed meeting becomes a whole day, so that calendars neither block the time nor sound an alarm.
    """
    facts = meeting.facts
    if facts.held_on is None:
        return
    if meeting.state in STATUS:
        event.add("transp", "TRANSPARENT")
    if not date_limits.FIRST <= facts.held_on <= date_limits.LAST:
        # RFC 5545: without DTEND an event lasts one day.
        event.add("dtstart", facts.held_on)
        return
    start, end = meeting_times.begins(facts), meeting_times.ends(facts)
    if start is None or end is None or meeting.state in STATUS:
        event.add("dtstart", facts.held_on)
        event.add("dtend", facts.held_on + dt.timedelta(days=1))
        return
    event.add("dtstart", start)
    event.add("dtend", end)


def _description(meeting: MeetingDocument, language: str, page: str) -> str:
    """Ends with the address of the page, because many calendars do not show ``URL``."""
    topics = [topic.title for topic in meeting.agenda] or meeting.facts.axes
    lines = [f"{number}. {title.in_language(language).text}" for number, title in enumerate(topics, start=1)]
    with translation.override(language):
        example = _("Demonstration record. It is not an official publication.") if meeting.demonstration else ""
        has_no_end = meeting.facts.starts_at and not meeting.facts.ends_at and meeting.state not in STATUS
        no_end = _("The end is not announced: two hours are assumed.") if has_no_end else ""
    return "\n".join(filter(None, [example, meeting.sentence.in_language(language).text, *lines, no_end, page]))


def line_of(text: str) -> str:
    """The text without line breaks, which would begin a new line of the file."""
    return " ".join(text.split())
