"""The input of a draft: the non-confidential part of a record, in the order of the report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.db.models import Prefetch

from consultations.models import Attendance, Axis, AxisRun, Intervention, Meeting, Point
from consultations.record.headcounts import Headcounts, headcounts
from consultations.reports.drafting import protocol
from core.text.texts import LANGUAGES

FACILITATORS = frozenset({Attendance.Role.FACILITATOR, Attendance.Role.FACILITATOR_OPENER})
# A contribution of this kind is told by the points that it carries.
TOLD_BY: dict[str, str] = {Intervention.Kind.FIGURES: Point.Kind.FIGURE}
REPEATED = (Point.Kind.CONSENSUS, Point.Kind.DEMAND)
SPEAKERS = ("speaker__association", "speaker__unit", "speaker__institution")
# More guests than this are mentioned together, as in press reports.
MOST_GUESTS = 3

# The order in which a report tells the results of a meeting.
KINDS = (
    Point.Kind.PROGRESS,
    Point.Kind.FIGURE,
    Point.Kind.CONSENSUS,
    Point.Kind.CONCERN,
    Point.Kind.DEMAND,
    Point.Kind.RECOMMENDATION,
    Point.Kind.PRAISE,
    Point.Kind.EXCHANGE,
    Point.Kind.COMMITMENT,
    Point.Kind.DECISION,
)


class Group(NamedTuple):
    """Points that one sentence tells. ``speaker``: the official who alone carried them; ``None`` for the participants.

    ``came_back``: each was raised more than once. Points that are owed share their body and dates.
    """

    kind: str
    speaker: Attendance | None
    points: list[Point]
    came_back: bool = False


@dataclass(frozen=True)
class Record:
    """``attendances``: of those present, in the order of protocol; ``away``: of those invited who did not come.

    Without confidential contributions, so that a draft cannot contain them."""

    meeting: Meeting
    attendances: list[Attendance]
    away: list[Attendance]
    axes: list[Axis]
    said: list[Intervention]
    points: list[Point]
    axes_opened: frozenset[int]

    @property
    def openings(self) -> list[Intervention]:
        return [each for each in self.said if each.kind == Intervention.Kind.OPENING]

    @property
    def conclusions(self) -> list[Intervention]:
        return [each for each in self.said if each.kind == Intervention.Kind.CONCLUSION]

    def is_written_in(self, language: str) -> bool:
        """Whether what was said is noted in ``language``. In the first language, and where nothing was said, any fact suffices."""
        meeting = self.meeting
        said = [each.text for each in self.said] + [each.title for each in self.points]
        facts = [each.function for each in self.attendances if each.says_its_function] + [
            each.title for each in self.axes
        ]
        facts += [meeting.title, meeting.venue]
        words = said + facts if language == LANGUAGES[0] or not said else said
        return any(getattr(each, language) for each in words)

    def said_as(self, kind: str) -> list[Intervention]:
        """Contributions of one kind by a speaker who is told, and not repeated by a point that they carry."""
        told = {
            each.pk for point in self.points for each in point.interventions.all() if point.kind == TOLD_BY.get(kind)
        }
        return [each for each in self.said if each.kind == kind and each.pk not in told]

    @cached_property
    def groups(self) -> list[Group]:
        return [
            group for kind in KINDS for group in _grouped(kind, [each for each in self.points if each.kind == kind])
        ]

    @property
    def chairs(self) -> list[Attendance]:
        return [each for each in self.attendances if each.chair]

    @property
    def facilitators(self) -> list[Attendance]:
        return [each for each in self.attendances if each.role in FACILITATORS]

    @property
    def others_present(self) -> list[Attendance]:
        """Those of whom no other sentence says that they were present."""
        return [each for each in self.attendances if not each.chair and each.role not in FACILITATORS]

    def of_those_away(self, attended: str) -> list[Attendance]:
        return [each for each in self.away if each.attended == attended]

    @property
    def named_associations(self) -> list[Attendance]:
        """One attendance row of each association that agreed to be named."""
        shown = {each.came_for: each for each in self.attendances if each.shows_association}
        return list(shown.values())

    @cached_property
    def headcounts(self) -> Headcounts:
        return headcounts(self.meeting, self.attendances)

    @cached_property
    def guests_are_told_together(self) -> bool:
        functions = {str(each.function.model_dump()) for each in self.guests}
        do_not_say = any(not each.says_its_function for each in self.guests)
        return len(self.guests) > MOST_GUESTS or len(functions) < len(self.guests) or do_not_say

    @cached_property
    def guests(self) -> list[Attendance]:
        return [each for each in self.others_present if is_guest(each)]

    @property
    def number_of_guests(self) -> int | None:
        """``None`` if a group was not counted."""
        numbers = [each.people if each.is_group else 1 for each in self.guests]
        return None if None in numbers else sum(filter(None, numbers))

    @cached_property
    def same_functions(self) -> frozenset[str]:
        """Functions (in Arabic) of several people, who are distinguished by their organisations."""
        counts = Counter(each.function.ar for each in self.attendances)
        return frozenset(function for function, count in counts.items() if count > 1)

    @property
    def topics_were_all_discussed(self) -> bool:
        heard = {each.axis_id for each in self.said} | self.axes_opened
        return all(axis.pk in heard for axis in self.axes)


def is_guest(attendance: Attendance) -> bool:
    """Somebody of civil society, or a group of one association."""
    is_one = not attendance.is_group or attendance.came_for_an_association
    return attendance.side == Attendance.Side.CIVIL_SOCIETY and is_one


def read(meeting: Meeting) -> Record:
    """Six queries for any length of the record."""
    attendances = list(meeting.attendances.select_related("unit", "institution", "association"))
    said = meeting.interventions.readable().select_related(*SPEAKERS)
    points = meeting.points.reportable().select_related(
        "owner_unit", "owner_institution", "about_meeting", "about_demand"
    )
    carriers = Intervention.objects.readable().select_related(*SPEAKERS)
    runs = AxisRun.objects.filter(meeting=meeting).values_list("axis_id", flat=True)
    return Record(
        meeting=meeting,
        attendances=protocol.in_order(each for each in attendances if each.is_present),
        away=protocol.in_order(each for each in attendances if not each.is_present),
        axes=list(meeting.axes.all()),
        said=list(said),
        points=list(points.prefetch_related(Prefetch("interventions", carriers))),
        axes_opened=frozenset(runs),
    )


def _grouped(kind: str, points: list[Point]) -> Iterator[Group]:
    """In order of the record; commitments and decisions by the body that owes them and their dates."""
    keys: dict[tuple[object, ...], list[Point]] = {}
    for point in points:
        keys.setdefault(_key(point), []).append(point)
    for told in keys.values():
        yield Group(kind, speaker_of(told[0]), told, came_back(told[0]))


def _key(point: Point) -> tuple[object, ...]:
    speaker = speaker_of(point)
    repeats = point.kind in REPEATED and came_back(point)
    return (speaker and speaker.pk, repeats, str(point.owner_name.model_dump()), point.starts_on, point.due_on)


def speaker_of(point: Point) -> Attendance | None:
    """The official who alone carried the point."""
    speakers = {each.speaker for each in point.interventions.all()}
    only = next(iter(speakers)) if len(speakers) == 1 else None
    return only if only is not None and protocol.is_official(only) else None


def came_back(point: Point) -> bool:
    """Whether it was raised more than once: in several contributions, or in a collective one."""
    carriers = list(point.interventions.all())
    return len(carriers) > 1 or any(each.is_collective for each in carriers)
