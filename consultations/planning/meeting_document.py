"""Composes the published document of a meeting."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, cast

from django.db.models.functions import Coalesce

from consultations.models import Attendance, Meeting
from consultations.record.headcounts import headcounts
from core.text.texts import Texts
from publications.models import Document
from publications.schemas import DemandDocument
from publications.schemas.base import AreaRef, HeldDate, ThemeRef, UnitRef
from publications.schemas.meeting import AgendaTopic, DemandRef, Headcount, MeetingDocument, MeetingFacts
from reference.models import PoliceUnit


def compose_meeting(meeting: Meeting, *, report_key: str | None, state: str = "") -> MeetingDocument:
    """``report_key``: of its published report; ``state``: another one than the meeting's own.

    The agenda is without concerns; its demands have their published wording.
    """
    return MeetingDocument(
        key=meeting.key,
        demonstration=meeting.is_demonstration,
        title=meeting.title,
        facts=facts_of(meeting, attendances_of(meeting) if report_key else []),
        state=cast(Any, state or meeting.state),
        sentence=meeting.public_sentence,
        agenda=_agenda(meeting),
        themes=[ThemeRef(key=theme.key, name=theme.name) for theme in meeting.themes.all()],
        areas=[AreaRef(key=area.key, name=area.name) for area in meeting.areas.all()],
        capacity=meeting.capacity,
        invitation_rule=meeting.invitation_rule,
        map_url=meeting.map_url,
        takes_registrations=meeting.takes_registrations,
        answers_until=meeting.answers_until,
        report_key=report_key,
    )


def facts_of(meeting: Meeting, attendances: Collection[Attendance]) -> MeetingFacts:
    """With the headcounts of the report. ``attendances``: empty before there is a report, because an announcement
    does not change with who arrives."""
    counts = {name: count.value for name, count in headcounts(meeting, attendances)._asdict().items() if count}
    same = (
        "key",
        "part_of_day",
        "starts_at",
        "ends_at",
        "level",
        "requester",
        "asked_by",
        "organised_with",
        "number_in_series",
    )
    columns: dict[str, Any] = {"meeting_kind": meeting.kind} | {name: getattr(meeting, name) for name in same}
    return MeetingFacts(
        **columns,
        held_on=meeting.when.whole,
        held_when=None if meeting.knows_its_day else HeldDate(**meeting.when._asdict()),
        venue=meeting.venue,
        **_organiser(meeting),
        unit=_unit(meeting.unit),
        series=meeting.series.name if meeting.series else Texts(),
        axes=[axis.title for axis in meeting.axes.all()],
        headcount=_headcount(meeting, counts),
    )


def _agenda(meeting: Meeting) -> list[AgendaTopic]:
    """Only published demands, in their published wording."""
    standing = Coalesce("demand__merged_into__number", "demand__number")
    placed = meeting.agenda_items.filter(demand__isnull=False).values_list("axis_id", standing)
    under: dict[int, list[str]] = {}
    for axis, number in placed:
        if (key := str(number)) not in under.setdefault(axis, []):
            under[axis].append(key)
    titles = _published_titles({key for keys in under.values() for key in keys})
    return [
        AgendaTopic(
            title=axis.title,
            topic_kind=cast(Any, axis.kind),
            minutes=axis.minutes,
            demands=[DemandRef(key=key, title=titles[key]) for key in under.get(axis.pk, []) if key in titles],
        )
        for axis in meeting.axes.all()
    ]


def _published_titles(keys: Collection[str]) -> dict[str, Texts]:
    listed = Document.objects.filter(kind=DemandDocument.kind, key__in=keys, is_listed=True).select_related("live")
    return {document.key: document.live.body.title for document in listed if document.live}


def _headcount(meeting: Meeting, counts: dict[str, int]) -> Headcount:
    """The number of contributions is never derived: a record need not hold every one."""
    if meeting.declared_contributions is not None:
        counts = counts | {"contributions": meeting.declared_contributions}
    declared: list[Any] = [name for name in counts if getattr(meeting, f"declared_{name}") is not None]
    return Headcount(**counts, estimated=declared if meeting.counts_are_estimates else [])


def _organiser(meeting: Meeting) -> dict[str, Any]:
    if body := meeting.organiser or meeting.organising_institution:
        kind = "unit" if meeting.organiser else "institution"
        return {"organiser": UnitRef(key=body.key, name=body.name), "organiser_kind": kind}
    return {"organiser": UnitRef(key="", name=meeting.organising_body), "organiser_kind": "other"}


def _unit(unit: PoliceUnit) -> UnitRef:
    return UnitRef(key=unit.key, name=unit.name)


def attendances_of(meeting: Meeting) -> list[Attendance]:
    return list(meeting.attendances.select_related("unit", "institution", "association"))
