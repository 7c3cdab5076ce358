"""The writer for French. If article or gender of a word are unknown, the sentence avoids them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from consultations.models import Attendance, Intervention, Meeting, Point
from consultations.reports.drafting.base_writer import Asked, Writer, inner, listed, sentence_end
from consultations.reports.drafting.record import Record
from core.text import formats

KINDS: Final = {
    "open": "une rencontre de concertation ouverte",
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
NUMBERS: Final = ("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix")
# No line may break before a colon, nor within quotation marks.
BEFORE: Final = re.compile(r" (?=[:;!?»])")
AFTER: Final = re.compile(r"(?<=«) ")
GUESTS: Final = {1: "un représentant de la société civile", 2: "deux représentants de la société civile"}
MANY_GUESTS: Final = "des représentants de la société civile"
# By plural and feminine. Of plurals, only those of associations are feminine.
COMMITTED: Final = {
    (False, False): "s’est engagé",
    (False, True): "s’est engagée",
    (True, False): "se sont engagés",
    (True, True): "se sont engagées",
}
# First words of names of functions, bodies and places, with their gender.
MASCULINE: Final = frozenset({
    "chef", "préfet", "président", "directeur", "délégué", "pacha", "procureur", "commandant", "gouverneur",
    "représentant", "secrétaire", "wali", "commissaire", "district", "commissariat", "parquet", "siège", "centre", "complexe", "théâtre", "lycée",
    "collège", "palais", "conseil", "conseiller", "coordinateur", "vice-président", "maire", "caïd"
})  # fmt: skip
FEMININE: Final = frozenset({
    "cheffe", "préfète", "présidente", "directrice", "déléguée", "représentante", "préfecture", "sûreté",
    "commune", "province", "délégation", "direction", "gendarmerie", "protection", "maison",
    "bibliothèque", "faculté", "cellule", "conseillère", "coordinatrice", "vice-présidente", "brigade"
})  # fmt: skip
# Their gender is that of the word after them.
ORDINALS: Final = frozenset({
    "premier", "première", "deuxième", "troisième", "quatrième", "cinquième", "1er", "1re", "2e", "3e", "4e", "5e"
})  # fmt: skip
ROOMS: Final = frozenset({"salle", "cour"})
COURTS: Final = ("cour d’appel", "cour des comptes")
ELIDED_FEMININE: Final = frozenset(
    {"école", "académie", "association", "autorité", "adjointe", "inspectrice", "amicale"}
)
ELIDED_MASCULINE: Final = frozenset(
    {"arrondissement", "établissement", "institut", "hôtel", "espace", "adjoint", "inspecteur", "agent"}
)
PLURAL: Final = frozenset({"acteurs", "représentants", "représentantes", "membres", "associations", "habitants"})
FEMININE_PLURAL: Final = frozenset({"représentantes", "associations"})
VOWELS: Final = frozenset("aàâeéèêiîoôuùûyhœ")


class Noun(NamedTuple):
    """A name with its articles: ``the`` (le, la, l’, des), ``at`` (au, à la …), ``of`` (du, de la …)."""

    the: str
    at: str
    of: str
    is_feminine: bool = False
    is_plural: bool = False

    @property
    def has(self) -> str:
        return "ont" if self.is_plural else "a"


class French(Writer):
    language = "fr"

    def held(self, meeting: Meeting) -> str:
        day = meeting.when.told("fr", weekday=True)
        venue, place = self.optional(meeting.venue), ""
        if venue:
            noun = _noun(venue)
            place = f" {noun.at}" if noun else f" (lieu : {venue})"
        organiser = self.words(meeting.organised_by)
        body = _noun(organiser)
        by = f"à l’initiative {body.of}" if body else f"organisée par : {organiser}"
        if meeting.requester == Meeting.Requester.ASSOCIATION:
            by += " et à la demande d’une association"
        series = self.optional(meeting.series.name) if meeting.series else ""
        within = f", dans le cadre du cycle « {inner(series)} »" if series else ""
        when = f"Le {day}{PARTS_OF_DAY[meeting.part_of_day]}{_hours(meeting)}"
        return sentence_end(f"{when}, {KINDS[meeting.kind]} s’est tenue{place}, {by}{within}")

    def presence(self, record: Record) -> str:
        guests = GUESTS.get(record.number_of_guests or 0, MANY_GUESTS)
        people = [self._function(each) if each else (guests, _noun("représentants")) for each in listed(record)]
        if not people:
            return ""
        if len(people) == 1:
            return f"Participation : {people[0][0]}."
        are_women = all(noun and noun.is_feminine for _function, noun in people)
        return f"Étaient présent{'es' if are_women else 's'} : {_with_articles(people)}."

    def facilitation(self, facilitators: list[Attendance]) -> str:
        people = [self._function(each) for each in facilitators]
        if not people:
            return ""
        if not all(noun for _function, noun in people):
            return f"Animation : {_with_articles(people)}."
        return f"La rencontre a été animée par {_with_articles(people)}."

    def people(self, record: Record) -> str:
        people, women, _associations = record.headcounts
        if not people or not people.value:
            if not women or not women.value:
                return ""
            return f"{_first(women.value, 'femme')} y {'ont' if women.value > 1 else 'a'} pris part."
        among = f", dont {_count(women.value, 'femme')}" if women and 0 < women.value < people.value else ""
        if women and women.value == people.value and people.value > 2:
            among = ", toutes des femmes"
        verb = "La rencontre a réuni" if people.is_declared else "La liste de présence compte"
        return f"{verb} {_count(people.value, 'personne')}{among}."

    def associations(self, record: Record) -> str:
        names = self.names(record)
        count = record.headcounts.associations
        if not count or not count.value:
            return f"Parmi les associations présentes : {_series(names)}." if names else ""
        taking_part = f"Y {'ont' if count.value > 1 else 'a'} pris part {_count(count.value, 'association')}"
        if not names or len(names) > count.value:
            return f"{taking_part}."
        if len(names) < count.value:
            return f"{taking_part}, dont {_series([f'« {inner(name)} »' for name in names])}."
        return f"{taking_part} : {_series(names)}."

    def topics(self, record: Record) -> str:
        titles = [f"« {inner(self.words(axis.title))} »" for axis in record.axes]
        if not titles:
            return ""
        verb = "La discussion a porté sur" if record.topics_were_all_discussed else "L’ordre du jour comprenait"
        return f"{verb} {_count(len(titles), 'axe', is_feminine=False)} : {_series(titles)}."

    def agreed(self, count: int, *, is_of_several: bool) -> str:
        if is_of_several:
            return f"Les interventions se sont rejointes sur {_count(count, 'point', is_feminine=False)}."
        return f"{_first(count, 'point', is_feminine=False)} {'ont' if count > 1 else 'a'} fait consensus."

    def demands(self, asked: Asked) -> str:
        demands, ending = _first(asked.number, "demande"), "s" if asked.number > 1 else ""
        if asked.came_back == asked.number:
            verb = "sont revenues" if asked.number > 1 else "est revenue"
            return f"{demands} {verb} à plusieurs reprises."
        expressed = f"{demands} {'ont' if asked.number > 1 else 'a'} été exprimée{ending}"
        if not asked.came_back:
            return f"{expressed}."
        return f"{expressed}, dont {_number(asked.came_back, is_feminine=True)} à plusieurs reprises."

    def concerns(self, count: int, *, is_after_demands: bool) -> str:
        return f"{_first(count, 'préoccupation')} {'ont été exprimées' if count > 1 else 'a été exprimée'}."

    def recommendations(self, count: int) -> str:
        return f"La rencontre a abouti à {_count(count, 'recommandation')}."

    def commitment(self, point: Point, *, is_first: bool) -> str:
        title = self.words(point.title)
        until = f", d’ici au {formats.day(point.due_on, 'fr')}," if point.due_on else ""
        one = "Un engagement" if is_first else "Un autre engagement"
        if not point.owner:
            return sentence_end(f"{one} a été pris{until.removesuffix(',')} : {title}")
        owner = self.words(point.owner.name)
        noun = _noun(owner)
        if noun is None:
            return sentence_end(f"{one} a été pris ({owner}){until.removesuffix(',')} : {title}")
        committed = COMMITTED[noun.is_plural, noun.is_feminine]
        return sentence_end(f"{_capital(noun.the)} {committed}{until} à ce qui suit : {title}")

    def decision(self, point: Point, *, is_first: bool) -> str:
        owner = self.words(point.owner.name) if point.owner else ""
        until = f"au plus tard le {formats.day(point.due_on, 'fr')}" if point.due_on else ""
        how = ", ".join(filter(None, [f"mise en œuvre : {owner}" if owner else "", until]))
        return sentence_end(
            f"Il a {'' if is_first else 'également '}été décidé ce qui suit{f' ({how})' if how else ''} : {self.words(point.title)}"
        )

    def opening(self, said: Intervention, *, is_first: bool) -> str:
        if self.names_its_speaker(said):
            return self.verbatim(said)
        # No quotation marks: what is noted may be the substance of what was said, in the words of who took notes.
        words = self.verbatim(said)
        if said.speaker is None:
            return f"{'Mot d’ouverture' if is_first else 'Autre intervention'} : {words}"
        function, noun = self._function(said.speaker)
        if noun is None:
            return f"{'Mot d’ouverture' if is_first else 'Puis'} ({function}) : {words}"
        if is_first:
            return f"{_capital(function)} {noun.has} ouvert la rencontre. En substance : {words}"
        return f"{_capital(function)} {noun.has} ensuite pris la parole. En substance : {words}"

    def conclusion(self, said: Intervention, *, is_only: bool) -> str:
        if said.speaker is None or self.names_its_speaker(said):
            return self.verbatim(said)
        function, noun = self._function(said.speaker)
        words = self.verbatim(said)
        if noun is None:
            return f"Conclusion ({function}) : {words}"
        if not is_only:
            return f"{_capital(function)} {noun.has} prononcé un mot de conclusion. En substance : {words}"
        return f"{_capital(function)} {noun.has} conclu la rencontre. En substance : {words}"

    def set(self, sentence: str) -> str:
        return BEFORE.sub("\u00a0", AFTER.sub("\u00a0", sentence))

    def _function(self, attendance: Attendance) -> tuple[str, Noun | None]:
        """With its article where one is known."""
        if not attendance.says_its_function:
            return self._of_association(attendance)
        function = self.words(attendance.function)
        noun = _noun(function)
        shown = noun.the if noun else function
        if attendance.is_acting and "intérim" not in function:
            shown += " par intérim"
        return (f"{shown} ({attendance.name})" if attendance.name_is_public else shown), noun

    def _of_association(self, attendance: Attendance) -> tuple[str, Noun]:
        shown = self.optional(attendance.organisation)
        who = "des représentants" if attendance.is_group else "un représentant"
        told = f"{who} d’une association" + (f" ({shown})" if shown else "")
        return told, Noun(told, told, told, is_plural=attendance.is_group)


def _noun(name: str) -> Noun | None:
    first, _space, rest = name.partition(" ")
    word = first.casefold()
    lower = f"{word} {rest}".strip()
    if word in ORDINALS:
        return _ordinal(lower, rest)
    if lower.startswith(COURTS):
        return Noun(f"la {lower}", f"à la {lower}", f"de la {lower}", is_feminine=True)
    if word in MASCULINE:
        return Noun(f"le {lower}", f"au {lower}", f"du {lower}")
    if word in ROOMS:
        return Noun(f"la {lower}", f"dans la {lower}", f"de la {lower}", is_feminine=True)
    if word in FEMININE:
        return Noun(f"la {lower}", f"à la {lower}", f"de la {lower}", is_feminine=True)
    if word in ELIDED_FEMININE | ELIDED_MASCULINE:
        return Noun(f"l’{lower}", f"à l’{lower}", f"de l’{lower}", is_feminine=word in ELIDED_FEMININE)
    if word in PLURAL:
        of = f"d’{lower}" if lower[0] in VOWELS else f"de {lower}"
        return Noun(f"des {lower}", f"chez des {lower}", of, is_feminine=word in FEMININE_PLURAL, is_plural=True)
    return None


def _ordinal(name: str, rest: str) -> Noun | None:
    following = rest.partition(" ")[0].casefold()
    if following in MASCULINE | ELIDED_MASCULINE:
        return Noun(f"le {name}", f"au {name}", f"du {name}")
    if following in FEMININE | ROOMS | ELIDED_FEMININE:
        return Noun(f"la {name}", f"à la {name}", f"de la {name}", is_feminine=True)
    return None


def _with_articles(people: Sequence[tuple[str, Noun | None]]) -> str:
    """Articles for all names of a list, or for none."""
    if all(noun for _shown, noun in people):
        return _series([shown for shown, _noun in people])
    return " ; ".join(shown for shown, _noun in people)


def _series(items: Sequence[str]) -> str:
    return " et ".join(filter(None, [", ".join(items[:-1]), items[-1]]))


def _number(count: int, *, is_feminine: bool) -> str:
    if count == 1 and is_feminine:
        return "une"
    return NUMBERS[count] if count < len(NUMBERS) else formats.number(count, "fr")


def _count(count: int, noun: str, *, is_feminine: bool = True) -> str:
    return f"{_number(count, is_feminine=is_feminine)} {noun}{'s' if count > 1 else ''}"


def _first(count: int, noun: str, *, is_feminine: bool = True) -> str:
    """The first word of a sentence, without digits."""
    counted = _count(count, noun, is_feminine=is_feminine)
    return f"Au total, {counted}" if counted[0].isdigit() else _capital(counted)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _hours(meeting: Meeting) -> str:
    start, end = meeting.starts_at, meeting.ends_at
    if start and end:
        late = ", après minuit" if meeting.ends_next_day else ""
        return f", de {formats.hour(start, 'fr')} à {formats.hour(end, 'fr')}{late}"
    return f", à partir de {formats.hour(start, 'fr')}" if start else ""
