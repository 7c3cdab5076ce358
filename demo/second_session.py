"""The session of the example of spring 2019: check-in, speaker queue, clocks and contributions."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from accounts.models import User
from consultations.models import Attendance, Axis, Intervention, Meeting, Point, Turn
from consultations.planning import meetings
from consultations.record import attendance, contributions, points
from consultations.recorder import clocks, speaker_queue
from core.text.texts import Texts
from core.time_travel import happening
from demo import meknes, schools
from demo.meknes import Noted
from demo.second_guests import Coming
from proposals.models import Demand
from reference.models import Area, Institution, PoliceUnit, Theme


def hold(meeting: Meeting, coming: Coming, recorder: User) -> None:
    room = Room(meeting, recorder)
    with _at(16, 50):
        room.receive_officials()
    with _at(16, 55):
        room.receive(coming)
    with _at(17, 2):
        meetings.move(meeting, by=recorder, move="open")
    said = room.discuss()
    with _at(18, 50):
        room.note(*said)
    with _at(18, 55):
        meetings.move(meeting, by=recorder, move="close")


class Room:
    """The actions of the recorder in the session."""

    def __init__(self, meeting: Meeting, recorder: User) -> None:
        self.meeting, self.recorder = meeting, recorder

    def receive_officials(self) -> None:
        _acting_head, self.cell = [
            self._official(
                "police",
                official.function,
                is_acting=official.is_acting,
                role=official.role,
                unit=PoliceUnit.objects.get(key=official.unit),
            )
            for official in schools.OFFICIALS
        ]
        body = Institution.objects.filter(kind=Institution.Kind.EDUCATION).first()
        self._official("institution", schools.EDUCATION, institution=body)

    def receive(self, coming: Coming) -> None:
        by = {"by": self.recorder}
        quarter = attendance.check_in(coming.quarter, people=3, women=1, shows_association=True, **by)
        parents = attendance.check_in(coming.parents, people=1, women=1, **by)
        amicale = attendance.check_in(coming.amicale, people=1, women=0, **by)
        self.quarter = quarter
        self.parents = attendance.edit(parents, version=parents.version, function=schools.PARENTS, **by)
        self.neighbours = attendance.edit(amicale, version=amicale.version, function=schools.NEIGHBOURS, **by)

    def discuss(self) -> tuple[Intervention, Intervention, Intervention]:
        """Contributions that carry points: two about the evenings and the light, and a commitment."""
        before, ways, inside, summary = self.meeting.axes.all()
        self._say("opening", self.cell, schools.OPENING, at=(17, 3))
        self._run(before, at=(17, 5))
        self._run(ways, at=(17, 10))
        parents, neighbours = self._ask(self.parents, at=(17, 10)), self._ask(self.neighbours, at=(17, 11))
        teacher = self._ask(None, label=schools.TEACHER, at=(17, 12))
        self._give(parents, at=(17, 12))
        evening = self._say("contribution", self.parents, schools.ON_EVENING, ways, at=(17, 13))
        self._give(neighbours, at=(17, 20))
        light = self._say("contribution", self.neighbours, schools.ON_LIGHT, ways, at=(17, 21))
        speaker_queue.stop(neighbours, by=self.recorder, at=_hour(17, 26))
        speaker_queue.stand_down(teacher, by=self.recorder, at=_hour(17, 27))
        self._say("reply", self.cell, schools.REPLY, ways, at=(17, 28))
        self._run(inside, at=(17, 52))
        promise = self._say("commitment", self.cell, schools.PROMISE, inside, at=(18, 5))
        self._run(summary, at=(18, 25))
        self._say("conclusion", self.cell, schools.CONCLUSION, summary, at=(18, 30))
        clocks.pause(self.meeting, by=self.recorder, at=_hour(18, 45))
        with _at(18, 45):
            attendance.leave(self.quarter, by=self.recorder)
        return evening, light, promise

    def note(self, evening: Intervention, light: Intervention, promise: Intervention) -> None:
        asked_in_2018 = Demand.objects.get(themes__key="schools_surroundings", registered_on=meknes.HELD_ON)
        self._note(Point.Kind.CONSENSUS, schools.AGREED, evening, light)
        self._note(Point.Kind.DEMAND, schools.AGAIN, evening, demand=asked_in_2018)
        self._note(Point.Kind.DEMAND, schools.LIGHT, light, new_demand=True)
        owed = {"owner_unit": self.meeting.organiser, "due_on": schools.DUE_ON}
        self._note(Point.Kind.COMMITMENT, schools.SESSION, promise, **owed)

    def _official(self, side: str, function: Texts, **more: Any) -> Attendance:
        return attendance.official(
            self.meeting, by=self.recorder, uid=uuid.uuid4(), side=side, function=function, **more
        )

    def _ask(self, speaker: Attendance | None, *, at: tuple[int, int], label: str = "") -> Turn:
        return speaker_queue.ask(
            self.meeting, by=self.recorder, uid=uuid.uuid4(), speaker=speaker, label=label, at=_hour(*at)
        )

    def _give(self, turn: Turn, *, at: tuple[int, int]) -> None:
        speaker_queue.give(turn, by=self.recorder, at=_hour(*at))

    def _run(self, axis: Axis, *, at: tuple[int, int]) -> None:
        clocks.run_axis(self.meeting, by=self.recorder, axis=axis, at=_hour(*at))

    def _say(
        self, kind: str, speaker: Attendance, text: Texts, axis: Axis | None = None, *, at: tuple[int, int]
    ) -> Intervention:
        with _at(*at):
            return contributions.contribute(
                self.meeting, by=self.recorder, kind=kind, speaker=speaker, text=text, axis=axis, said_at=_hour(*at)
            )

    def _note(self, kind: str, noted: Noted, *carried_by: Intervention, **more: Any) -> None:
        points.note_point(
            self.meeting,
            by=self.recorder,
            kind=kind,
            title=noted.title,
            text=noted.text,
            substance=noted.substance,
            interventions=carried_by,
            themes=Theme.objects.filter(key__in=noted.themes),
            areas=Area.objects.filter(key="meknes"),
            **more,
        )


def _hour(hour: int, minute: int) -> dt.datetime:
    return schools.hour(schools.HELD_ON, hour, minute)


def _at(hour: int, minute: int) -> Any:
    return happening(_hour(hour, minute))
