"""The writer for French: who organised, who came, where and when. What was said: ``french_results.py``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from consultations.models import Attendance, Meeting
from consultations.record.headcounts import Count
from consultations.reports.drafting.base_writer import capital, inner, listed, sentence_end
from consultations.reports.drafting.french_nouns import Noun, noun_of
from consultations.reports.drafting.french_results import FrenchResults, series
from consultations.reports.drafting.record import Record
from core.text import formats
from core.text.arabic import normalise
from core.text.partial_days import Known

KINDS: Final = {
    "open": "une rencontre de concertation ouverte",
    "consultative": "une rencontre de concertation",
    "by_invitation": "une rencontre de concertation sur invitation",
    "bilateral": "une rencontre bilatérale",
    "thematic": "une rencontre thématique",
    "evaluation": "une rencontre d’évaluation",
    "outreach": "une rencontre de communication",
    "working": "une rencontre de travail",
    "enlarged": "une rencontre élargie",
    "reception": "une audience",
}
PARTS_OF_DAY: Final = {
    "": "",
    "morning": " dans la matinée",
    "afternoon": " dans l’après-midi",
    "evening": " en soirée",
    "night": " dans la nuit",
}
BEFORE_DAYS: Final = {Known.WEEKDAY: "un", Known.MONTH: "en", Known.YEAR: "en"}
NUMBERS: Final = ("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix")
ORDINALS: Final = (
    "",
    "première",
    "deuxième",
    "troisième",
    "quatrième",
    "cinquième",
    "sixième",
    "septième",
    "huitième",
    "neuvième",
    "dixième",
)
# No line may break before a colon, nor within quotation marks.
BEFORE: Final = re.compile(r" (?=[:;!?»])")
AFTER: Final = re.compile(r"(?<=«) ")
GUESTS: Final = {1: "un représentant de la société civile", 2: "deux représentants de la société civile"}
MANY_GUESTS: Final = "des représentants de la société civile"
# First words of a title that are no name, without accents.
COMMON: Final = frozenset({"rencontre", "reunion", "seance", "atelier", "journee", "forum", "table", "audience"})
# Words of a venue that do not tell one body from another.
OF_ANY_SEAT: Final = frozenset(
    ["siege", "locaux", "le", "la", "les", "l", "de", "du", "des", "d", "a", "au", "police", "surete"]
)


class French(FrenchResults):
    language = "fr"

    def title(self, record: Record) -> str:
        meeting, when = record.meeting, record.meeting.when
        day = formats.day(when.whole, "fr") if when.whole else _day(meeting).removeprefix("le ")
        of = f" de la rencontre du {day}" if when.whole else f" de la rencontre ({day})" if day else " de la rencontre"
        own = self.optional(meeting.title)
        is_common = bool(own) and normalise(own.split(" ")[0]) in COMMON
        own = own[:1].lower() + own[1:] if is_common else own
        return f"Compte rendu{of} : {own}" if own else f"Compte rendu{of}"

    def held(self, record: Record) -> str:
        meeting = record.meeting
        organiser = self.words(meeting.organised_by)
        body = noun_of(organiser)
        partners = self.optional(meeting.organised_with)
        middle = [
            f"en partenariat avec {partners}" if partners else "",
            self._asked_for(meeting),
            self._place(meeting, organiser),
        ]
        when = _when(meeting) + _hours(meeting)
        more = "".join(f", {each}" for each in middle if each)
        what = f"{KINDS[meeting.kind]}{self._in_series(meeting)}"
        if body:
            start = f"{when}, {body.the}" if when else body.the
            return sentence_end(capital(f"{start} {body.has} organisé{more}{',' if more else ''} {what}"))
        start = f"{when}, {what}" if when else what
        return sentence_end(capital(f"{start} a été organisée par : {organiser}{more}"))

    def chair(self, record: Record) -> str:
        elected = [self._function(each) for each in record.chairs if each.chair == Attendance.Chair.ELECTED]
        others = [self._function(each) for each in record.chairs if each.chair != Attendance.Chair.ELECTED]
        told = [f"La rencontre a été présidée par {_with_articles(others)}."] if others else []
        if elected:
            told.append(f"Les participants ont élu à la présidence de la rencontre {_with_articles(elected)}.")
        return " ".join(told)

    def away(self, people: list[Attendance], *, is_excused: bool) -> str:
        functions = [self._function(each) for each in people]
        if not functions:
            return ""
        ending = "s" if len(functions) > 1 or any(noun and noun.is_plural for _shown, noun in functions) else ""
        ending = ("e" if all(noun and noun.is_feminine for _shown, noun in functions) else "") + ending
        was = "Étaient" if ending.endswith("s") else "Était"
        if is_excused:
            return f"{was} excusé{ending} : {_with_articles(functions)}."
        return f"{was} absent{ending}, bien qu’invité{ending} : {_with_articles(functions)}."

    def presence(self, record: Record) -> str:
        guests = GUESTS.get(record.number_of_guests or 0, MANY_GUESTS)
        people = [self._function(each) if each else (guests, noun_of(guests)) for each in listed(record)]
        if not people:
            return ""
        if len(people) == 1 and people[0][1] and not people[0][1].is_plural:
            return f"Était présent{'e' if people[0][1].is_feminine else ''} : {people[0][0]}."
        if len(people) == 1 and people[0][1] is None:
            return f"Participation : {people[0][0]}."
        are_women = all(noun and noun.is_feminine for _function, noun in people)
        return f"Étaient présent{'es' if are_women else 's'} : {_with_articles(people)}."

    def facilitation(self, facilitators: list[Attendance]) -> str:
        people = [self._function(each) for each in facilitators]
        if not people:
            return ""
        if not all(noun for _function, noun in people):
            return f"Modération : {_with_articles(people)}."
        return f"Les débats ont été modérés par {_with_articles(people)}."

    def people(self, record: Record) -> str:
        people, women = record.headcounts.people, record.headcounts.women
        if not people or not people.value:
            if not women or not women.value:
                return ""
            return f"{_first(women.value, 'femme')} {'ont' if women.value > 1 else 'a'} pris part à la rencontre."
        among = f", dont {_count(women.value, 'femme')}" if women and 0 < women.value < people.value else ""
        if women and women.value == people.value and people.value > 2:
            among = ", toutes des femmes"
        verb = "La rencontre a réuni" if people.is_declared else "La liste de présence compte"
        about = "environ " if _is_estimate(record, people) else ""
        return f"{verb} {about}{_count(people.value, 'personne')}{among}."

    def associations(self, record: Record) -> str:
        names = self.names(record)
        count = record.headcounts.associations
        if not count or not count.value:
            return f"Parmi les associations présentes : {series(names)}." if names else ""
        about = "environ " if _is_estimate(record, count) else ""
        taking_part = f"Y {'ont' if count.value > 1 else 'a'} pris part {about}{_count(count.value, 'association')}"
        if not names or len(names) > count.value:
            return f"{taking_part}."
        if len(names) < count.value:
            return f"{taking_part}, dont {series([f'« {inner(name)} »' for name in names])}."
        return f"{taking_part} : {series(names)}."

    def topics(self, record: Record) -> str:
        titles = [f"« {inner(self.words(axis.title))} »" for axis in record.axes]
        if not titles:
            return ""
        verb = "La discussion a porté sur" if record.topics_were_all_discussed else "L’ordre du jour comprenait"
        return f"{verb} {_count(len(titles), 'axe', is_feminine=False)} : {series(titles)}."

    def contributions(self, record: Record) -> str:
        count = record.meeting.declared_contributions
        if not count:
            return ""
        about = "environ " if record.meeting.counts_are_estimates else ""
        return f"Le débat a donné lieu à {about}{_count(count, 'intervention')}."

    def set(self, sentence: str) -> str:
        return BEFORE.sub("\u00a0", AFTER.sub("\u00a0", sentence))

    def _asked_for(self, meeting: Meeting) -> str:
        if meeting.requester == Meeting.Requester.CELL:
            return ""
        who = self.optional(meeting.asked_by)
        noun = noun_of(who) if who else None
        if meeting.requester == Meeting.Requester.ASSOCIATION and not who:
            return "à la demande d’une association"
        return f"à la demande {noun.of}" if noun else f"à la demande de : {who}" if who else ""

    def _place(self, meeting: Meeting, organiser: str) -> str:
        venue = self.optional(meeting.venue)
        if not venue:
            return ""
        house, _comma, city = venue.partition(", ")
        if _names(house) <= _names(organiser):
            return f"dans ses locaux à {city}" if city else "dans ses locaux"
        noun = noun_of(venue)
        return noun.at if noun else f"au lieu suivant : {venue}"

    def _in_series(self, meeting: Meeting) -> str:
        name = self.optional(meeting.series.name) if meeting.series else ""
        number = meeting.number_in_series
        which = ""
        if number:
            which = ORDINALS[number] if number < len(ORDINALS) else f"{number}e"
            which = f", {which} {'du cycle' if name else 'du genre'}"
        return f"{which}{',' if which and name else ''} dans le cadre du cycle « {inner(name)} »" if name else which


def _names(body: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", normalise(body))) - OF_ANY_SEAT


def _when(meeting: Meeting) -> str:
    part = PARTS_OF_DAY[meeting.part_of_day]
    return f"{_day(meeting)}{part}" if meeting.when.whole or meeting.when.day else _day(meeting) or part.strip()


def _day(meeting: Meeting) -> str:
    """As much of the day as is known."""
    words = meeting.when.words("fr", weekday=True)
    return f"{BEFORE_DAYS.get(meeting.when.known, 'le')} {words}" if words else ""


def _is_estimate(record: Record, count: Count) -> bool:
    return count.is_declared and record.meeting.counts_are_estimates


def _with_articles(people: Sequence[tuple[str, Noun | None]]) -> str:
    """Articles for all names of a list, or for none."""
    if all(noun for _shown, noun in people):
        return series([shown for shown, _noun in people])
    return " ; ".join(shown for shown, _noun in people)


def _number(count: int, *, is_feminine: bool) -> str:
    if count == 1 and is_feminine:
        return "une"
    return NUMBERS[count] if count < len(NUMBERS) else formats.number(count, "fr")


def _count(count: int, noun: str, *, is_feminine: bool = True) -> str:
    return f"{_number(count, is_feminine=is_feminine)} {noun}{'s' if count > 1 else ''}"


def _first(count: int, noun: str, *, is_feminine: bool = True) -> str:
    """The first word of a sentence, without digits."""
    counted = _count(count, noun, is_feminine=is_feminine)
    return f"Au total, {counted}" if counted[0].isdigit() else capital(counted)


def _hours(meeting: Meeting) -> str:
    start, end = meeting.starts_at, meeting.ends_at
    if start and end:
        late = ", après minuit" if meeting.ends_next_day else ""
        return f", de {formats.hour(start, 'fr')} à {formats.hour(end, 'fr')}{late}"
    return f", à partir de {formats.hour(start, 'fr')}" if start else ""
