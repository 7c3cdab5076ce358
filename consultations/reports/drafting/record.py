"""The input of a draft: the non-confidential part of a record, in the order of the report."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Prefetch

from consultations.models import Attendance, Axis, AxisRun, Intervention, Meeting, Point
from consultations.record.headcounts import Headcounts, headcounts

# Police, other authorities, civil society: the usual order in such reports.
PROTOCOL = tuple(Attendance.Side.values)
FACILITATORS = frozenset({Attendance.Role.FACILITATOR, Attendance.Role.FACILITATOR_OPENER})
# More guests than this are mentioned together, as in press reports.
MOST_GUESTS = 3


@dataclass(frozen=True)
class Record:
    """Without confidential contributions, so that a draft cannot contain them."""

    meeting: Meeting
    attendances: list[Attendance]
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

    def points_of(self, kind: str) -> list[Point]:
        return [each for each in self.points if each.kind == kind]

    @property
    def facilitators(self) -> list[Attendance]:
        return [each for each in self.attendances if each.role in FACILITATORS]

    @property
    def named_associations(self) -> list[Attendance]:
        """One attendance row of each association that agreed to be named."""
        shown = {each.association_id: each for each in self.attendances if each.shows_association}
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
        return [each for each in self.attendances if is_guest(each)]

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
    attendances = meeting.attendances.select_related("unit", "institution", "association")
    said = meeting.interventions.readable().select_related("speaker__association", "speaker__unit")
    points = meeting.points.reportable().select_related("owner_unit", "owner_institution")
    runs = AxisRun.objects.filter(meeting=meeting).values_list("axis_id", flat=True)
    return Record(
        meeting=meeting,
        attendances=sorted(attendances, key=lambda each: PROTOCOL.index(each.side)),
        axes=list(meeting.axes.all()),
        said=list(said),
        points=list(points.prefetch_related(Prefetch("interventions", Intervention.objects.readable()))),
        axes_opened=frozenset(runs),
    )


def is_of_several(points: list[Point]) -> bool:
    """Whether more than one contribution carried these points."""
    return all(came_back(point) for point in points)


def came_back(point: Point) -> bool:
    """Whether it was raised more than once: in several contributions, or in a collective one."""
    carriers = list(point.interventions.all())
    return len(carriers) > 1 or any(each.is_collective for each in carriers)
