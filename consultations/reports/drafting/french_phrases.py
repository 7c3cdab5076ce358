"""Which grammatical shape a noted French text has: it decides how a sentence of the report can take the text up.

A text whose shape is not sure is ``OTHER`` and stands after a colon, which is always correct.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from consultations.reports.drafting import spelling
from consultations.reports.drafting.phrases import Phrase, Shape, Told
from consultations.reports.drafting.word_lists import word_set

QUOTED: Final = re.compile(r"[«“\"]\s*(?P<words>.+?)\s*[»”\"][.!?]?", re.DOTALL)
CLOCK: Final = re.compile(r"\b(\d{1,2})h(\d{2})\b")
APOSTROPHE: Final = re.compile(r"(?<=\w)'(?=\w)")
DETERMINERS: Final = re.compile(
    r"(?:le|la|les|un|une|des|du|ce|cet|cette|ces|leur|leurs|plusieurs|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|davantage de|plus de"
    r"|certains|certaines|quelques|\d+)\s|l’",
    re.IGNORECASE,
)
INFINITIVE: Final = re.compile(r"(?:(?:ne pas|se|s’|ne plus|mieux)\s?)?\w{2,}(?:er|ir|re|oir)$", re.IGNORECASE)
NOT_INFINITIVES: Final = word_set(
    "hier mer cher premier dernier entier particulier régulier quartier janvier février notre votre autre contre "
    "entre lettre centre manoir pouvoir espoir soir trottoir avenir plaisir désir soupir ministère ouvrier officier "
    "atelier courrier chantier foyer danger métier membre ordre"
)
FIRST_PERSON: Final = re.compile(r"\b(?:je|j’\w+|nous|notre|nos|mon|ma|mes)\b", re.IGNORECASE)
PARTICIPLES: Final = word_set(
    "salué félicité remercié apprécié loué relevé souligné demandé réclamé proposé exprimé signalé noté"
)
GREETING: Final = re.compile(r"(?:bravo|merci|félicitations)\s+(?P<to>à|a|au|aux|pour)\s+", re.IGNORECASE)
ADVISED: Final = re.compile(r"il (?:est|a été|fut) (?:conseillé|recommandé|suggéré|proposé|demandé) ", re.IGNORECASE)
RELATIVE: Final = word_set("qui que qu’ dont où lequel laquelle lesquels lesquelles")
VERBS: Final = word_set(
    "est sont était étaient sera seront serait a ont avait avaient aura auront va vont fait font doit doivent peut "
    "peuvent manque manquent reste restent devient deviennent existe existent ne n’ se s’ y"
)
FUTURE: Final = re.compile(r"\w{3,}(?:era|eront|ira|iront|rait|raient)$")
PRESENT_PLURAL: Final = re.compile(r"\w{2,}(?:(?<!m)(?<!ci)(?<!qu)ent|(?<![ae])mment)$")
# A word with an article behind it and no preposition is a verb with its object: « gêne les piétons ».
ARTICLES: Final = frozenset({"le", "la", "les", "l’", "un", "une"})
BEFORE_ARTICLES: Final = word_set(
    "dans sur devant derrière sous pour par avec sans entre vers contre pendant après avant depuis et ou à chez malgré selon dès toute tous toutes"
    " tout de comme durant hors mais car ni concernant envers parmi jusque face côté"
)
NOT_VERBS: Final = word_set(
    "caméra opéra agent agents urgent récent fréquent présent différent absent excellent permanent continent "
    "content vent argent talent parent évident patient client ingrédient souvent quotient suivent prudent violent "
    "insuffisant apparent innocent adolescent"
)
PRESENT_SINGULAR: Final = re.compile(r"\w{3,}(?:duit|ait|oit|uit|ît)$")
IMPERSONAL: Final = re.compile(
    r"(?:il|elle|ils|elles|on|personne|rien|m\.|mme|chacun|tout le monde|ceci|cela|ça|c’est)\b", re.IGNORECASE
)


# Somebody is the subject of a verb of saying.
SAID_BY: Final = re.compile(
    r"(?:(?:le|la|les|un|une|des|m\.|mme)\s|l’)\s?(?:chef|cheffe|président|présidente|représentant|représentante|pacha|caïd|wali|gouverneur|"
    r"directeur|directrice|délégué|déléguée|adjoint|adjointe|secrétaire|commissaire|officier|khalifa|procureur|maire|membre|conseiller|"
    r"conseillère|inspecteur|inspectrice|coordinateur|coordinatrice|responsable|intervenant|intervenante|participant|association)s?\b"
    r"[^.;:«]*?\b(?:a|ont) (?:\w+ment )?(?:demandé|rappelé|souligné|indiqué|précisé|affirmé|déclaré|salué|remercié|signalé|proposé|expliqué|"
    r"annoncé|insisté|exprimé|appelé|invité|répondu|ajouté|évoqué|présenté|accueilli|soulevé|réclamé|regretté|noté|relevé|félicité|confirmé|"
    r"assuré|souhaité|exposé|recommandé)\b",
    re.IGNORECASE,
)


def tidy(text: str) -> str:
    return spelling.french(CLOCK.sub("\\1\u00a0h\u00a0\\2", APOSTROPHE.sub("’", " ".join(text.split()))))


def phrase(text: str) -> Phrase:
    tidied = tidy(text)
    if quoted := QUOTED.fullmatch(tidied):
        return Phrase(quoted["words"], Shape.SPOKEN)
    tidied = tidied.rstrip(".")
    return Phrase(tidied, _shape(tidied))


def lowered(text: str) -> str:
    """Without the capital of a beginning, which another word takes: not of names and abbreviations."""
    first = text.split(" ", 1)[0]
    is_common = DETERMINERS.match(text) or INFINITIVE.match(first) or FIRST_PERSON.match(text)
    return text[:1].lower() + text[1:] if is_common and not first.isupper() else text


def told_by(text: str) -> Told | None:
    """«a invité les associations à …» as the verb and the rest; «rappelant que …» as «a rappelé que …»."""
    tidied = tidy(text)
    first, _blank, rest = tidied.partition(" ")
    if first.casefold() in ("a", "ont", "s’est", "se"):
        return Told(first.casefold(), rest)
    if re.fullmatch(r"\w+ant", first) and first not in ("avant", "pendant", "durant"):
        return Told(f"en {first}", rest)
    return None


def names_its_subject(text: str) -> bool:
    """Whether the note tells who said it: "Le représentant de l’association a demandé …"."""
    return bool(SAID_BY.match(tidy(text)))


def is_participle(text: str) -> bool:
    return text.split(" ", 1)[0] in PARTICIPLES


def _shape(text: str) -> Shape:
    first = text.split(" ", 1)[0]
    if FIRST_PERSON.search(text) and not is_participle(text):
        return Shape.SPOKEN
    if IMPERSONAL.match(text):
        return Shape.SENTENCE
    if is_participle(text):
        return Shape.OTHER
    if INFINITIVE.match(first) and first.casefold() not in NOT_INFINITIVES:
        return Shape.VERB
    if DETERMINERS.match(text):
        return Shape.SENTENCE if _has_verb(text) else Shape.NOUN
    return Shape.OTHER


def _has_verb(text: str) -> bool:
    """Whether the text before a relative clause holds a finite verb."""
    words = re.sub("’", "’ ", text).split()
    is_plural = bool(
        re.match(r"(?:les|des|ces|leurs|deux|trois|\d+|certains|certaines|plusieurs)\b", text, re.IGNORECASE)
    )
    for before, word in pairwise(words[1:]):
        plain = word.casefold().strip(",;:.")
        if {plain, before.casefold()} & RELATIVE or plain.endswith("ant"):
            return False
        if plain in VERBS or (FUTURE.match(plain) and plain not in NOT_VERBS) or PRESENT_SINGULAR.match(plain):
            return True
        follows_no_verb = (
            before.casefold() in BEFORE_ARTICLES or before.endswith((",", "’")) or INFINITIVE.match(before)
        )
        if plain in ARTICLES and not follows_no_verb:
            return True
        if is_plural and PRESENT_PLURAL.match(plain) and plain not in NOT_VERBS:
            return True
    return False
