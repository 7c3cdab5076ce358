"""Finds gaps in a record before its report is drafted. Read-only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy as _, ngettext_lazy

from consultations.models import Attendance, Axis, AxisRun, Intervention, Meeting, Point
from consultations.record.function_titles import holds_a_name, is_listed
from consultations.record.headcounts import noted
from consultations.record_fields import PROMISED
from consultations.reports import missing_facts
from consultations.states import MeetingState
from core.text import formats
from core.text.texts import Texts

# More findings of the same kind are combined into one.
MOST_ALONE = 2
# An opening with a small delay still counts as the planned time.
PUNCTUAL = dt.timedelta(minutes=15)
# Contributions without topic: greetings, points of order.
APART = frozenset({Intervention.Kind.OPENING, Intervention.Kind.CONCLUSION, Intervention.Kind.PROCEDURAL})
# The row that a finding is about, as the workspace names its lists; ``meeting`` for the facts of the meeting.
MEETING, PRESENCE, CONTRIBUTION, POINT = "meeting", "presence", "contribution", "point"


@dataclass(frozen=True)
class Finding:
    """``stops``: it prevents the draft. ``row`` and ``pk``: what to correct; without ``pk`` a list, or the facts.

    ``what``: a text for the row; ``several``: the rows, if the finding is about several.
    """

    key: str
    sentence: str | Promise
    row: str
    pk: int | None = None
    what: Texts = Texts()
    several: tuple[Texts, ...] = ()
    stops: bool = False


@dataclass(frozen=True)
class Contents:
    """The record as it was loaded, by the caller or by :func:`check`."""

    meeting: Meeting
    attendances: list[Attendance]
    axes: list[Axis]
    said: list[Intervention]
    points: list[Point]


def check(meeting: Meeting) -> list[Finding]:
    """All findings, first those that prevent the draft. One query besides those of the record, which may be prefetched."""
    contents = Contents(
        meeting,
        list(meeting.attendances.all()),
        list(meeting.axes.all()),
        list(meeting.interventions.all()),
        list(meeting.points.all()),
    )
    checks = (
        _session,
        _hours,
        _presence,
        _typed,
        _headcount,
        _contributions,
        _topics,
        _wordings,
        _promises,
        _figures,
        _areas,
        _confidential,
    )
    found = [finding for each in checks for finding in each(contents)]
    return sorted(found, key=lambda finding: not finding.stops)


def refuse(meeting: Meeting) -> None:
    """Raises :class:`~core.errors.DomainError` for the first finding that prevents the draft."""
    for finding in check(meeting):
        if finding.stops:
            raise missing_facts.refusal(finding.sentence, finding.what)


def _session(record: Contents) -> Iterator[Finding]:
    if record.meeting.state != MeetingState.CLOSED:
        sentence = _("The session is still open: close it before the report is drafted.")
        yield _of_all("session", sentence, stops=True)


def _hours(record: Contents) -> Iterator[Finding]:
    """The report has the planned times. If the session was opened on another day, the record was entered later: its times are ignored."""
    meeting = record.meeting
    if meeting.starts_at is None or meeting.opened_at is None or not meeting.knows_its_day:
        return
    last = meeting.held_on + dt.timedelta(days=meeting.ends_next_day)
    opened = _when(meeting.opened_at, meeting.held_on)
    closed = _when(meeting.closed_at, last)
    if opened is None:
        return
    late = _apart(opened, meeting.held_on, meeting.starts_at)
    if closed is not None and meeting.ends_at is not None:
        late = max(late, _apart(closed, last, meeting.ends_at))
    if late >= PUNCTUAL:
        yield _of_all("hours", _told_hours(meeting, opened, closed))


def _when(moment: dt.datetime | None, day: dt.date) -> dt.datetime | None:
    """The local time; ``None`` on another day than ``day``: the session was closed later."""
    local = timezone.localtime(moment) if moment else None
    return local if local and local.date() == day else None


def _apart(moment: dt.datetime, day: dt.date, planned: dt.time) -> dt.timedelta:
    return abs(moment.replace(second=0, microsecond=0, tzinfo=None) - dt.datetime.combine(day, planned))


def _told_hours(meeting: Meeting, opened: dt.datetime, closed: dt.datetime | None) -> str | Promise:
    """Times in bidirectional isolates, so that a range is read from left to right in Arabic, too."""
    language = get_language() or "ar"
    planned = formats.hours(meeting.starts_at, meeting.ends_at, language) if meeting.starts_at else ""
    words = {"planned": planned, "opened": formats.hour(opened.time(), language)}
    if closed is None:
        return _("Planned: %(planned)s. Opened at %(opened)s. Which times should the report give?") % words
    words["closed"] = formats.hour(closed.time(), language)
    return (
        _("Planned: %(planned)s. Opened at %(opened)s, closed at %(closed)s. Which times should the report give?")
        % words
    )


def _presence(record: Contents) -> Iterator[Finding]:
    if not any(each.is_present for each in record.attendances):
        yield _of_all("presence", _("Nobody is noted as present."), row=PRESENCE)
    for each in record.attendances:
        if not each.function.ar:
            sentence = _("Somebody present has no function in Arabic: the report cannot tell who was there.")
            yield Finding("function", sentence, PRESENCE, each.pk, each.function)


def _typed(record: Contents) -> Iterator[Finding]:
    """Functions are published with the attendance list, and at check-in anything may be typed as a function."""
    for each in record.attendances:
        if holds_a_name(each):
            sentence = _("This function holds a number, or what looks like a name: the report would publish it.")
            yield Finding("named", sentence, PRESENCE, each.pk, each.function)
        elif each.is_walk_in and not is_listed(each.function):
            sentence = _("Typed at check-in as a function, and published in the report: check that it is one.")
            yield Finding("typed", sentence, PRESENCE, each.pk, each.function)


def _headcount(record: Contents) -> Iterator[Finding]:
    found, meeting = noted(record.attendances), record.meeting
    if meeting.declared_people is None and not found.knows_people:
        yield _of_all("headcount", _("Nobody noted how many people were present: the report will not give a number."))
    declared = (
        (meeting.declared_people, found.people, _("Fewer people were counted than are noted as present.")),
        (meeting.declared_women, found.women, _("Fewer women were counted than are noted as present.")),
        (meeting.declared_associations, found.associations, _("Fewer associations were counted than are noted.")),
    )
    for counted, listed, sentence in declared:
        if counted is not None and counted < listed:
            yield _of_all("contradiction", sentence)


def _contributions(record: Contents) -> Iterator[Finding]:
    for each in record.said:
        if each.is_confidential:
            continue
        if not each.text.ar:
            sentence = _("A contribution is not written in Arabic: the Arabic report cannot quote it.")
            yield Finding("arabic", sentence, CONTRIBUTION, each.pk, each.text)
        if record.axes and each.axis_id is None and each.kind not in APART:
            sentence = _("A contribution belongs to no discussion topic.")
            yield Finding("axis", sentence, CONTRIBUTION, each.pk, each.text)


def _topics(record: Contents) -> Iterator[Finding]:
    if not record.axes:
        return
    heard = {each.axis_id for each in record.said}
    heard |= set(AxisRun.objects.filter(meeting=record.meeting).values_list("axis_id", flat=True))
    unheard = tuple(axis.title for axis in record.axes if axis.pk not in heard)
    if len(unheard) > MOST_ALONE:
        sentence = _("Nothing is noted under these topics: the report lists them as agenda items only.")
        yield _of_all("undiscussed", sentence, several=unheard)
        return
    for title in unheard:
        sentence = _("Nothing is noted under this topic: the report lists it as an agenda item only.")
        yield _of_all("undiscussed", sentence, what=title)


def _wordings(record: Contents) -> Iterator[Finding]:
    """What :mod:`consultations.reports.missing_facts` refuses. A record in French can be drafted in French; it is not sent to review without its
    Arabic title. The Arabic of a point can be written in the report, too."""
    if not record.meeting.title.ar:
        yield _of_all("title", missing_facts.MEETING_WITHOUT_TITLE)
    for point in record.points:
        for gap in missing_facts.of_point(point, point.title):
            yield Finding(gap.key, gap.sentence, POINT, gap.point, gap.what, stops=gap.key == "theme")


def _promises(record: Contents) -> Iterator[Finding]:
    sentences = {
        (True, True): _("This has no responsible body and no date."),
        (True, False): _("This has no responsible body."),
        (False, True): _("This has no date."),
    }
    for point in record.points:
        is_owed = point.owner_unit_id or point.owner_institution_id or point.owner_body
        missing = (not is_owed, point.due_on is None and point.starts_on is None)
        if point.kind in PROMISED and missing in sentences:
            yield Finding("owed", sentences[missing], POINT, point.pk, point.title)


def _figures(record: Contents) -> Iterator[Finding]:
    for point in record.points:
        if point.kind == Point.Kind.FIGURE and point.figure_value is None:
            yield Finding("value", _("This figure has no value."), POINT, point.pk, point.title)


def _areas(record: Contents) -> Iterator[Finding]:
    without = [point for point in record.points if not point.areas.all()]
    if len(without) < len(record.points):
        for point in without:
            yield Finding("area", _("This point has no area, where others have one."), POINT, point.pk, point.title)


def _confidential(record: Contents) -> Iterator[Finding]:
    sealed = {each.pk for each in record.said if each.is_confidential}
    if sealed:
        sentence = ngettext_lazy(
            "%(count)s confidential contribution will not be in the report.",
            "%(count)s confidential contributions will not be in the report.",
            len(sealed),
        )
        yield _of_all("confidential", sentence % {"count": len(sealed)}, row=CONTRIBUTION)
    for point in record.points:
        carriers = {each.pk for each in point.interventions.all()}
        if carriers and carriers <= sealed:
            sentence = _("This point rests on confidential contributions alone: it will not be in the report.")
            yield Finding("sealed_point", sentence, POINT, point.pk, point.title)


def _of_all(key: str, sentence: Any, *, row: str = MEETING, **more: Any) -> Finding:
    """A finding about the whole meeting; ``row``: the list in which it can be corrected."""
    return Finding(key, sentence, row, **more)
