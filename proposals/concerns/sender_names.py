"""Whether a text names who sent a concern, for concerns whose sender asked not to be named.

Only what the cell knows is looked for: names of the association, now and before, their initials, and names of those who represent it. Whoever
approves still reads the text: nobody can list by what else a small association is recognised.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from core.text.arabic import unsuffixed, words
from core.text.texts import LANGUAGES, Texts
from partners.former_names import all_names
from partners.models import Association

KINDS_OF_ASSOCIATION = frozenset(
    {"جمعيه", "الجمعيه", "وداديه", "تعاونيه", "منظمه", "فدراليه", "شبكه", "association", "amicale", "cooperative",
     "organisation", "federation", "reseau", "network", "l", "la", "le", "the"}
)  # fmt: skip
IN_BRACKETS = re.compile(r"[(\[«]([^)\]»]*)[)\]»]")
SHORT_FORM = re.compile(r"[A-Z][A-Z.]{2,}")
SHORTEST_INITIALS = 3
# A letter that is written together with the word after it.
JOINED = "وفبلك"
SHORTEST_JOINED = 4


class Names(NamedTuple):
    """``phrases``: by words in their normal form, as they are shown to people; ``initials``: in capitals."""

    phrases: dict[tuple[str, ...], str]
    initials: frozenset[str]

    def found_in(self, text: Texts) -> str:
        """The first name in ``text`` that gives the sender away, as it is written in the register; "" where there is none."""
        return next((name for language in LANGUAGES for name in self._in(getattr(text, language))), "")

    def _in(self, text: str) -> Iterator[str]:
        written = [_forms(word) for word in words(text)]
        for phrase, name in self.phrases.items():
            places = range(len(written) - len(phrase) + 1)
            if any(all(word in written[place + at] for at, word in enumerate(phrase)) for place in places):
                yield name
        for initials in sorted(self.initials):
            dotted = r"\.?".join(initials)
            if re.search(rf"(?<!\w){dotted}\.?(?!\w)", text):
                yield initials


def names_of(association: Association) -> Names:
    """Two queries."""
    phrases: dict[tuple[str, ...], str] = {}
    initials: set[str] = set()
    for name in all_names(association):
        for language in name.languages():
            written = getattr(name, language)
            phrases |= dict.fromkeys(_phrases(written), written)
            initials |= set(_initials(written))
    for person in association.memberships.values_list("user__name", flat=True):
        own = _normal(person)
        if len(own) > 1:
            phrases |= {own: person, own[::-1]: person}
    return Names(phrases, frozenset(initials))


def _phrases(name: str) -> Iterator[tuple[str, ...]]:
    """The whole name, and the name without "association"; a single word that is left could be any word."""
    whole = _normal(IN_BRACKETS.sub(" ", name))
    if whole:
        yield whole
    rest = list(whole)
    while rest and rest[0] in _WITHOUT_ARTICLE:
        rest.pop(0)
    if len(rest) > 1:
        yield tuple(rest)


def _initials(name: str) -> Iterator[str]:
    """Short forms that are a part of the name, and those of its words in Latin letters, with and without the short words."""
    for found in SHORT_FORM.findall(name):
        yield found.replace(".", "")
    latin = re.findall(r"[A-Za-zÀ-ÿ]+", IN_BRACKETS.sub(" ", name))
    for chosen in (latin, [word for word in latin if len(word) > SHORTEST_INITIALS]):
        if len(chosen) >= SHORTEST_INITIALS:
            yield "".join(words(word)[0][0] for word in chosen).upper()


def _normal(text: str) -> tuple[str, ...]:
    return tuple(unsuffixed(word) for word in words(text))


def _forms(word: str) -> set[str]:
    """Without the article, and without a conjunction or preposition that is written together with it."""
    forms = {word, unsuffixed(word)}
    if len(word) >= SHORTEST_JOINED and word[0] in JOINED:
        forms |= {word[1:], unsuffixed(word[1:])}
    return forms


_WITHOUT_ARTICLE = frozenset(unsuffixed(word) for word in KINDS_OF_ASSOCIATION)


def first_found(names: Names, texts: Iterable[tuple[str, Texts]]) -> dict[str, str]:
    """By the name of a field, the name that its text gives away."""
    found = {field: names.found_in(text) for field, text in texts}
    return {field: name for field, name in found.items() if name}
