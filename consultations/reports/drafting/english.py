"""The writer for English: the same facts, in short."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from consultations.models import Attendance, Intervention, Meeting, Point
from consultations.reports.drafting.base_writer import Asked, Writer, listed, sentence_end
from consultations.reports.drafting.record import Record
from core.text import formats

KINDS: Final = {
    "open": "an open consultative meeting",
    "by_invitation": "a consultative meeting by invitation",
    "bilateral": "a bilateral meeting",
    "thematic": "a thematic meeting",
    "evaluation": "an evaluation meeting",
    "outreach": "an outreach meeting",
    "working": "a working meeting",
    "enlarged": "an enlarged meeting",
    "reception": "the reception of a delegation",
}
PARTS_OF_DAY: Final = {
    "": "On",
    "morning": "On the morning of",
    "afternoon": "On the afternoon of",
    "evening": "On the evening of",
    "night": "On the night of",
}
GUESTS: Final = {1: "a representative of civil society", 2: "two representatives of civil society"}
MANY_GUESTS: Final = "representatives of civil society"
NUMBERS: Final = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


class English(Writer):
    language = "en"

    def held(self, meeting: Meeting) -> str:
        when = f"{PARTS_OF_DAY[meeting.part_of_day]} {meeting.when.told('en', weekday=True)}{_hours(meeting)}"
        organiser, venue = self.words(meeting.organised_by), self.optional(meeting.venue)
        asked = ", at the request of an association" if meeting.requester == Meeting.Requester.ASSOCIATION else ""
        place = f" Place: {sentence_end(venue)}" if venue else ""
        return f"{when}, {KINDS[meeting.kind]} took place{asked}. Organiser: {organiser}.{place}"

    def presence(self, record: Record) -> str:
        guests = GUESTS.get(record.number_of_guests or 0, MANY_GUESTS)
        people = [self._function(each) if each else guests for each in listed(record)]
        return f"Present: {'; '.join(people)}." if people else ""

    def facilitation(self, facilitators: list[Attendance]) -> str:
        people = [self._function(each) for each in facilitators]
        return f"Facilitator: {_series(people)}." if people else ""

    def people(self, record: Record) -> str:
        people, women, _associations = record.headcounts
        if not people or not people.value:
            return f"{_capital(_women(women.value))} took part." if women and women.value else ""
        among = f", {_women(women.value)} among them" if women and 0 < women.value < people.value else ""
        if women and women.value == people.value and people.value > 2:
            among = ", all of them women"
        counted = f"{_number(people.value)} {'people' if people.value > 1 else 'person'}"
        if people.is_declared:
            return f"{_capital(counted)} {'were' if people.value > 1 else 'was'} present{among}."
        return f"The attendance sheet lists {counted}{among}."

    def associations(self, record: Record) -> str:
        names = self.names(record)
        count = record.headcounts.associations
        if not count or not count.value:
            return f"Among the associations present: {_series(names)}." if names else ""
        taking_part = f"{_capital(_count(count.value, 'association'))} took part"
        if not names or len(names) > count.value:
            return f"{taking_part}."
        return f"{taking_part}{', among them' if len(names) < count.value else ':'} {_series(names)}."

    def topics(self, record: Record) -> str:
        titles = [f"“{self.words(axis.title)}”" for axis in record.axes]
        if not titles:
            return ""
        verb = "Discussion turned on" if record.topics_were_all_discussed else "The agenda had"
        return f"{verb} {_count(len(titles), 'topic')}: {_series(titles)}."

    def agreed(self, count: int, *, is_of_several: bool) -> str:
        points = _count(count, "point")
        if is_of_several:
            return f"Contributions agreed on {points}."
        return f"There was agreement on {points}."

    def demands(self, asked: Asked) -> str:
        demands = _capital(_count(asked.number, "demand"))
        if asked.came_back == asked.number:
            return f"{demands} came back several times."
        raised = f"{demands} {'were' if asked.number > 1 else 'was'} raised"
        return f"{raised}, {_number(asked.came_back)} of them more than once." if asked.came_back else f"{raised}."

    def concerns(self, count: int, *, is_after_demands: bool) -> str:
        return f"{_capital(_count(count, 'concern'))} {'were' if count > 1 else 'was'} voiced."

    def recommendations(self, count: int) -> str:
        return f"The meeting made {_count(count, 'recommendation')}."

    def commitment(self, point: Point, *, is_first: bool) -> str:
        return self._owed("Commitment", point)

    def decision(self, point: Point, *, is_first: bool) -> str:
        return self._owed("Decision", point)

    def opening(self, said: Intervention, *, is_first: bool) -> str:
        if self.names_its_speaker(said):
            return self.verbatim(said)
        who = f" ({self._function(said.speaker)})" if said.speaker else ""
        return f"{'Opening remarks' if is_first else 'Then'}{who}, in substance: {self.verbatim(said)}"

    def conclusion(self, said: Intervention, *, is_only: bool) -> str:
        if said.speaker is None or self.names_its_speaker(said):
            return self.verbatim(said)
        return f"Closing remarks ({self._function(said.speaker)}), in substance: {self.verbatim(said)}"

    def _owed(self, what: str, point: Point) -> str:
        owner = self.words(point.owner.name) if point.owner else ""
        until = f"by {formats.day(point.due_on, 'en')}" if point.due_on else ""
        how = ", ".join(filter(None, [owner, until]))
        return sentence_end(f"{what}{f' ({how})' if how else ''}: {self.words(point.title)}")

    def _function(self, attendance: Attendance) -> str:
        if not attendance.says_its_function:
            return self._of_association(attendance)
        function = self.words(attendance.function)
        marks = ["acting"] if attendance.is_acting else []
        marks += [attendance.name] if attendance.name_is_public else []
        return f"{function} ({', '.join(marks)})" if marks else function

    def _of_association(self, attendance: Attendance) -> str:
        who = "representatives" if attendance.is_group else "a representative"
        shown = self.optional(attendance.organisation)
        return f"{who} of {shown}" if shown else f"{who} of an association"


def _series(items: Sequence[str]) -> str:
    return " and ".join(filter(None, [", ".join(items[:-1]), items[-1]]))


def _number(count: int) -> str:
    return NUMBERS[count] if count < len(NUMBERS) else formats.number(count, "en")


def _count(count: int, noun: str) -> str:
    return f"{_number(count)} {noun}{'s' if count > 1 else ''}"


def _women(count: int) -> str:
    return f"{_number(count)} {'women' if count > 1 else 'woman'}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _hours(meeting: Meeting) -> str:
    start, end = meeting.starts_at, meeting.ends_at
    if start and end:
        late = ", after midnight" if meeting.ends_next_day else ""
        return f", from {start:%H:%M} to {end:%H:%M}{late}"
    return f", from {start:%H:%M}" if start else ""
