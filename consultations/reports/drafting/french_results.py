"""The writer for French: what was said, agreed and promised. The shapes of texts: ``french_phrases.py``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from consultations.models import Attendance, Intervention, Point
from consultations.reports.drafting import french_phrases as phrases
from consultations.reports.drafting.base_writer import Period, Writer, capital, inner, joined, sentence_end
from consultations.reports.drafting.french_nouns import VOWELS, Noun, noun_of
from consultations.reports.drafting.phrases import Phrase, Shape, Told
from consultations.reports.drafting.record import Group

PARTICIPANTS: Final = "les intervenants"
# By plural and feminine. Of plurals, only those of associations are feminine.
COMMITTED: Final = {
    (False, False): "s’est engagé",
    (False, True): "s’est engagée",
    (True, False): "se sont engagés",
    (True, True): "se sont engagées",
}


class Frame(NamedTuple):
    """``verb`` follows has or have; ``each`` stands before every item ("que", "de"); ``colon``: words before a list, one and several."""

    verb: str
    each: str = ""
    colon: tuple[str, str] = ("", "")


LISTED: Final[dict[str, Frame]] = {
    Point.Kind.CONCERN: Frame("soulevé", colon=("la préoccupation suivante", "les préoccupations suivantes")),
    Point.Kind.DEMAND: Frame("formulé", colon=("la demande suivante", "les demandes suivantes")),
    Point.Kind.RECOMMENDATION: Frame("formulé", colon=("la recommandation suivante", "les recommandations suivantes")),
    Point.Kind.PRAISE: Frame("relevé avec satisfaction", colon=("le point suivant", "les points suivants")),
}
FRAMES: Final[dict[str, dict[Shape, Frame]]] = {
    Point.Kind.CONCERN: {
        Shape.NOUN: Frame("fait part de {their} préoccupations concernant"),
        Shape.SENTENCE: Frame("signalé", "que"),
    },
    Point.Kind.DEMAND: {Shape.NOUN: Frame("demandé")},
    Point.Kind.RECOMMENDATION: {Shape.NOUN: Frame("recommandé"), Shape.VERB: Frame("recommandé", "de")},
    Point.Kind.PRAISE: {Shape.NOUN: Frame("salué"), Shape.SENTENCE: Frame("relevé avec satisfaction", "que")},
}


class FrenchResults(Writer):
    period = Period("à compter du {begins}", "d’ici au {ends}", "du {begins} au {ends}")
    source = " (source : {})"

    def result(self, group: Group, *, goes_on: bool) -> str:
        items = [phrases.phrase(self.words(point.title)) for point in group.points]
        match group.kind:
            case Point.Kind.FIGURE:
                return self._figures(group)
            case Point.Kind.PROGRESS:
                return self._progress(group, items)
            case Point.Kind.EXCHANGE:
                return _exchanged(items)
            case Point.Kind.DECISION:
                return self._decision(group, items)
            case Point.Kind.COMMITMENT:
                return self._commitment(group, items)
            case Point.Kind.CONSENSUS:
                return self._consensus(group, items)
        return self._told_by(group, items, goes_on=goes_on)

    def can_go_on(self, before: Group) -> bool:
        return before.speaker is None and before.kind in (
            Point.Kind.CONCERN,
            Point.Kind.DEMAND,
            Point.Kind.RECOMMENDATION,
            Point.Kind.PRAISE,
        )

    def figures(self, said: Intervention) -> str:
        text = self.text_of(said)
        if said.speaker and phrases.names_its_subject(text):
            return sentence_end(text)
        return self._presented(said.speaker, [phrases.phrase(text)])

    def reply(self, said: Intervention, *, is_first: bool) -> str:
        text = self.text_of(said)
        start = "en réponse, " if is_first else ""
        who = self._subject(said.speaker) if said.speaker else "il a été répondu"
        told = phrases.told_by(text)
        if told and not said.speaker:
            return sentence_end(f"{'En réponse' if is_first else 'Autre réponse'} : {text}")
        if told:
            verb = (
                f"{told.verb} {told.rest}" if not told.verb.startswith("en ") else f"a répondu {told.verb} {told.rest}"
            )
            return sentence_end(capital(f"{start}{who} {verb}"))
        if said.speaker and (self.names_its_speaker(said) or phrases.names_its_subject(text)):
            return sentence_end(text)
        item = phrases.phrase(text)
        words = f"« {inner(item.text)} »" if item.shape is Shape.SPOKEN else phrases.lowered(item.text)
        answered = who if not said.speaker else f"{who} a répondu" if item.shape is Shape.SPOKEN else f"{who} a précisé"
        return sentence_end(
            capital(
                f"{start}{_that(answered, words)}" if item.shape is Shape.SENTENCE else f"{start}{answered} : {words}"
            )
        )

    def opening(self, said: Intervention, *, is_first: bool) -> str:
        text, opened = self.text_of(said), "ouvert la rencontre" if is_first else "ensuite pris la parole"
        during = "ouvrant la rencontre" if is_first else "prenant ensuite la parole"
        if said.speaker is None:
            what = "Mot d’ouverture" if is_first else "Autre intervention"
            return _unnamed(text, opened, during) or f"{what} : {sentence_end(text)}"
        return self._speech(said, said.speaker, text, opened, during)

    def conclusion(self, said: Intervention, *, is_only: bool) -> str:
        text, concluded, during = self.text_of(said), "conclu la rencontre", "concluant la rencontre"
        if said.speaker is None:
            return _unnamed(text, concluded, during) or sentence_end(text)
        if is_only:
            return self._speech(said, said.speaker, text, concluded, during)
        return self._speech(said, said.speaker, text, "prononcé un mot de conclusion", "dans son mot de conclusion")

    def tidy_line(self, written: str) -> str:
        return phrases.tidy(written)

    def _speech(self, said: Intervention, speaker: Attendance, text: str, spoke: str, during: str) -> str:
        who, has = self._subject(speaker), self._has(speaker)
        if told := phrases.told_by(text):
            return _took_the_floor(who, has, told, spoke, during)
        if self.names_its_speaker(said) or phrases.names_its_subject(text):
            return sentence_end(text)
        item = phrases.phrase(text)
        if item.shape is Shape.SPOKEN:
            return sentence_end(capital(f"{who} {has} {spoke} en ces termes : « {inner(item.text)} »"))
        if item.shape is Shape.SENTENCE:
            return sentence_end(capital(f"{during}, {_that(f'{who} {has} souligné', phrases.lowered(item.text))}"))
        return capital(f"{who} {has} {spoke}. En substance : {sentence_end(phrases.lowered(item.text))}")

    def _told_by(self, group: Group, items: list[Phrase], *, goes_on: bool) -> str:
        who = self._subject(group.speaker) if group.speaker else "ils" if goes_on else PARTICIPANTS
        has = self._has(group.speaker) if group.speaker else "ont"
        again = " à plusieurs reprises" if group.kind == Point.Kind.DEMAND and group.came_back else ""
        their = "ses" if has == "a" else "leurs"
        told: list[str] = []
        for shape, own in _by_shape(items, group.kind):
            subject = f"{'ils' if told and not group.speaker else who} {has}{again}"
            told.append(capital(self._one(subject, their, group, shape, own, goes_on=bool(told))))
        return " ".join(told)

    def _one(self, subject: str, their: str, group: Group, shape: Shape, own: list[Phrase], *, goes_on: bool) -> str:
        if group.kind == Point.Kind.PRAISE and (said := _of_praise(subject, their, own)):
            return said
        if shape is Shape.SPOKEN:
            quoted = series([f"« {inner(item.text)} »" for item in own])
            if goes_on:
                return sentence_end(f"{subject} ajouté : {quoted}")
            return sentence_end(f"{subject} {SPOKEN[group.kind].format(their=their)} : {quoted}")
        frame = FRAMES[group.kind].get(shape)
        if group.kind == Point.Kind.RECOMMENDATION and all(phrases.ADVISED.match(item.text) for item in own):
            return " ".join(sentence_end(phrases.ADVISED.sub("Il a été recommandé ", item.text)) for item in own)
        if frame is None:
            return _listed(subject, LISTED[group.kind], own)
        items = [_with(frame.each, phrases.lowered(item.text)) for item in own]
        return sentence_end(f"{subject} {frame.verb.format(their=their)} {series(items)}")

    def _consensus(self, group: Group, items: list[Phrase]) -> str:
        shapes = {item.shape for item in items}
        texts = [phrases.lowered(item.text) for item in items]
        if shapes == {Shape.NOUN} and group.came_back:
            return sentence_end(f"Les intervenants se sont accordés sur {series(texts)}")
        if shapes == {Shape.VERB} and group.came_back:
            return sentence_end(f"Les intervenants sont convenus {series([_with('de', each) for each in texts])}")
        if shapes == {Shape.SENTENCE} and group.came_back:
            return sentence_end(
                f"Les intervenants se sont accordés à considérer {series([_with('que', each) for each in texts])}"
            )
        one = "Le point suivant a fait" if len(items) == 1 else "Les points suivants ont fait"
        return sentence_end(f"{one} consensus : {' ; '.join(_shown(item) for item in items)}")

    def _commitment(self, group: Group, items: list[Phrase]) -> str:
        first = group.points[0]
        owner = self.words(first.owner_name) if first.owner_name else ""
        noun = noun_of(owner) if owner else None
        who = noun.the if noun else owner
        if not owner and group.speaker:
            who, noun = self._function(group.speaker)
        dates = self.dates(first)
        when = f", {dates}," if dates else ""
        is_verb = all(item.shape is Shape.VERB for item in items)
        if who and noun and is_verb:
            to = series([_with("à", phrases.lowered(item.text)) for item in items])
            return sentence_end(capital(f"{who} {COMMITTED[noun.is_plural, noun.is_feminine]}{when} {to}"))
        if who and noun:
            how = f"{COMMITTED[noun.is_plural, noun.is_feminine]}{when} à ce qui suit :"
            return sentence_end(capital(f"{who} {how} {' ; '.join(_shown(item) for item in items)}"))
        facts = ", ".join(filter(None, [who, dates]))
        facts = f" ({facts})" if facts else ""
        if is_verb:
            return sentence_end(
                f"L’engagement a été pris{facts} {series([_with('de', phrases.lowered(item.text)) for item in items])}"
            )
        one = "L’engagement suivant a été pris" if len(items) == 1 else "Les engagements suivants ont été pris"
        return sentence_end(f"{one}{facts} : {' ; '.join(_shown(item) for item in items)}")

    def _decision(self, group: Group, items: list[Phrase]) -> str:
        first = group.points[0]
        owner = self.words(first.owner_name) if first.owner_name else ""
        how = ", ".join(filter(None, [f"mise en œuvre : {owner}" if owner else "", self.dates(first)]))
        how = f" ({how})" if how else ""
        if all(item.shape is Shape.VERB for item in items):
            return sentence_end(
                f"Il a été décidé{how} {series([_with('de', phrases.lowered(item.text)) for item in items])}"
            )
        return sentence_end(f"Il a été décidé ce qui suit{how} : {' ; '.join(_shown(item) for item in items)}")

    def _figures(self, group: Group) -> str:
        items = []
        for point in group.points:
            title = phrases.lowered(self.words(point.title))
            amount = self.amount(point)
            told = f"{title}{f' : {amount}' if amount else ''}{self.source_of(point)}"
            items.append(Phrase(told, Shape.OTHER))
        return self._presented(group.speaker, items)

    def _presented(self, speaker: Attendance | None, items: list[Phrase]) -> str:
        listed = " ; ".join(_shown(item) for item in items)
        if speaker is None:
            one = (
                "La donnée suivante a été présentée" if len(items) == 1 else "Les données suivantes ont été présentées"
            )
            return sentence_end(f"{one} : {listed}")
        what = "la donnée suivante" if len(items) == 1 else "les données suivantes"
        return sentence_end(capital(f"{self._subject(speaker)} {self._has(speaker)} présenté {what} : {listed}"))

    def _progress(self, group: Group, items: list[Phrase]) -> str:
        told = []
        for point, item in zip(group.points, items, strict=True):
            about = f" (rencontre : {point.about_meeting.when.told('fr')})" if point.about_meeting else ""
            about = f" (demande n° {point.about_demand.number})" if point.about_demand else about
            told.append(f"{_shown(item)}{about}")
        return sentence_end(
            f"Au titre du suivi des points déjà soulevés, il a été constaté ce qui suit : {' ; '.join(told)}"
        )

    def _subject(self, attendance: Attendance) -> str:
        return self._function(attendance)[0]

    def _has(self, attendance: Attendance) -> str:
        noun = self._function(attendance)[1]
        return noun.has if noun else "a"

    def _function(self, attendance: Attendance) -> tuple[str, Noun | None]:
        """With its article where one is known."""
        if not attendance.says_its_function:
            return self._of_association(attendance)
        function = self.words(attendance.function)
        noun = noun_of(function)
        shown = noun.the if noun else function
        if attendance.is_acting and "intérim" not in function:
            shown += " par intérim"
        if attendance.on_behalf_of:
            shown += f", en remplacement de : {self.words(attendance.on_behalf_of)},"
        return (f"{shown} ({attendance.name})" if attendance.name_is_public else shown), noun

    def _of_association(self, attendance: Attendance) -> tuple[str, Noun]:
        shown = self.optional(attendance.organisation)
        who = "des représentants" if attendance.is_group else "un représentant"
        told = f"{who} d’une association" + (f" ({shown})" if shown else "")
        return told, Noun(told, told, told, is_plural=attendance.is_group)


SPOKEN: Final[dict[str, str]] = {
    Point.Kind.CONCERN: "exprimé {their} préoccupations en ces termes",
    Point.Kind.DEMAND: "formulé {their} demandes en ces termes",
    Point.Kind.RECOMMENDATION: "formulé {their} recommandations en ces termes",
    Point.Kind.PRAISE: "exprimé {their} remerciements en ces termes",
}


def _took_the_floor(who: str, has: str, told: Told, spoke: str, during: str) -> str:
    if told.verb.startswith("en "):
        return sentence_end(capital(f"{who} {has} {spoke} {told.verb} {told.rest}"))
    return sentence_end(capital(f"{during}, {who} {told.verb} {told.rest}"))


def _unnamed(text: str, spoke: str, during: str) -> str:
    """A note in the third person of which nobody is known to be the subject; "" for any other."""
    told = phrases.told_by(text)
    if told is None:
        return ""
    who, has = ("les orateurs", "ont") if told.verb in ("ont", "se") else ("l’orateur", "a")
    return _took_the_floor(who, has, told, spoke, during)


def _of_praise(subject: str, their: str, items: list[Phrase]) -> str:
    """«salué la rapidité …» and «bravo à la patrouille» are taken up as the verb of the sentence."""
    told = []
    for item in items:
        if phrases.is_participle(item.text):
            told.append(item.text)
        elif greeting := phrases.GREETING.match(item.text):
            to = {"a": "à", "pour": "pour"}.get(greeting["to"], greeting["to"])
            told.append(f"adressé {their} félicitations {to} {item.text[greeting.end() :]}")
    if len(told) != len(items):
        return ""
    return sentence_end(f"{subject} {series(told)}")


def _exchanged(items: list[Phrase]) -> str:
    if all(item.shape is Shape.NOUN for item in items):
        return sentence_end(
            f"Les échanges ont également porté sur {series([phrases.lowered(item.text) for item in items])}"
        )
    return sentence_end(
        f"Les échanges ont également porté sur ce qui suit : {' ; '.join(_shown(item) for item in items)}"
    )


def _listed(subject: str, frame: Frame, items: list[Phrase]) -> str:
    return sentence_end(
        f"{subject} {frame.verb} {frame.colon[len(items) > 1]} : {' ; '.join(_shown(item) for item in items)}"
    )


def _shown(item: Phrase) -> str:
    return f"« {inner(item.text)} »" if item.shape is Shape.SPOKEN else phrases.lowered(item.text)


def _by_shape(items: list[Phrase], kind: str) -> list[tuple[Shape, list[Phrase]]]:
    found: dict[Shape, list[Phrase]] = {}
    for item in items:
        is_praise = kind == Point.Kind.PRAISE and (
            phrases.is_participle(item.text) or phrases.GREETING.match(item.text)
        )
        known = item.shape is Shape.SPOKEN or item.shape in FRAMES[kind] or is_praise
        found.setdefault(item.shape if known else Shape.OTHER, []).append(item)
    return list(found.items())


def _with(word: str, text: str) -> str:
    """«que» and «de» lose their vowel before a vowel: qu’une, d’intensifier."""
    if word in ("que", "de") and text[:1].casefold() in VOWELS:
        return f"{word[:-1]}’{text}"
    return f"{word} {text}".strip()


def _that(words: str, text: str) -> str:
    return f"{words} {_with('que', text)}"


def series(items: Sequence[str]) -> str:
    return joined(items, "et")
