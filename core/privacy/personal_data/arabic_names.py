"""Which words in Arabic letters are given names, which are family names, and where a name ends."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final, NamedTuple

from core.privacy.personal_data import name_lists, vocabulary as v
from core.privacy.personal_data.reading import Word, listed

SON_OF: Final = listed("بن ابن بنت ولد آيت أيت آيث آل بو أبو")
GLUED: Final = "وفبلك"
SHORTEST: Final = 3
NO_UNKNOWN: Final = v.BREAKS | v.PLACES | v.FUNCTIONS | v.TITLES | v.ORDINALS | v.CALLED | v.HISTORICAL
# Names that end in ى and are as often written with ي.
_WITH_EITHER: Final = listed("مصطفى المصطفى موسى عيسى")
# "بيسين" is a swimming pool, not "in Yassine".
_SHORTEST_GLUED: Final = 6
_LONGEST: Final = 5
_QUOTES: Final = frozenset("«»\"“”„:'() ")
# Adjectives and nouns that end like a family name.
NO_FAMILY: Final = listed(
    "التي الذي اللواتي الماضي الثاني الحادي الحالي التالي الوطني المحلي الجهوي الإقليمي الدولي العمومي الاجتماعي الاقتصادي الثقافي الرياضي التربوي الجمعوي المدني الأمني الحضري القروي"
    " الجماعي البلدي الرسمي الشخصي العادي الأساسي الرئيسي النهائي الابتدائي الإعدادي الثانوي الجامعي المهني التقني العلمي الصحي البيئي الغذائي القانوني القضائي الجنائي الإداري المالي البنكي"
    " الإلكتروني الرقمي الإعلامي الصحفي الفني التشاركي التطوعي الخيري الديني الإسلامي العربي المغربي الأجنبي الشمسي الليلي اليومي الأسبوعي الشهري السنوي الأهالي الأراضي المباني النادي الوادي الليالي"
    " المراعي الضواحي النواحي المساعي المعاني المعالي الأيادي المشتكي القاضي الوالي المحامي الداعي الراعي الباقي الكافي الملكي المركزي التجاري الصناعي الفلاحي السياحي الطرقي المروري العقاري الأصلي الفضائي الأرضي الداخلي الخارجي الأمامي الخلفي السفلي"
    " التأهيلي الإجباري الاختياري الضروري الفوري الجدي الحقيقي الواقعي العملي النظري النفسي العائلي الأسري الزوجي الجسدي اللفظي الطبيعي الفعلي الكلي الجزئي الودي القوي العالي النقي الذكي الجلي الخفي الآلي الفردي الأولي التاريخي الحضاري الوقائي التحسيسي التوعوي التنموي الموسمي المجاني الدوري النسبي المادي المعنوي اليدوي العصري التقليدي الفكري الأدبي الشعري الشعبي البشري المدرسي الدراسي الميداني التكويني الترفيهي التضامني الإنساني الاستثنائي الحصري المؤسساتي المسرحي الموسيقي السينمائي الغنائي الكروي البحري البري الجوي الصيفي الشتوي الربيعي الخريفي المبدئي السياسي الحزبي النقابي الحكومي البرلماني الأهلي الدستوري العسكري السلمي المعيشي الهيكلي المجالي الترابي الجنسي السلبي الإيجابي السري العلني الكبرى الأولى الأخرى الصغرى"
)
# Family names that are also ordinary nouns or adjectives: only after a given name.
_WEAK_FAMILIES: Final = listed(
    "الطويل الحلو الزين الذهبي الخطيب النجار الحداد العطار الأزرق الفقير المكي الغالي الوالي الشيخي العراقي السوداني التونسي الأندلسي الجامعي الصوفي النوري شهاب شاكر عواد زيدان رمضاني الشرقي"
    " الدباغ العشاب المليح الساهل الأشهب الراضي الناجي الوردي المودن الملاخ الصحراوي الريفي الجبلي السوسي الشاوي المكناسي الرباطي البيضاوي المراكشي البدوي البصري الإسماعيلي الهلالي الشامي حجي سعدي فاسي"
    " الزيتوني الوديع الصديقي العباسي الزهراوي الرامي الحبشي الجوهري الوافي حيدر غلاب صدوق حموش فهمي الخياط الصباغ الزعيم الشاهد الراشدي الخراز فكري لخضر لبيض"
)
_OF_PROPHET: Final = listed("صلى عليه عليها رضي رسول سيدنا النبي نصره")
_GLAD: Final = listed("خبر أخبار بشرى مفاجأة نتائج إقامة مدة بصفة")


class Given(NamedTuple):
    """``length`` in words, 0 if there is none; ``is_sure``: no ordinary word; ``skipped``: letters written to its front, such as و."""

    length: int
    is_sure: bool = False
    skipped: int = 0


NO_GIVEN: Final = Given(0)


@cache
def sure_families() -> frozenset[str]:
    return name_lists.names().family - _WEAK_FAMILIES


class ArabicNames:
    """Names among the words of a text; ``hidden`` tells for each word whether it belongs to the name of a place."""

    def __init__(self, words: Sequence[Word], hidden: Sequence[bool]) -> None:
        self.words = words
        self.hidden = hidden
        self.names = name_lists.names()

    def reaches(self, at: int, *, loosely: bool = False) -> bool:
        """Whether the word at ``at`` can go on a name: Arabic, not in the name of a place, in reach of the word before."""
        if at >= len(self.words) or self.hidden[at] or not self.words[at].is_arabic:
            return False
        return self.words[at].touches or (loosely and _QUOTES.issuperset(self.words[at].gap))

    def given(self, at: int) -> Given:
        """The given name at ``at``, also with و or a preposition written to it."""
        if at >= len(self.words) or not self.words[at].is_arabic:
            return NO_GIVEN
        text = self.words[at].text
        for skipped in (0, 1):
            if skipped and (
                text[0] not in GLUED or len(text) < (_SHORTEST_GLUED if text[0] in "فبك" else SHORTEST + 1)
            ):
                break
            if not self._has_its_ending(self.words[at], text[skipped:]):
                continue
            length, is_sure = self._given_of(text[skipped:], at)
            if length:
                return Given(length, is_sure and (not skipped or len(text) > SHORTEST + 1), skipped)
        return NO_GIVEN

    def _has_its_ending(self, word: Word, name: str) -> bool:
        """ "ليلى" and "سلمى" are names, "ليلي" and "سلمي" adjectives; "على" is none."""
        if word.ends_in_alif:
            return name in self.names.with_alif
        return name not in self.names.with_alif or name in _WITH_EITHER

    def _given_of(self, text: str, at: int) -> tuple[int, bool]:
        following = self.words[at + 1] if at + 1 < len(self.words) and self.words[at + 1].touches else None
        if following and (name_lists.is_servant(text, following.text) or name_lists.is_of_faith(text, following.text)):
            return 2, True
        if name_lists.is_glued(text):
            return 1, True
        if text in self.names.given:
            return 1, text not in self.names.words
        # الميلود for ميلود, but not الريم for ريم: the article makes a word of a name that is one.
        bare = text.removeprefix("ال")
        return int(bare != text and bare in self.names.sure and len(bare) > SHORTEST), True

    def is_family(self, at: int) -> bool:
        """A listed family name, or a word of its form: الجبلي, بنشقرون, آيت علي, بن عمر."""
        if not self.reaches(at):
            return False
        word = self.words[at]
        if word.text in SON_OF:
            return self.reaches(at + 1) and not self.words[at + 1].is_in(v.BREAKS)
        if word.ends_in_alif:
            return False
        if word.text in self.names.family:
            return True
        if word.is_in(NO_UNKNOWN) or word.text in NO_FAMILY:
            return False
        looks_like = word.text.startswith("ال") and word.text.endswith("ي") and len(word.text) > 5
        return looks_like or (
            word.text.startswith(("بن", "بل", "بو", "او")) and len(word.text) > 4 and not word.text.startswith("بنا")
        )

    def _may_be_family(self, at: int) -> bool:
        """Directly after a given name: قباني, no verb and no adjective of a place or body."""
        word = self.words[at]
        if word.ends_in_alif or len(word.text) <= SHORTEST or word.is_in(NO_UNKNOWN):
            return False
        if word.text.startswith("ال"):
            return word.text not in NO_FAMILY and not word.text.endswith(("ات", "ون", "ين", "يه"))
        if word.text[-1] != "ي":
            return False
        return not word.text.startswith(("ي", "ت", "ال")) and "ال" + word.text not in NO_FAMILY

    def is_initial(self, at: int) -> bool:
        """ "ن. العلمي": one letter and a dot for the given name."""
        return len(self.words[at].text) == 1 and self.is_family(at + 1) and self.words[at + 1].gap.startswith(".")

    def is_of_history(self, at: int, end: int) -> bool:
        if end < len(self.words) and self.words[end].touches:
            following = self.words[end]
            if (following.shape.is_definite and following.is_in(v.ORDINALS)) or following.text in _OF_PROPHET:
                return True
        return at > 0 and (self.words[at - 1].text in _OF_PROPHET or self.words[at - 1].is_in(_GLAD))

    def end_of_name(self, end: int) -> int:
        """Where the name ends whose words before ``end`` are known."""
        longest, first = end + _LONGEST - 1, end
        while end < longest and self.reaches(end):
            word = self.words[end]
            if word.text in SON_OF and self.reaches(end + 1) and not self.words[end + 1].is_in(v.BREAKS):
                end += 2 if self.words[end + 1].text != "عبد" else 3
            elif self.is_family(end) or (end == first and self._may_be_family(end)):
                end += 1
            elif (
                (given := self.given(end)).length
                and not given.skipped
                and (given.is_sure or self.is_family(end + given.length))
            ):
                end += given.length
            else:
                break
        return min(end, len(self.words))
