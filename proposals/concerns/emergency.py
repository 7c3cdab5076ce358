"""Whether what somebody sends may be an emergency: rules over words, in memory. The answer is a flag for a person, who reads it first.

A missed emergency costs more than a false flag: of two readings the urgent one is taken. Nothing of the words is stored or logged.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final, NamedTuple

from core.text.arabic import words
from core.text.stems import is_arabic
from proposals.concerns import emergency_words as lists
from proposals.concerns.content import Content

# A negation stands at most so many words before what it denies: «لا يحمل أحد سلاحا», "il n'y a pas d'arme".
NEGATED_WITHIN: Final = 3
_SENTENCE: Final = re.compile(r"[.!?؟؛;…\n\r]+")
_CLAUSE: Final = re.compile(r"[,،:()«»\"–—]+|\s-\s")
_YEAR: Final = re.compile(r"(?<= )(?:19|20)\d\d(?= )")
_ANY_WORD: Final = "*"
_ANY_ENDING: Final = "*"
_VERB: Final = "~"
_ARABIC_PROCLITICS: Final = "[وف]?[بلك]?(?:ال|لل)?"
_ARABIC_PERSONS: Final = "[وف]?(?:غا|كا|تا|[سغكته])?[ايتن]?"
_LATIN_PERSONS: Final = "(?:ghadi|gha|gh|kan|ka|ki|ta)?[ytni]?"


def _compiled(forms: str) -> re.Pattern[str]:
    """One pattern for the forms of a list, to be searched in words with a space before and after each.

    Forms with the same beginning share it: a pattern of alternatives that begin with a letter is several times faster.
    """
    by_beginning: dict[str, list[str]] = defaultdict(list)
    for form in re.split(r"[|\n]", forms.strip()):
        first, *others = form.split()
        beginning, rest = _word(first)
        by_beginning[beginning].append(" ".join([rest, *("".join(_word(other)) for other in others)]))
    alternatives = (f"{beginning}(?:{'|'.join(rests)})" for beginning, rests in by_beginning.items())
    return re.compile(f"(?<= )(?:{'|'.join(alternatives)})(?= )")


def _word(written: str) -> tuple[str, str]:
    """What may stand before the word, and the word, as patterns."""
    if written == _ANY_WORD:
        return "", r"\S+"
    core = "".join(words(written))
    rest = rf"{core}\S*" if written.endswith(_ANY_ENDING) else core
    if written.startswith(_VERB):
        return _ARABIC_PERSONS if is_arabic(core) else _LATIN_PERSONS, rest
    return _ARABIC_PROCLITICS if is_arabic(core) else "", rest


(
    NOW,
    ATTACK,
    WEAPON,
    FIRE,
    BURNING,
    DYING,
    CHILD,
    CHILD_IN_DANGER,
    HELP,
    PAST,
    GENERAL,
    NOT,
    HARMLESS,
    SOMEONE,
    HABIT,
) = (
    _compiled(each)
    for each in (
        lists.NOW,
        lists.ATTACK,
        lists.WEAPON,
        lists.FIRE,
        lists.BURNING,
        lists.DYING,
        lists.CHILD,
        lists.CHILD_IN_DANGER,
        lists.HELP,
        lists.PAST,
        lists.GENERAL,
        lists.NOT,
        lists.HARMLESS,
        lists.SOMEONE,
        lists.HABIT,
    )
)


class Sentence(NamedTuple):
    """``clauses``: normalised words, each with a space before and after it."""

    clauses: list[str]

    @property
    def whole(self) -> str:
        return "".join(self.clauses)

    def is_excused(self, clause: str) -> bool:
        """What ``clause`` tells is over, general, or asked to be prevented; not if this very clause says that it happens now."""
        if NOW.search(clause) and not _is_over_or_general(clause):
            return False
        return _is_over_or_general(self.whole)

    def tells(self, danger: re.Pattern[str]) -> bool:
        return any(
            not self.is_excused(clause) and any(not _is_denied(clause, found) for found in danger.finditer(clause))
            for clause in self.clauses
        )


def may_be_emergency(content: Content) -> bool:
    """Looks at the title and the texts; they are read only here, also those of a concern that is sealed afterwards."""
    return is_urgent("\n".join(content.texts.values()))


def is_urgent(text: str) -> bool:
    """A weapon, somebody who may die, a child in danger, a call for rescue; somebody who attacks, as it is watched; or "now" together with
    an attack or a fire."""
    sentences = list(_sentences(text))
    if any(map(_is_danger_alone, sentences)):
        return True
    is_now = any(NOW.search(clause) for each in sentences for clause in each.clauses)
    return is_now and any(each.tells(ATTACK) or each.tells(FIRE) or each.tells(CHILD_IN_DANGER) for each in sentences)


def _is_danger_alone(sentence: Sentence) -> bool:
    if any(map(sentence.tells, (WEAPON, DYING, BURNING, HELP))):
        return True
    if CHILD.search(sentence.whole) and sentence.tells(CHILD_IN_DANGER):
        return True
    is_watched = SOMEONE.search(sentence.whole) and not HABIT.search(sentence.whole)
    return bool(is_watched) and (sentence.tells(ATTACK) or sentence.tells(NOW))


def _sentences(text: str) -> Iterator[Sentence]:
    for written in _SENTENCE.split(text):
        clauses = [f" {' '.join(words(clause))} " for clause in _CLAUSE.split(written)]
        found = [HARMLESS.sub("", clause) for clause in clauses if clause.strip()]
        if found:
            yield Sentence(found)


def _is_over_or_general(clause: str) -> bool:
    return bool(PAST.search(clause) or GENERAL.search(clause) or _YEAR.search(clause))


def _is_denied(clause: str, danger: re.Match[str]) -> bool:
    before = clause[: danger.start()].split()[-NEGATED_WITHIN:]
    return bool(NOT.search(f" {' '.join(before)} "))
