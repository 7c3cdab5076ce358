"""Numbers with a noun in Arabic: the numeral in words, with agreement of number, gender and case.

No library does this: those that write numbers in words only do amounts of money, without case or other nouns.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final

from core.text import formats

# Up to here numerals are written in words; above, digits are easier to read.
LAST_IN_WORDS: Final = 99


class Case(Enum):
    NOMINATIVE = "nominative"
    ACCUSATIVE = "accusative"
    GENITIVE = "genitive"


NOM, ACC, GEN = Case.NOMINATIVE, Case.ACCUSATIVE, Case.GENITIVE


@dataclass(frozen=True)
class Noun:
    """The forms that counting needs: شخص، شخصا، شخصين، أشخاص. ``plural`` is the genitive used after 3 to 10.

    ``accusative`` differs from ``singular`` where the ending is written: not after ة, which takes no alif.
    ``dual`` is the stem of the dual, with ت for ة: شخص، جمعيت، امرأت.
    """

    singular: str
    accusative: str
    dual: str
    plural: str
    is_feminine: bool = False


PERSON: Final = Noun("شخص", "شخصا", "شخص", "أشخاص")
WOMAN: Final = Noun("امرأة", "امرأة", "امرأت", "نساء", is_feminine=True)
ASSOCIATION: Final = Noun("جمعية", "جمعية", "جمعيت", "جمعيات", is_feminine=True)
CONTRIBUTION: Final = Noun("مداخلة", "مداخلة", "مداخلت", "مداخلات", is_feminine=True)
BODY: Final = Noun("هيئة", "هيئة", "هيئت", "هيئات", is_feminine=True)
TOPIC: Final = Noun("محور", "محورا", "محور", "محاور")
POINT: Final = Noun("نقطة", "نقطة", "نقطت", "نقط", is_feminine=True)
DEMAND: Final = Noun("مطلب", "مطلبا", "مطلب", "مطالب")
CONCERN: Final = Noun("انشغال", "انشغالا", "انشغال", "انشغالات")
RECOMMENDATION: Final = Noun("توصية", "توصية", "توصيت", "توصيات", is_feminine=True)

# Numerals from 3 to 10 have the opposite gender of the noun: the short forms go with feminine nouns.
_SHORT: Final = {3: "ثلاث", 4: "أربع", 5: "خمس", 6: "ست", 7: "سبع", 8: "ثمان", 9: "تسع", 10: "عشر"}
_TENS: Final = {2: "عشر", 3: "ثلاث", 4: "أربع", 5: "خمس", 6: "ست", 7: "سبع", 8: "ثمان", 9: "تسع"}


def counted(count: int, noun: Noun, case: Case = NOM, *, last_in_words: int = LAST_IN_WORDS) -> str:
    """``count`` and the noun: شخص واحد، جمعيتان، ثلاث جمعيات، خمسة وسبعين شخصا; with digits above ``last_in_words``.

    Raises :class:`ValueError` below 1: zero needs another sentence.
    """
    if count < 1:
        raise ValueError(f"Nothing to count: {count}.")
    if count == 1:
        one = "واحدة" if noun.is_feminine else _with_alif("واحد", case)
        return f"{noun.accusative if case is ACC else noun.singular} {one}"
    if count == 2:
        return noun.dual + _dual(case)
    if count > min(last_in_words, 999):
        return f"{formats.number(count, 'ar')} {_after(count, noun)}"
    hundreds, rest = divmod(count, 100)
    if not hundreds:
        return f"{_in_construct(count, noun) if count <= 10 else cardinal(count, noun, case)} {_after(count, noun)}"
    if rest < 3:
        again = f" و{_one_or_two(rest, noun, case)}" if rest else ""
        return f"{_hundreds(hundreds, case, is_construct=True)} {noun.singular}{again}"
    return f"{_hundreds(hundreds, case)} و{counted(rest, noun, case)}"


def cardinal(count: int, noun: Noun, case: Case = NOM) -> str:
    """The numeral alone, as in "three of them": ثلاث for associations, ثلاثة for persons. From 1 to 999."""
    hundreds, rest = divmod(count, 100)
    parts = [_hundreds(hundreds, case)] if hundreds else []
    if rest:
        parts.append(_below_hundred(rest, noun, case))
    return " و".join(parts)


def agreeing(count: int, noun: Noun, masculine: str, feminine: str) -> str:
    """The form of a verb before ``count`` and a non-human noun with a broken or feminine plural."""
    is_plural = 3 <= count % 100 <= 10
    return feminine if noun.is_feminine or is_plural else masculine


def _after(count: int, noun: Noun) -> str:
    """The form of the noun after its numeral: plural from 3 to 10, accusative singular from 11 to 99, genitive singular after hundreds."""
    last = count % 100
    if 3 <= last <= 10:
        return noun.plural
    return noun.accusative if last >= 11 else noun.singular


def _in_construct(count: int, noun: Noun) -> str:
    if not noun.is_feminine:
        return _long(count)
    return "ثماني" if count == 8 else _SHORT[count]


def _below_hundred(count: int, noun: Noun, case: Case) -> str:
    if count <= 10:
        return _unit(count, noun, case)
    if count < 20:
        return _teen(count, noun, case)
    tens, unit = divmod(count, 10)
    whole = _TENS[tens] + ("ون" if case is NOM else "ين")
    return f"{_unit(unit, noun, case)} و{whole}" if unit else whole


def _unit(count: int, noun: Noun, case: Case) -> str:
    if count == 1:
        return "إحدى" if noun.is_feminine else _with_alif("واحد", case)
    if count == 2:
        return ("اثنت" if noun.is_feminine else "اثن") + _dual(case)
    if not noun.is_feminine:
        return _long(count)
    if count == 8:
        return "ثمانيا" if case is ACC else "ثمان"
    return _with_alif(_SHORT[count], case)


def _teen(count: int, noun: Noun, case: Case) -> str:
    """11 to 19: indeclinable except 12; the ten agrees with the noun in gender, the unit has the opposite gender."""
    unit, ten = count - 10, "عشرة" if noun.is_feminine else "عشر"
    if unit == 1:
        return ("إحدى " if noun.is_feminine else "أحد ") + ten
    if unit == 2:
        return ("اثنت" if noun.is_feminine else "اثن") + _dual(case)[0] + " " + ten
    short = "ثماني" if unit == 8 else _SHORT[unit]
    return (short if noun.is_feminine else _long(unit)) + " " + ten


def _hundreds(count: int, case: Case, *, is_construct: bool = False) -> str:
    if count == 1:
        return "مائة"
    if count == 2:
        return "مائت" + (_dual(case)[0] if is_construct else _dual(case))
    return f"{_SHORT[count]}مائة"


def _one_or_two(count: int, noun: Noun, case: Case) -> str:
    """After hundreds the noun is repeated: مائة شخص وشخص."""
    if count == 1:
        return noun.accusative if case is ACC else noun.singular
    return noun.dual + _dual(case)


def _long(count: int) -> str:
    return "ثمانية" if count == 8 else f"{_SHORT[count]}ة"


def _dual(case: Case) -> str:
    return "ان" if case is NOM else "ين"


def _with_alif(word: str, case: Case) -> str:
    return f"{word}ا" if case is ACC else word
