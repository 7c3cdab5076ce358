"""What the words of a read record mean in the terms of the model: day, kind, level, side. Words that are not known stay unknown."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

from consultations.models import Attendance, Meeting
from consultations.reports.drafting.arabic_phrases import tidy
from core.text import formats
from core.text.arabic import normalise
from core.text.partial_days import LEAP_YEAR, MONDAY, Known
from reference.models import Level

Side = Attendance.Side
PARTS_OF_DAY: Final = {
    "morning": "morning",
    "noon": "afternoon",
    "afternoon": "afternoon",
    "evening": "evening",
    "night": "night",
}
# The first that the words of the kind contain. A meeting of no said kind is one of exchange: لقاء تواصلي.
KINDS: Final = (
    (("موضوعاتي", "thematique"), Meeting.Kind.THEMATIC),
    (("تقييمي", "evaluation", "bilan"), Meeting.Kind.EVALUATION),
    (("موسع", "elargi"), Meeting.Kind.ENLARGED),
    (("عمل", "travail"), Meeting.Kind.WORKING),
    (("مفتوح", "ouvert"), Meeting.Kind.OPEN),
    (("مدعوين", "بدعوه", "sur invitation"), Meeting.Kind.BY_INVITATION),
    (("ثنائي", "bilateral"), Meeting.Kind.BILATERAL),
    (("استقبال", "audience"), Meeting.Kind.RECEPTION),
    (("تشاور", "concertation", "consulta"), Meeting.Kind.CONSULTATIVE),
)
REGIONAL: Final = ("الامن الاقليمي", "الامن الجهوي", "surete regionale", "surete provinciale")
COMMISSARIATS: Final = ("مفوضيه", "commissariat")
ASSOCIATIONS: Final = (
    "جمعي", "تعاوني", "رابطه", "ودادي", "فدرالي", "شبكه", "منتدي", "اتحاد", "نقابه", "منظمه", "نادي", "مءسسه", "مبادره",
    "association", "cooperative", "federation", "reseau", "amicale", "ligue", "club", "union", "collectif", "fondation",
)  # fmt: skip
POLICE: Final = re.compile(
    normalise(
        r"\b(?:ال)?(?:والي أمن|والي الأمن|منطقة|مناطق|دوائر|دائرة|مفوضية|شرطة|هيئة حضرية|هيئة الحضرية|أمن إقليمي|أمن الإقليمي|استعلامات|أمن المدرسي)"
        r"|خلية (?:التواصل|التكفل|الاستقبال)|فرقة|مصلحة السير|ضابط|عميد|مفتش شرطة"
        r"|\b(?:police|arrondissement|district|brigade|cellule|officier|commissaire|commissariat|sûreté)\b"
    )
)
NOT_POLICE: Final = re.compile(
    normalise(
        r"^(?:ال)?(?:قائد|قائدة|قايد|باشا|خليفة|وكيل|نائب وكيل|مدير|مديرة|مديرو|مندوب|مندوبة|محتسب|ممثل|ممثلة|واحد|طبيب|مفتش|مفتشة|عضو|عامل|كاتب)"
        r"|جماعة|بالجماعة|عمالة|بالعمالة|علمي|تعليم|تربية|^(?:caïd|pacha|directeur|directrice|délégué|représentant|procureur|maire|gouverneur|khalifa)"
    )
)
SEVERAL: Final = re.compile(
    r"^(?:ال)?(?:رؤساء|مديرو|مديرات|ممثلو|ممثلون|ممثلات|أعضاء|قواد|نواب|أطر|عناصر|مسؤولو|des |les |chefs|représentants|membres)"
)


class Day(NamedTuple):
    held_on: dt.date
    known: str


def day(written: str | None, text: str | None, *, today: dt.date) -> Day:
    """The whole day, or what ``text`` tells of it; ``today`` only orders lists where nothing is known."""
    if written:
        return Day(dt.date.fromisoformat(written), Known.DAY)
    words = _words(text)
    number = next((int(word) for word in words if word.isdigit() and 1 <= int(word) <= 31), None)
    month = _month(words)
    year = next((int(word) for word in words if word.isdigit() and len(word) == 4), None)
    if month and number and not year:
        return Day(_in_a_past_year(month, number, today), Known.DAY_MONTH)
    if month and year:
        return Day(dt.date(year, month, 1), Known.MONTH)
    if year:
        return Day(dt.date(year, 1, 1), Known.YEAR)
    weekday = next(
        (number for number in range(7) if _named(words, formats.weekday, MONDAY + dt.timedelta(number))), None
    )
    if weekday is not None:
        return Day(today - dt.timedelta((today.weekday() - weekday) % 7), Known.WEEKDAY)
    return Day(today, Known.NOTHING)


def kind(text: str | None) -> str:
    words = normalise(text or "")
    return next((code for parts, code in KINDS if any(part in words for part in parts)), Meeting.Kind.OUTREACH)


def level(unit_level: str | None, text: str) -> str:
    """The level of a police unit; "" for a body that is none."""
    words = normalise(text)
    if any(part in words for part in REGIONAL):
        return Level.REGIONAL
    if any(part in words for part in COMMISSARIATS):
        return Level.COMMISSARIAT
    return {"wilaya": Level.WILAYA, "zone": Level.ZONE, "district": Level.DISTRICT}.get(unit_level or "", "")


def side(function: str, *, before: str) -> str:
    """``before``: the side of the one named before, for "his deputy"."""
    words = normalise(function)
    if re.match(normalise(r"^(?:نائبه|نائبها|رئيس ديوانه|son |sa )"), words) and (
        len(words.split()) < 3 or "ديوان" in words
    ):
        return before
    if NOT_POLICE.search(words):
        return Side.INSTITUTION
    is_police = POLICE.search(words) or words in (normalise("رئيس الدائرة"), normalise("رئيس المنطقة"))
    return Side.POLICE if is_police else Side.INSTITUTION


def is_several(function: str) -> bool:
    return bool(SEVERAL.match(tidy(function)))


def is_association(name: str) -> bool:
    return normalise(name).removeprefix("ال").startswith(ASSOCIATIONS)


def _words(text: str | None) -> list[str]:
    return re.findall(r"[^\W\d]+|\d+", tidy(text or ""))


def _month(words: Iterable[str]) -> int | None:
    return next((number for number in range(1, 13) if _named(words, _month_name, dt.date(LEAP_YEAR, number, 1))), None)


def _month_name(value: dt.date, language: str) -> str:
    return formats.month_year(value, language).split()[0]


def _named(words: Iterable[str], name: Callable[[dt.date, str], str], value: dt.date) -> bool:
    folded = {normalise(word) for word in words}
    return any(normalise(name(value, language)) in folded for language in ("ar", "fr"))


def _in_a_past_year(month: int, number: int, today: dt.date) -> dt.date:
    """Any year in which the day exists: it is never shown."""
    return next(day for year in range(today.year - 1, 0, -1) if (day := _possible(year, month, number)))


def _possible(year: int, month: int, number: int) -> dt.date | None:
    try:
        return dt.date(year, month, number)
    except ValueError:
        return None
