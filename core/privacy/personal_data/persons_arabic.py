"""Names of persons in Arabic letters: after a title or "called", a kunya, a given name with or without family name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from core.privacy.personal_data import name_lists, vocabulary as v
from core.privacy.personal_data.arabic_names import (
    GLUED,
    NO_FAMILY,
    NO_UNKNOWN,
    SHORTEST,
    SON_OF,
    ArabicNames,
    Given,
    sure_families,
)
from core.privacy.personal_data.findings import Candidate, Kind
from core.privacy.personal_data.reading import Word, bases_of, listed

# After these alone an unknown word is a name; after the other titles ("the student", "the lawyer") it must be known.
_STRICT_TITLES: Final = listed("سيد سيدة آنسة أستاذ أستاذة دكتور دكتورة حاج مرحوم مرحومة مقدم فقيه")
_RESPECT_IN_NAME: Final = listed("سي السي با للا لالة لالا مولاي دادا مي حنا خالتي عمي الحاج الحاجة")
_ALSO_WORDS: Final = listed("خالي حنا مي عزيزي عمك خالك")
_SURE_RESPECT: Final = listed("سي السي با للا لالة لالا")
_BEGINNINGS: Final = (
    v.CALLED | v.TITLES | v.RELATIVES | v.FUNCTIONS | v.SPEAK | v.RESPECT | v.KUNYA | v.FAMILY_OF | SON_OF
)
# الباحث, الخبير, الرئيس: forms of the words for functions.
_A_FUNCTION: Final = re.compile("ال(?:.ا..|..ي.)")
_TO_US: Final = listed("بنا بي لنا لي إلينا معنا عليه له لها")
_MOST_TITLES: Final = 2
_BEFORE_CALLED: Final = listed("ب هو هي كان السيد السيدة")
# "بلقب «…»", but "بلقب البطولة" is a sport's.
_ONLY_QUOTED: Final = listed("لقب معروف معروفة")
_OPENS: Final = frozenset('«"“„')
_NICKNAMED: Final = listed("ملقب ملقبة يلقب تلقب مكنى يكنى")
_KUNYA: Final = v.KUNYA | SON_OF - listed("آيت أيت آيث آل")
_CHILDREN: Final = listed("ولد بنت ابن")
_MY_LADY: Final = listed("لالة للا")
_ANNOUNCING: Final = v.TITLES | v.RELATIVES | v.FUNCTIONS | v.SPEAK | v.FAMILY_OF
_NAME_OF: Final = listed("اسمه اسمها إسمه إسمها لقبه لقبها كنيته يسمى تسمى ملقبة")
# Things are called so, too: a listed name must follow.
_CALLS: Final = listed("يسمى تسمى ملقبة")
_VERBS: Final = ("ي", "ت", "ن", "سي", "لي")
_TELLING: Final = listed("ذكر كشف عدم نشر كتابة لا إخفاء ورود ظهر ورد كتب سجل")
_NOT_AFTER_NAME: Final = listed(
    "الأصلي أبدا فقط الكامل الحقيقي العائلي الشخصي كاملا صراحة علنا معروف مجهول غير ورقم ورقمه وعنوانه ولقبه وصفته وهاتفه مكتوب مسجل"
)


class Found(NamedTuple):
    """A name: its first word, the word after its last, and how many letters of the first word are no part of it."""

    first: int
    end: int
    skipped: int = 0


class ArabicPersons(ArabicNames):
    def find(self) -> Iterator[Candidate]:
        at = 0
        while at < len(self.words):
            word, found = self.words[at], None
            if word.is_arabic and (_may_begin(word.text) or self._is_before_family(at)):
                found = self._name_at(at)
            if found:
                start = self.words[found.first].start + found.skipped
                yield Candidate(start, self.words[found.end - 1].end, Kind.PERSON)
            at = found.end if found else at + 1

    def _is_before_family(self, at: int) -> bool:
        return at + 1 < len(self.words) and self.words[at + 1].text in sure_families()

    def _name_at(self, at: int) -> Found | None:
        return self._called(at) or self._kunya(at) or self._titled(at) or self._named(at) or self._of_family(at)

    def _called(self, at: int) -> Found | None:
        """After "called" any word is a name that is no function and no preposition: المدعو كريمو."""
        word, first = self.words[at], at + 1
        if not word.is_in(v.CALLED) or (self._is_of_a_thing(at) and not word.is_in(_ONLY_QUOTED)):
            return None
        if self.reaches(first, loosely=True) and self.words[first].text in _BEFORE_CALLED:
            first += 1
        if not self.reaches(first, loosely=True) or (word.is_in(_NAME_OF) and not self._is_told(at, first)):
            return None
        following, given = self.words[first], self.given(first)
        if word.is_in(_ONLY_QUOTED) and not _OPENS.intersection(following.gap):
            return None
        skipped = int(following.text.startswith("بال") and word.is_in(_NICKNAMED))
        if not skipped and not given.length and following.is_in(NO_UNKNOWN) and not following.is_in(v.RESPECT):
            return None
        return Found(first, self.end_of_name(first + max(1, given.length)), skipped)

    def _is_of_a_thing(self, at: int) -> bool:
        """ "الحي المسمى سيدي بابا", "ما يسمى"."""
        before = self.words[max(0, at - 2) : at]
        return any(word.is_in(v.PLACES) or word.text in ("ما", "عما", "بما") for word in before)

    def _is_told(self, at: int, first: int) -> bool:
        """ "اسمه كريمو", not "لا ينشر اسمه" or "باسمه": the word before is no verb and no negation, or a listed name follows."""
        if self.given(first).is_sure or self.is_family(first + max(1, self.given(first).length)):
            return True
        if self.words[at].is_in(_CALLS):
            return False
        before = self.words[at - 1] if at and self.words[at].touches else None
        is_verb = before is not None and (before.text.startswith(_VERBS) or before.text in _TELLING)
        bare = self.words[at].text.removeprefix("و")
        return bare in _NAME_OF and not is_verb and self.words[first].text not in _NOT_AFTER_NAME

    def _titled(self, at: int) -> Found | None:
        word = self.words[at]
        is_strict = word.is_in(_STRICT_TITLES) and word.shape.is_definite
        if not is_strict and not word.is_in(_ANNOUNCING):
            return self._respected(at)
        first = self._after_titles(at)
        if not self.reaches(first):
            return None
        if self.is_initial(first):
            return Found(first, self.end_of_name(first + 2))
        given = self.given(first)
        if given.length and not given.skipped and (is_strict or self._may_be_given(at, first, given)):
            return Found(first, self.end_of_name(first + given.length))
        if word.text in v.FAMILY_OF:
            return Found(first, self.end_of_name(first + 1)) if self.is_family(first) else None
        if (word.text in v.SPEAK and self._is_sure_family(first)) or (
            is_strict and first == at + 1 and self._is_unknown_name(first)
        ):
            return Found(first, self.end_of_name(first + 1))
        return self._unknown_with_family(first) if word.is_in(v.SPEAK) or is_strict else self._respected(at)

    def _after_titles(self, at: int) -> int:
        """The word after a title and at most two more (السيد الحاج), or after "اتصلت بنا"."""
        if self.words[at].text in v.SPEAK and self.reaches(at + 1) and self.words[at + 1].text in _TO_US:
            return at + 2
        for first in range(at + 1, at + 1 + _MOST_TITLES):
            word = self.words[first] if self.reaches(first) else None
            if not word or not word.shape.is_definite or not word.is_in(v.TITLES) or self.given(first).is_sure:
                return first
        return at + 1 + _MOST_TITLES

    def _is_sure_family(self, at: int) -> bool:
        return self.words[at].text in sure_families() and not self.words[at].ends_in_alif

    def _may_be_given(self, at: int, first: int, given: Given) -> bool:
        """A given name that is also a word, after a relative, a title or a verb of speech."""
        if given.is_sure or self.is_family(first + given.length):
            return True
        word, name = self.words[at], self.words[first]
        if name.is_in(NO_UNKNOWN) or name.shape.is_definite:
            return False
        return word.is_in(v.RELATIVES) or word.text in v.SPEAK or (word.shape.is_definite and word.is_in(v.TITLES))

    def _is_unknown_name(self, at: int) -> bool:
        """After "Mr": a word that is no function and looks like a name."""
        word = self.words[at]
        if word.is_in(NO_UNKNOWN) or word.text in v.SPEAK or word.text in NO_FAMILY:
            return False
        if word.text in self.names.family:
            return True
        # Unknown words of three letters, or with the ending of a verb, are mostly verbs.
        if len(word.text) <= SHORTEST or (word.text.endswith(("ت", "وا", "نا")) and not word.shape.is_definite):
            return False
        if _A_FUNCTION.fullmatch(word.text):
            return False
        return not word.text.startswith(("الم", "ي", "ت", "وال", "بال", "لل", "ف")) and not word.text.endswith(
            ("ات", "ون", "ين", "ه")
        )

    def _respected(self, at: int) -> Found | None:
        """سي بوشتى, با العياشي, خالتي الباتول: the word of respect belongs to the name."""
        word, first = self.words[at], at + 1
        if not word.is_in(v.RESPECT) or self.hidden[at] or not self.reaches(first):
            return None
        skipped = int(word.text[0] == "و" and word.text[1:] in _SURE_RESPECT)
        respect, given = word.text[skipped:], self.given(first)
        is_listed = self.words[first].text in self.names.family or (
            given.length and (given.is_sure or respect not in _ALSO_WORDS)
        )
        if not is_listed and not self._is_unlisted_after(respect, first):
            return None
        end = self.end_of_name(first + max(1, given.length))
        return Found(at, end, skipped) if respect in _RESPECT_IN_NAME else Found(first, end, given.skipped)

    def _is_unlisted_after(self, respect: str, at: int) -> bool:
        """Some words of respect stand before names only. "لآلة" (for a machine) has the plain form of "لالة": no noun with article follows."""
        word = self.words[at]
        if respect not in _SURE_RESPECT or word.is_in(NO_UNKNOWN) or len(word.text) < SHORTEST:
            return False
        return not (respect in _MY_LADY and word.shape.is_definite)

    def _kunya(self, at: int) -> Found | None:
        """أم هشام, ولد العياشي."""
        word = self.words[at]
        skipped = int(word.text[0] in "ول" and word.text[1:] in _KUNYA)
        bare = word.text[skipped:]
        if bare not in _KUNYA or self.hidden[at] or not self.reaches(at + 1):
            return None
        given, following = self.given(at + 1), self.words[at + 1]
        after = at + 1 + max(1, given.length)
        if given.length and not given.skipped:
            is_named = (
                given.is_sure or self.is_family(after) or (bare not in _CHILDREN and not following.shape.is_definite)
            )
        else:
            is_named = bare in SON_OF and following.text in sure_families()
        return Found(at, self.end_of_name(after), skipped) if is_named else None

    def _named(self, at: int) -> Found | None:
        """A given name: sure ones alone, ordinary words only before a family name."""
        if self.hidden[at]:
            return None
        if self.is_initial(at) and self._is_sure_family(at + 1):
            return Found(at, self.end_of_name(at + 2))
        given = self.given(at)
        end = at + given.length
        if not given.length or self.is_of_history(at, end):
            return None
        second = self.given(end)
        if (
            given.is_sure
            or self.is_family(end)
            or self._is_nisba(end)
            or (second.is_sure and self.reaches(end) and not second.skipped)
        ):
            return Found(at, self.end_of_name(end), given.skipped)
        return None

    def _is_nisba(self, at: int) -> bool:
        """After a given name that is also a word: فكري, نجمي, no adjective that goes with the word."""
        if not self.reaches(at):
            return False
        text = self.words[at].text
        is_form = len(text) > SHORTEST and text[-1] == "ي" and not text.startswith(("ي", "ت", "ن", "ال", "و", "ب", "ل"))
        is_adjective = "ال" + text in NO_FAMILY or self.words[at].is_in(NO_UNKNOWN)
        return is_form and not is_adjective and not self.words[at].ends_in_alif

    def _of_family(self, at: int) -> Found | None:
        """An unknown word and a family name that is no adjective: the given name is in no list. After a name with و, too."""
        if self.hidden[at] or not self.reaches(at + 1):
            return None
        return self._unknown_with_family(at, must_be_sure=True)

    def _unknown_with_family(self, at: int, *, must_be_sure: bool = False) -> Found | None:
        word = self.words[at]
        if not self.reaches(at) and not must_be_sure:
            return None
        if not self.reaches(at + 1) or (must_be_sure and self.given(at + 1).is_sure):
            return None
        if word.text in sure_families() and word.shape.is_definite and self.is_family(at + 1):
            return Found(at, self.end_of_name(at + 1))
        if word.is_in(NO_UNKNOWN) or word.shape.is_definite or len(word.text) < SHORTEST:
            return None
        if not self._is_sure_family(at + 1) and (must_be_sure or not self.is_family(at + 1)):
            return None
        if word.text.endswith(("ات", "ون", "ين", "ها", "هم", "كم")) or (must_be_sure and word.text.endswith("ي")):
            return None
        skipped = int(word.text[0] == "و" and at > 0 and len(word.text) > SHORTEST)
        return Found(at, self.end_of_name(at + 1), skipped)


@lru_cache(maxsize=16384)
def _may_begin(text: str) -> bool:
    """Whether a name can begin with this word or after it."""
    if len(text) == 1 or not _BEGINNINGS.isdisjoint(bases_of(text)) or text in sure_families():
        return True
    given = name_lists.names().given
    bare = text[1:] if text[0] in GLUED else text
    return any(
        each in given or each in _BEGINNINGS or each.startswith("عبد") or name_lists.begins_of_faith(each)
        for each in (text, bare, text.removeprefix("ال"))
    )


def arabic_persons(words: Sequence[Word], hidden: Sequence[bool]) -> Iterator[Candidate]:
    yield from ArabicPersons(words, hidden).find()
