"""Names of persons in Arabic letters: after a title or "called", a kunya, a given name with or without family name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Final, NamedTuple

from core.privacy.personal_data import name_lists, vocabulary as v
from core.privacy.personal_data.findings import Candidate, Kind
from core.privacy.personal_data.reading import Word, bases_of, listed

# After these alone an unknown word is a name; after the other titles ("the student", "the lawyer") it must be known.
_STRICT_TITLES: Final = listed("سيد سيدة آنسة أستاذ أستاذة دكتور دكتورة حاج مرحوم مرحومة مقدم فقيه")
_RESPECT_IN_NAME: Final = listed("سي السي با للا لالة لالا مولاي دادا مي حنا خالتي عمي الحاج الحاجة")
_ALSO_WORDS: Final = listed("خالي حنا مي عزيزي عمك خالك")
_SURE_RESPECT: Final = listed("سي السي با للا لالة لالا")
_SON_OF: Final = listed("بن ابن بنت ولد آيت أيت آيث آل بو أبو")
_QUOTES: Final = frozenset("«»\"“”„:'() ")
# Adjectives and nouns that end like a family name.
_NO_FAMILY: Final = listed(
    "التي الذي اللواتي الماضي الثاني الحادي الحالي التالي الوطني المحلي الجهوي الإقليمي الدولي العمومي الاجتماعي الاقتصادي الثقافي الرياضي التربوي الجمعوي المدني الأمني الحضري القروي"
    " الجماعي البلدي الرسمي الشخصي العادي الأساسي الرئيسي النهائي الابتدائي الإعدادي الثانوي الجامعي المهني التقني العلمي الصحي البيئي الغذائي القانوني القضائي الجنائي الإداري المالي البنكي"
    " الإلكتروني الرقمي الإعلامي الصحفي الفني التشاركي التطوعي الخيري الديني الإسلامي العربي المغربي الأجنبي الشمسي الليلي اليومي الأسبوعي الشهري السنوي الأهالي الأراضي المباني النادي الوادي الليالي"
    " المراعي الضواحي النواحي المساعي المعاني المعالي الأيادي المشتكي القاضي الوالي المحامي الداعي الراعي الباقي الكافي الملكي المركزي التجاري الصناعي الفلاحي السياحي الطرقي المروري العقاري الأصلي الفضائي الأرضي الداخلي الخارجي الأمامي الخلفي السفلي"
    " التأهيلي الإجباري الاختياري الضروري الفوري الجدي الحقيقي الواقعي العملي النظري النفسي العائلي الأسري الزوجي الجسدي اللفظي الجنسي السلبي الإيجابي السري العلني الكبرى الأولى الأخرى الصغرى"
)
# Family names that are also ordinary nouns or adjectives: only after a given name.
_WEAK_FAMILIES: Final = listed(
    "الطويل الحلو الزين الذهبي الخطيب النجار الحداد العطار الأزرق الفقير المكي الغالي الوالي الشيخي العراقي السوداني التونسي الأندلسي الجامعي الصوفي النوري شهاب شاكر عواد زيدان رمضاني الشرقي"
    " الدباغ العشاب المليح الساهل الأشهب الراضي الناجي الوردي المودن الملاخ الصحراوي الريفي الجبلي السوسي الشاوي المكناسي الرباطي البيضاوي المراكشي البدوي البصري الإسماعيلي الهلالي الشامي حجي سعدي فاسي"
    " الزيتوني الوديع الصديقي العباسي الزهراوي الرامي الحبشي الجوهري الوافي حيدر غلاب صدوق حموش فهمي"
)
_NO_UNKNOWN: Final = v.BREAKS | v.PLACES | v.FUNCTIONS | v.TITLES | v.ORDINALS | v.CALLED | v.HISTORICAL
_BEGINNINGS: Final = v.CALLED | v.TITLES | v.RELATIVES | v.FUNCTIONS | v.SPEAK | v.RESPECT | v.KUNYA | _SON_OF
# الباحث, الخبير, الرئيس: forms of the words for functions.
_A_FUNCTION: Final = re.compile("ال(?:.ا..|..ي.)")
_SHORTEST: Final = 3
_LONGEST: Final = 5
_MOST_TITLES: Final = 2
_GLUED: Final = "وفبلك"
_OF_PROPHET: Final = listed("صلى عليه عليها رضي رسول سيدنا النبي نصره")
_NAME_OF: Final = listed("اسمه اسمها إسمه إسمها لقبه لقبها كنيته يسمى تسمى ملقبة")
# Things are called so, too: a listed name must follow.
_CALLS: Final = listed("يسمى تسمى ملقبة")
_VERBS: Final = ("ي", "ت", "ن", "سي", "لي")
_TELLING: Final = listed("ذكر كشف عدم نشر كتابة لا إخفاء ورود ظهر ورد كتب سجل")
_NOT_AFTER_NAME: Final = listed("الأصلي أبدا فقط الكامل الحقيقي العائلي الشخصي كاملا صراحة علنا معروف مجهول غير ورقم ورقمه وعنوانه ولقبه وصفته وهاتفه مكتوب مسجل")
_GLAD: Final = listed("خبر أخبار بشرى مفاجأة نتائج إقامة مدة بصفة")


class Given(NamedTuple):
    """``length`` in words, 0 if there is none; ``is_sure``: no ordinary word; ``skipped``: letters written to its front, such as و."""

    length: int
    is_sure: bool = False
    skipped: int = 0


NO_GIVEN: Final = Given(0)


class ArabicPersons:
    def __init__(self, words: Sequence[Word], hidden: Sequence[bool]) -> None:
        self.words = words
        self.hidden = hidden
        self.names = name_lists.names()

    def find(self) -> Iterator[Candidate]:
        at = 0
        while at < len(self.words):
            end, found = at + 1, None
            if self.words[at].is_arabic and (_may_begin(self.words[at].text) or self._is_before_family(at)):
                found = self._name_at(at)
            if found:
                first, end, skipped = found
                yield Candidate(self.words[first].start + skipped, self.words[end - 1].end, Kind.PERSON)
            at = end

    def _is_before_family(self, at: int) -> bool:
        return at + 1 < len(self.words) and self.words[at + 1].text in _sure_families()

    def _name_at(self, at: int) -> tuple[int, int, int] | None:
        """First word, the word after the name, letters to skip."""
        return self._called(at) or self._titled(at) or self._kunya(at) or self._named(at) or self._of_family(at)

    def _open(self, at: int, *, loosely: bool = False) -> bool:
        """Whether the word at ``at`` can go on a name: Arabic, not in the name of a place, in reach of the word before."""
        if at >= len(self.words) or self.hidden[at] or not self.words[at].is_arabic:
            return False
        return self.words[at].touches or (loosely and _QUOTES.issuperset(self.words[at].gap))

    def _called(self, at: int) -> tuple[int, int, int] | None:
        word = self.words[at]
        if not word.is_in(v.CALLED) or any(before.is_in(v.PLACES) or before.text in ("ما", "عما", "بما") for before in self.words[max(0, at - 2) : at]):
            return None
        first = at + 1
        skipped = 0
        if self._open(first, loosely=True) and self.words[first].text in ("ب", "هو", "هي", "كان", "السيد", "السيدة"):
            first += 1
        if not self._open(first, loosely=True):
            return None
        following = self.words[first]
        if word.is_in(_NAME_OF) and not self._is_told(at, first):
            return None
        if following.text.startswith("بال") and word.is_in(listed("ملقب ملقبة يلقب تلقب مكنى يكنى معروف")):
            skipped = 1
        elif following.is_in(_NO_UNKNOWN) and not self._given(first).length and not following.is_in(v.RESPECT):
            return None
        if not following.touches and following.gap.strip() == "'":
            return None
        return first, self._extended(first + max(1, self._given(first).length)), skipped

    def _is_told(self, at: int, first: int) -> bool:
        """ "اسمه كريمو", not "لا ينشر اسمه" or "باسمه": the word before is no verb and no negation, or a listed name follows."""
        if self._given(first).is_sure or self._is_family(first + max(1, self._given(first).length)):
            return True
        if self.words[at].is_in(_CALLS):
            return False
        before = self.words[at - 1] if at and self.words[at].touches else None
        is_verb = before is not None and (before.text.startswith(_VERBS) or before.text in _TELLING)
        bare = self.words[at].text.removeprefix("و")
        return bare in _NAME_OF and not is_verb and self.words[first].text not in _NOT_AFTER_NAME

    def _titled(self, at: int) -> tuple[int, int, int] | None:
        word = self.words[at]
        is_strict = word.is_in(_STRICT_TITLES) and word.shape.is_definite
        if not is_strict and not (word.is_in(v.TITLES) or word.is_in(v.RELATIVES) or word.is_in(v.FUNCTIONS) or word.is_in(v.SPEAK)):
            return self._respected(at)
        first = at + 1
        while first <= at + _MOST_TITLES and self._open(first) and self.words[first].shape.is_definite and self.words[first].is_in(v.TITLES) and not self._given(first).is_sure:
            first += 1
        if not self._open(first):
            return None
        if self._is_initial(first):
            return first, self._extended(first + 2), 0
        given = self._given(first)
        if given.length and given.skipped == 0 and (is_strict or self._may_be_given(at, first, given)):
            return first, self._extended(first + given.length), 0
        if word.text in v.SPEAK and self.words[first].text in _sure_families() and not self.words[first].ends_in_alif:
            return first, self._extended(first + 1), 0
        if is_strict and self._is_unknown_name(first):
            return first, self._extended(first + 1), 0
        return self._unknown_with_family(first) if word.is_in(v.SPEAK) or is_strict else self._respected(at)

    def _is_initial(self, at: int) -> bool:
        """ "ن. العلمي": one letter and a dot for the given name."""
        return len(self.words[at].text) == 1 and self._is_family(at + 1) and self.words[at + 1].gap.startswith(".")

    def _may_be_given(self, at: int, first: int, given: Given) -> bool:
        """A given name that is also a word, after a relative, a title or a verb of speech."""
        if given.is_sure or self._is_family(first + given.length):
            return True
        word, name = self.words[at], self.words[first]
        if name.is_in(_NO_UNKNOWN) or name.shape.is_definite:
            return False
        return word.is_in(v.RELATIVES) or word.text in v.SPEAK or (word.shape.is_definite and word.is_in(v.TITLES))

    def _is_unknown_name(self, at: int) -> bool:
        """After "Mr": a word that is no function and looks like a name."""
        word = self.words[at]
        if word.is_in(_NO_UNKNOWN) or word.text in v.SPEAK or word.text in _NO_FAMILY:
            return False
        if word.text in self.names.family:
            return True
        # Unknown words of three letters, or with the ending of a verb, are mostly verbs.
        if len(word.text) <= _SHORTEST or (word.text.endswith(("ت", "وا", "نا")) and not word.shape.is_definite):
            return False
        if _A_FUNCTION.fullmatch(word.text):
            return False
        return not word.text.startswith(("الم", "ي", "ت", "وال", "بال", "لل", "ف")) and not word.text.endswith(("ات", "ون", "ين", "ه"))

    def _respected(self, at: int) -> tuple[int, int, int] | None:
        """سي بوشتى, با العياشي, خالتي الباتول: the word of respect belongs to the name."""
        word = self.words[at]
        if not word.is_in(v.RESPECT) or self.hidden[at]:
            return None
        if word.text[0] == "و" and word.text[1:] in _SURE_RESPECT:
            text, skipped = word.text[1:], 1
        else:
            text, skipped = word.text, 0
        first = at + 1
        if not self._open(first):
            return None
        given = self._given(first)
        is_name = (given.length and (given.is_sure or text not in _ALSO_WORDS)) or self.words[first].text in self.names.family
        if not is_name and not (text in _SURE_RESPECT and not self.words[first].is_in(_NO_UNKNOWN) and len(self.words[first].text) >= _SHORTEST):
            return None
        if text in ("مولاي", "لاله", "للا") and not given.length and (text == "مولاي" or self.words[first].shape.is_definite):
            return None
        end = self._extended(first + max(1, given.length))
        return (at, end, skipped) if text in _RESPECT_IN_NAME else (first, end, given.skipped)

    def _kunya(self, at: int) -> tuple[int, int, int] | None:
        """أم هشام, ولد العياشي."""
        word = self.words[at]
        bare, skipped = (word.text[1:], 1) if word.text[0] in "ول" and word.text[1:] in v.KUNYA | _SON_OF else (word.text, 0)
        if (bare not in v.KUNYA and bare not in _SON_OF) or self.hidden[at] or not self._open(at + 1):
            return None
        if bare in ("ايت", "ال", "ايث"):
            return None
        given = self._given(at + 1)
        is_family = self.words[at + 1].text in self.names.family and bare in _SON_OF and self.words[at + 1].text not in _WEAK_FAMILIES
        is_named = given.length and given.skipped == 0 and (given.is_sure or not self.words[at + 1].shape.is_definite)
        if not is_family and not is_named:
            return None
        if bare in ("ولد", "بنت", "ابن") and given.length and not given.is_sure and not self._is_family(at + 1 + given.length):
            return None
        return at, self._extended(at + 1 + max(1, given.length)), skipped

    def _named(self, at: int) -> tuple[int, int, int] | None:
        """A given name: sure ones alone, ordinary words only before a family name."""
        if self.hidden[at]:
            return None
        given = self._given(at)
        end = at + given.length
        if not given.length or self._is_of_history(at, end):
            return None
        if given.is_sure or self._is_family(end) or (self._given(end).is_sure and self._open(end) and not self._given(end).skipped):
            return at, self._extended(end), given.skipped
        return None

    def _is_of_history(self, at: int, end: int) -> bool:
        if end < len(self.words) and self.words[end].touches:
            following = self.words[end]
            if (following.shape.is_definite and following.is_in(v.ORDINALS)) or following.text in _OF_PROPHET:
                return True
        return at > 0 and (self.words[at - 1].text in _OF_PROPHET or self.words[at - 1].is_in(_GLAD))

    def _of_family(self, at: int) -> tuple[int, int, int] | None:
        """An unknown word and a family name that is no adjective: the given name is in no list. After a name with و, too."""
        if self.hidden[at] or not self._open(at + 1):
            return None
        return self._unknown_with_family(at, must_be_sure=True)

    def _unknown_with_family(self, at: int, *, must_be_sure: bool = False) -> tuple[int, int, int] | None:
        word = self.words[at]
        if not self._open(at) and not must_be_sure:
            return None
        if not self._open(at + 1) or (must_be_sure and self._given(at + 1).is_sure):
            return None
        family = self.words[at + 1]
        if word.text in _sure_families() and word.shape.is_definite and self._is_family(at + 1):
            return at, self._extended(at + 1), 0
        if word.is_in(_NO_UNKNOWN) or word.shape.is_definite or len(word.text) < _SHORTEST:
            return None
        is_sure = family.text in _sure_families() and not family.ends_in_alif
        if not is_sure and (must_be_sure or not self._is_family(at + 1)):
            return None
        if word.text.endswith(("ات", "ون", "ين")) or (must_be_sure and word.text.endswith("ي")):
            return None
        skipped = int(word.text[0] == "و" and at > 0 and len(word.text) > _SHORTEST)
        return at, self._extended(at + 1), skipped

    def _given(self, at: int) -> Given:
        """The given name at ``at``, also with و or a preposition written to it."""
        if at >= len(self.words) or not self.words[at].is_arabic:
            return NO_GIVEN
        text = self.words[at].text
        for skipped in (0, 1):
            if skipped and text[0] not in _GLUED:
                break
            if self.words[at].ends_in_alif and text[skipped:] not in self.names.with_alif:
                continue
            length, is_sure = self._given_of(text[skipped:], at)
            if length:
                return Given(length, is_sure and (not skipped or len(text) > _SHORTEST + 1), skipped)
        return NO_GIVEN

    def _given_of(self, text: str, at: int) -> tuple[int, bool]:
        following = self.words[at + 1] if at + 1 < len(self.words) and self.words[at + 1].touches else None
        if following and (name_lists.is_servant(text, following.text) or name_lists.is_of_faith(text, following.text)):
            return 2, True
        if name_lists.is_glued(text):
            return 1, True
        return (1, text not in self.names.words) if text in self.names.given else (0, False)

    def _is_family(self, at: int) -> bool:
        """A listed family name, or a word of its form: الجبلي, بنشقرون, آيت علي, بن عمر."""
        if not self._open(at):
            return False
        word = self.words[at]
        if word.text in _SON_OF:
            return self._open(at + 1) and not self.words[at + 1].is_in(v.BREAKS)
        if word.ends_in_alif:
            return False
        if word.text in self.names.family:
            return True
        if word.is_in(_NO_UNKNOWN) or word.text in _NO_FAMILY:
            return False
        looks_like = word.text.startswith("ال") and word.text.endswith("ي") and len(word.text) > 5
        return looks_like or (word.text.startswith(("بن", "بل", "بو", "او")) and len(word.text) > 4 and not word.text.startswith("بنا"))

    def _may_be_family(self, at: int) -> bool:
        """Directly after a given name: قباني, no verb and no adjective of a place or body."""
        word = self.words[at]
        if word.ends_in_alif or len(word.text) <= _SHORTEST or word.is_in(_NO_UNKNOWN):
            return False
        if word.text.startswith("ال"):
            return word.text not in _NO_FAMILY and not word.text.endswith(("ات", "ون", "ين", "يه"))
        if word.text[-1] != "ي":
            return False
        return not word.text.startswith(("ي", "ت", "ال")) and "ال" + word.text not in _NO_FAMILY

    def _extended(self, end: int) -> int:
        """Where the name ends whose words before ``end`` are known."""
        longest, first = end + _LONGEST - 1, end
        while end < longest and self._open(end):
            word = self.words[end]
            if word.text in _SON_OF and self._open(end + 1) and not self.words[end + 1].is_in(v.BREAKS):
                end += 2 if self.words[end + 1].text != "عبد" else 3
            elif self._is_family(end):
                end += 1
            elif end == first and self._may_be_family(end):
                end += 1
            elif (given := self._given(end)).length and not given.skipped and (given.is_sure or self._is_family(end + given.length)):
                end += given.length
            else:
                break
        return min(end, len(self.words))


@cache
def _sure_families() -> frozenset[str]:
    return name_lists.names().family - _WEAK_FAMILIES


@lru_cache(maxsize=16384)
def _may_begin(text: str) -> bool:
    """Whether a name can begin with this word or after it."""
    given = name_lists.names().given
    if not _BEGINNINGS.isdisjoint(bases_of(text)) or text in given or name_lists.is_glued(text) or text.startswith("عبد"):
        return True
    if text in _sure_families():
        return True
    bare = text[1:] if text[0] in _GLUED else text
    return bare in given or bare in _BEGINNINGS or bare.startswith("عبد") or name_lists.begins_of_faith(bare)


def arabic_persons(words: Sequence[Word], hidden: Sequence[bool]) -> Iterator[Candidate]:
    yield from ArabicPersons(words, hidden).find()
