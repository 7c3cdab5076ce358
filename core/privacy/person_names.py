"""Find probable names of persons in Arabic and French texts: words after "Mr" or "called", or a common given name and another word.

A heuristic for a warning that a person then judges. Functions of officials, and streets and schools named after somebody, are not
reported. Each step looks at a bounded number of words, so the time is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from core.text.arabic import normalise

_WORD = re.compile(r"[^\W\d_][\w\u0610-\u061a\u064b-\u065f\u0670]*(?:['’-][^\W\d_][\w\u064b-\u065f]*)*")
_ARABIC = re.compile(r"[\u0621-\u064a\u066e-\u06d3]")
_SPACE = re.compile(r"[ \t\u00a0]+|[ \t]*\r?\n[ \t]*")
_DOT = re.compile(r"\.[ \t\u00a0]*")
_LONGEST_PLACE = 4
_ROMAN = re.compile(r"(?:[IVX]+|1er)\Z")


def _words(listed: str) -> frozenset[str]:
    return frozenset(normalise(word) for word in listed.split())


_TITLES = _words(
    "السيد السيدة الآنسة الأستاذ الأستاذة الدكتور الدكتورة الحاج الحاجة"
    " monsieur mr m madame mme mademoiselle mlle docteur dr hadj haj lhaj hadja maître mrs ms miss"
)
_ABBREVIATED = frozenset({"m", "mr", "mme", "mlle", "dr", "mrs", "ms"})
_CALLED = _words(
    "المسمى المسماة المدعو المدعوة المسمي nommé nommée dénommé dénommée prénommé prénommée surnommé surnommée"
)
_GIVEN = _words(
    "محمد امحمد أحمد مصطفى يوسف إبراهيم إدريس إسماعيل عثمان عبدالله عبدالرحمان عبدالكريم عبدالعزيز عبدالقادر"
    " الحسين حسين بوشعيب بوعزة يونس أيوب زكرياء هشام حميد سمير عبدالحق لحسن لحسين سفيان أنس بلال"
    " فاطمة خديجة عائشة زينب مريم نادية سعاد نعيمة مليكة سميرة سلمى فتيحة حليمة حفصة لمياء كوثر غزلان ابتسام خولة"
    " mohamed mohammed mhamed ahmed mustapha mostafa youssef brahim ibrahim driss ismail omar othmane abdellah abdallah"
    " abderrahmane abderrahim abdelkrim abdelaziz abdelkader abdelhak abdelilah hassan lahcen houssine hicham rachid hamid"
    " samir nabil toufik soufiane anas bilal younes ayoub zakaria khalid karim said jamal"
    " fatima fatiha khadija aicha zineb zainab meryem mariam nadia souad naima malika samira salma rachida halima"
    " hafsa lamia kaoutar ghizlane ibtissam khaoula"
)
_SERVANT_OF = _words(
    "الله الرحمان الرحمن الرحيم الكريم العزيز القادر الحق الإله اللطيف الحميد الغني السلام الهادي المجيد الوهاب الجليل العالي الصمد"
    " الواحد الفتاح الرزاق النبي المالك الجبار الخالق الحفيظ"
)
_SON_OF = _words("بن ابن بنت ولد آيت أيت بو ben bent bint ould ait el al")
_ROLES = _words(
    "والي عامل رئيس رئيسة نائب نائبة وكيل وكيلة قائد قائدة باشا خليفة مقدم شيخ مدير مديرة عميد عميدة ضابط ضابطة وزير وزيرة كاتب كاتبة"
    " مفتش مفتشة مندوب مندوبة ممثل ممثلة مراقب مراقبة قاضي قاضية منسق منسقة مستشار مستشارة أمين أمينة مسؤول مسؤولة حارس حارسة ناظر ناظرة"
    " محافظ محافظة سفير سفيرة برلماني مواطن مواطنة أستاذ أستاذة طبيب طبيبة ملك حاكم مدعي نقيب جنرال عقيد محترم محترمة جامعي جامعية"
    " فاضل فاضلة حامل مطلقة أرملة مسنة متقاعد متقاعدة متدرب متدربة معني معنية"
    " wali gouverneur préfet préfète président présidente vice-président directeur directrice commissaire caïd pacha khalifa moqaddem"
    " ministre maire procureur inspecteur inspectrice chef cheffe délégué déléguée secrétaire officier juge conseiller conseillère"
    " roi le la les l un une cet cette officer governor mayor judge director"
)
_PLACES = _words(
    "شارع زنقة درب زقاق حي ساحة تجزئة إقامة طريق زاوية ضريح مسجد جامع مدرسة مدارس ثانوية ثانويات إعدادية إعداديات مؤسسة مؤسسات جامعة"
    " كلية معهد مستشفى مستوصف مركز مركب ملعب قاعة سوق دوار باب حديقة محطة قنطرة برج قصبة عين واد مقاطعة جماعة مدينة قرية دار خزانة مكتبة"
    " مقبرة موسم مطار ملحقة جمعية منطقة سيدي للا لالة عمارة قيسارية مخيم داخلية روض حضانة"
    " rue avenue av boulevard bd place quartier hay lycée collège école groupe mosquée hôpital derb complexe stade université faculté"
    " cité résidence lotissement souk centre marché commune douar route fondation association institut bab sidi lalla jardin gare"
    " dispensaire clinique institution établissement école-primaire camp fac street road school"
)
_BREAK_PLACE = _words("في من على إلى عن مع عند قرب أمام خلف أن الذي التي حيث كان قال يسكن تسكن وقد ثم هو هي")
_NO_NAME = _BREAK_PLACE | _words("صلى عليه عليها رسول أو لا لم لن قد ما هذا هذه ذلك تلك كل بعد قبل بين وهو وهي الذين")
_ORDINALS = _words("الأول الثاني الثالث الرابع الخامس السادس السابع العاشر السادسة")
# Place names that look like a person's name: communes of the prefecture, towns.
_KNOWN_PLACES = {
    normalise(pair)
    for pair in ("الحاج قدور", "مولاي إدريس", "مولاي إسماعيل", "haj kaddour", "moulay driss", "moulay ismail")
}
_PREFIXES = ("", "وب", "ول", "وك", "و", "ف", "ب", "ل", "ك")


class Word(NamedTuple):
    start: int
    end: int
    normal: str
    is_arabic: bool
    is_capital: bool
    touches: bool  # only spaces (or the dot of an abbreviation) separate it from the previous word


def names(text: str) -> Iterator[tuple[int, int]]:
    """``(start, end)`` of each probable name in ``text``, titles included, in order, not overlapping."""
    words = list(_split(text))
    shadow = at = 0
    while at < len(words):
        if _is_known_place(words, at):
            at += 2
            continue
        shadow = _shadow(words, at, shadow)
        end = at if shadow else _name_at(words, at)
        if end == at:
            at += 1
            continue
        yield words[at].start, words[end - 1].end
        at, shadow = end, 0


def _split(text: str) -> Iterator[Word]:
    before: Word | None = None
    for match in _WORD.finditer(text):
        normal = normalise(match[0]).replace("’", "'")
        touches = before is not None and _touches(text[before.end : match.start()], before)
        before = Word(match.start(), match.end(), normal, bool(_ARABIC.search(normal)), match[0][0].isupper(), touches)
        yield before


def _touches(gap: str, before: Word) -> bool:
    return bool(_SPACE.fullmatch(gap) or (before.normal in _ABBREVIATED and _DOT.fullmatch(gap)))


def _shadow(words: list[Word], at: int, shadow: int) -> int:
    """How many of the following words belong to the name of a place, as in "شارع محمد بن عبد الله"."""
    word = words[at]
    if _bare(word, _PLACES):
        return _LONGEST_PLACE + 1
    if not word.touches or word.normal in _BREAK_PLACE:
        return 0
    return max(0, shadow - 1)


def _is_known_place(words: list[Word], at: int) -> bool:
    return at + 1 < len(words) and f"{_without_prefix(words[at])} {words[at + 1].normal}" in _KNOWN_PLACES


def _bare(word: Word, listed: frozenset[str]) -> bool:
    """Whether the word is in the list, with or without a prefix such as و, ب, ل."""
    if not word.is_arabic:
        return word.normal in listed or word.normal.rpartition("'")[2] in listed
    return any(word.normal.startswith(prefix) and word.normal[len(prefix) :] in listed for prefix in _PREFIXES)


def _name_at(words: list[Word], at: int) -> int:
    """The index after the name that begins at ``at``; ``at`` if no name begins there."""
    word = words[at]
    following = words[at + 1] if at + 1 < len(words) and words[at + 1].touches else None
    if following is None:
        return at
    if _is_title(word):
        return _after_title(words, at, following)
    length = _given(words, at)
    if not length or at + length >= len(words) or not words[at + length].touches:
        return at
    return at if _is_of_a_place(words, at, at + length) else _extended(words, at + length)


def _without_prefix(word: Word) -> str:
    return word.normal[1:] if word.is_arabic and word.normal[0] in "وب" else word.normal


def _is_title(word: Word) -> bool:
    if not word.is_arabic:
        return word.normal in _CALLED or (word.normal in _TITLES and (word.is_capital or word.normal != "m"))
    written = word.normal.replace("لل", "ال", 1) if word.normal.startswith(("لل", "ولل")) else word.normal
    return any(written.removeprefix(prefix) in _TITLES | _CALLED for prefix in ("", "و", "ب", "ف", "وب"))


def _after_title(words: list[Word], at: int, following: Word) -> int:
    """A title and the name after it, unless a function or ordinary words follow."""
    if following.is_arabic != words[at].is_arabic or _is_role(following):
        return at
    if following.is_arabic and (
        following.normal in _NO_NAME or _bare(following, _PLACES) or following.normal in _TITLES
    ):
        return at
    if not following.is_arabic and (not following.is_capital or following.normal in _PLACES):
        return at
    return _extended(words, at + 1 + (_given(words, at + 1) or 1))


def _is_role(word: Word) -> bool:
    bare = word.normal.removeprefix("ال") if word.is_arabic else word.normal.partition("'")[0]
    return bare in _ROLES


def _given(words: list[Word], at: int) -> int:
    """The number of words of the given name here: 2 for "عبد الكريم", 1 for "محمد", 0 if there is none."""
    word = words[at]
    if word.is_arabic:
        if _without_prefix(word) == "عبد" or word.normal == "عبد":
            return 2 if at + 1 < len(words) and words[at + 1].touches and words[at + 1].normal in _SERVANT_OF else 0
        return int(word.normal in _GIVEN or (word.normal[0] == "و" and word.normal[1:] in _GIVEN))
    first = word.normal.partition("-")[0]
    return int(word.is_capital and (word.normal in _GIVEN or first in _GIVEN))


def _is_of_a_place(words: list[Word], at: int, after: int) -> bool:
    """ "محمد السادس" and "Hassan II" are kings and streets, not reported. In French the second word must have a capital, too."""
    following = words[after]
    if following.is_arabic:
        return not words[at].is_arabic or following.normal in _ORDINALS or following.normal in _NO_NAME
    return not following.is_capital or bool(_ROMAN.match(following.normal.upper()))


def _extended(words: list[Word], after: int) -> int:
    """The index after the family name, as far as the following words show it."""

    def goes_on() -> bool:
        return after < len(words) and words[after].touches

    if goes_on() and words[after].normal in _SON_OF:
        after += 1
        after += int(goes_on())
        after += int(words[after - 1].normal == "عبد" and goes_on())
        return after + int(goes_on() and words[after].is_capital)
    return after + int(goes_on() and _is_family(words[after]))


def _is_family(word: Word) -> bool:
    if not word.is_arabic:
        return word.is_capital and word.normal not in _ROLES
    is_like_one = word.normal.startswith("ال") or word.normal.endswith("ي")
    return is_like_one and word.normal not in _NO_NAME and not _is_role(word)
