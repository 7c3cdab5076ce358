"""The writer for English: the same facts, in short. What was noted stands after a colon."""

from __future__ import annotations

from typing import Final

from consultations.models import Attendance, Intervention, Meeting, Point
from consultations.record.headcounts import Count
from consultations.reports.drafting.base_writer import Period, Writer, capital, joined, listed, sentence_end
from consultations.reports.drafting.record import Group, Record
from core.text import formats
from core.text.partial_days import Known

KINDS: Final = {
    "open": "an open consultative meeting",
    "consultative": "a consultative meeting",
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
# One, and several.
TOLD: Final[dict[str, tuple[str, str]]] = {
    Point.Kind.PROGRESS: ("Progress on an earlier matter", "Progress on earlier matters"),
    Point.Kind.FIGURE: ("Figure presented", "Figures presented"),
    Point.Kind.CONSENSUS: ("Point of consensus", "Points of consensus"),
    Point.Kind.CONCERN: ("Concern voiced", "Concerns voiced"),
    Point.Kind.DEMAND: ("Demand", "Demands"),
    Point.Kind.RECOMMENDATION: ("Recommendation", "Recommendations"),
    Point.Kind.PRAISE: ("Praise", "Praise"),
    Point.Kind.EXCHANGE: ("Views were exchanged on", "Views were exchanged on"),
    Point.Kind.COMMITMENT: ("Commitment", "Commitments"),
    Point.Kind.DECISION: ("Decision", "Decisions"),
}


class English(Writer):
    language = "en"
    period = Period("from {begins}", "by {ends}", "from {begins} to {ends}")
    source = " (source: {})"

    def title(self, record: Record) -> str:
        own, day = self.optional(record.meeting.title), record.meeting.when.words("en")
        of = f"Report of the meeting ({day})" if day else "Report of the meeting"
        of = f"Report of the meeting of {day}" if record.meeting.when.whole else of
        return f"{of}: {own}" if own else of

    def held(self, record: Record) -> str:
        meeting = record.meeting
        organiser, venue = self.words(meeting.organised_by), self.optional(meeting.venue)
        partners = self.optional(meeting.organised_with)
        start = _when(meeting) + _hours(meeting)
        asked, kind = self._asked_for(meeting), KINDS[meeting.kind]
        series = self.optional(meeting.series.name) if meeting.series else ""
        facts = [f"Organiser: {organiser}{f', with {partners}' if partners else ''}."]
        facts += [f"Place: {sentence_end(venue)}"] if venue else []
        facts += [f"Series: {series}."] if series else []
        facts += [f"Number in the series: {meeting.number_in_series}."] if meeting.number_in_series else []
        opening = f"{start}, {kind}" if start else capital(kind)
        return " ".join([f"{opening} took place{asked}.", *facts])

    def chair(self, record: Record) -> str:
        people = [self._function(each) for each in record.chairs]
        is_elected = any(each.chair == Attendance.Chair.ELECTED for each in record.chairs)
        return f"{'Elected chair' if is_elected else 'Chair'}: {joined(people, 'and')}." if people else ""

    def presence(self, record: Record) -> str:
        guests = GUESTS.get(record.number_of_guests or 0, MANY_GUESTS)
        people = [self._function(each) if each else guests for each in listed(record)]
        return f"Present: {'; '.join(people)}." if people else ""

    def away(self, people: list[Attendance], *, is_excused: bool) -> str:
        functions = [self._function(each) for each in people]
        return f"{'Excused' if is_excused else 'Invited, absent'}: {'; '.join(functions)}." if functions else ""

    def facilitation(self, facilitators: list[Attendance]) -> str:
        people = [self._function(each) for each in facilitators]
        return f"Facilitator: {joined(people, 'and')}." if people else ""

    def people(self, record: Record) -> str:
        people, women = record.headcounts.people, record.headcounts.women
        if not people or not people.value:
            return f"{capital(_women(women.value))} took part." if women and women.value else ""
        among = f", {_women(women.value)} among them" if women and 0 < women.value < people.value else ""
        if women and women.value == people.value and people.value > 2:
            among = ", all of them women"
        counted = f"{_number(people.value)} {'people' if people.value > 1 else 'person'}"
        if people.is_declared:
            was = "were" if people.value > 1 else "was"
            return f"{capital(_about(record, people) + counted)} {was} present{among}."
        return f"The attendance sheet lists {counted}{among}."

    def associations(self, record: Record) -> str:
        names = self.names(record)
        count = record.headcounts.associations
        if not count or not count.value:
            return f"Among the associations present: {joined(names, 'and')}." if names else ""
        taking_part = f"{capital(_about(record, count) + _count(count.value, 'association'))} took part"
        if not names or len(names) > count.value:
            return f"{taking_part}."
        return f"{taking_part}{', among them' if len(names) < count.value else ':'} {joined(names, 'and')}."

    def topics(self, record: Record) -> str:
        titles = [f"“{self.words(axis.title)}”" for axis in record.axes]
        if not titles:
            return ""
        verb = "Discussion turned on" if record.topics_were_all_discussed else "The agenda had"
        return f"{verb} {_count(len(titles), 'topic')}: {joined(titles, 'and')}."

    def contributions(self, record: Record) -> str:
        count = record.meeting.declared_contributions
        if not count:
            return ""
        about = "about " if record.meeting.counts_are_estimates else ""
        return f"There {'were' if count > 1 else 'was'} {about}{_count(count, 'contribution')}."

    def result(self, group: Group, *, goes_on: bool) -> str:
        first, told = group.points[0], [self._point(point) for point in group.points]
        what = TOLD[group.kind][len(told) > 1]
        owner = self.words(first.owner_name) if first.owner_name else ""
        speaker = self._function(group.speaker) if group.speaker and not owner else ""
        again = "raised more than once" if group.came_back and group.kind == Point.Kind.DEMAND else ""
        how = ", ".join(filter(None, [owner or speaker, again, self.dates(first)]))
        return sentence_end(f"{what}{f' ({how})' if how else ''}: {'; '.join(told)}")

    def figures(self, said: Intervention) -> str:
        who = f" ({self._function(said.speaker)})" if said.speaker else ""
        return f"Figures presented{who}: {self.verbatim(said)}"

    def reply(self, said: Intervention, *, is_first: bool) -> str:
        who = f" ({self._function(said.speaker)})" if said.speaker else ""
        return f"{'In reply' if is_first else 'Also in reply'}{who}: {self.verbatim(said)}"

    def opening(self, said: Intervention, *, is_first: bool) -> str:
        if self.names_its_speaker(said):
            return self.verbatim(said)
        who = f" ({self._function(said.speaker)})" if said.speaker else ""
        return f"{'Opening remarks' if is_first else 'Then'}{who}, in substance: {self.verbatim(said)}"

    def conclusion(self, said: Intervention, *, is_only: bool) -> str:
        if said.speaker is None or self.names_its_speaker(said):
            return self.verbatim(said)
        return f"Closing remarks ({self._function(said.speaker)}), in substance: {self.verbatim(said)}"

    def _asked_for(self, meeting: Meeting) -> str:
        if meeting.requester == Meeting.Requester.CELL:
            return ""
        who = self.optional(meeting.asked_by)
        if meeting.requester == Meeting.Requester.ASSOCIATION:
            return f", at the request of {who or 'an association'}"
        return f", at the request of {who}" if who else ""

    def _point(self, point: Point) -> str:
        told = self.words(point.title)
        amount = self.amount(point)
        told += f"{f': {amount}' if amount else ''}{self.source_of(point)}"
        told += f" (meeting of {point.about_meeting.when.told('en')})" if point.about_meeting else ""
        return f"{told} (demand {point.about_demand.number})" if point.about_demand else told

    def _function(self, attendance: Attendance) -> str:
        if not attendance.says_its_function:
            return self._of_association(attendance)
        function = self.words(attendance.function)
        marks = ["acting"] if attendance.is_acting else []
        marks += [f"in place of: {self.words(attendance.on_behalf_of)}"] if attendance.on_behalf_of else []
        marks += [attendance.name] if attendance.name_is_public else []
        return f"{function} ({', '.join(marks)})" if marks else function

    def _of_association(self, attendance: Attendance) -> str:
        who = "representatives" if attendance.is_group else "a representative"
        shown = self.optional(attendance.organisation)
        return f"{who} of {shown}" if shown else f"{who} of an association"


def _when(meeting: Meeting) -> str:
    known, day = meeting.when.known, meeting.when.words("en", weekday=True)
    if known == Known.WEEKDAY:
        day = f"a {day}"
    part = "In" if known in (Known.MONTH, Known.YEAR) else PARTS_OF_DAY[meeting.part_of_day]
    return f"{part} {day}" if day else ""


def _about(record: Record, count: Count) -> str:
    return "about " if count.is_declared and record.meeting.counts_are_estimates else ""


def _number(count: int) -> str:
    return NUMBERS[count] if count < len(NUMBERS) else formats.number(count, "en")


def _count(count: int, noun: str) -> str:
    return f"{_number(count)} {noun}{'s' if count > 1 else ''}"


def _women(count: int) -> str:
    return f"{_number(count)} {'women' if count > 1 else 'woman'}"


def _hours(meeting: Meeting) -> str:
    start, end = meeting.starts_at, meeting.ends_at
    if start and end:
        late = ", after midnight" if meeting.ends_next_day else ""
        return f", from {start:%H:%M} to {end:%H:%M}{late}"
    return f", from {start:%H:%M}" if start else ""
