"""The order in which people are named: authorities by rank, then elected members, then civil society, then others.

The rank is read in the words of the function, in Arabic or French. Nobody is ordered by arrival.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from consultations.models import Attendance
from core.text.arabic import normalise


def _pattern(words: str) -> re.Pattern[str]:
    """Of folded words, as :func:`core.text.arabic.normalise` writes them."""
    return re.compile(normalise(words))


ELECTED: Final = _pattern(
    r"^(?:رئيس|نائب|عضو|مستشار|كاتب|أعضاء|مستشارو)\w*\s.*?(?:مجلس(?! العلمي)(?! علمي)|\bجماعة|\bالجماعة|البلدي|الجماعي)"
    r"|برلماني|منتخب|^élue?s?\b|^des élu|conseill?\w* (?:communal|municipal|provincial|régional)"
    r"|^(?:vice-)?présidente? (?:de la commune|du conseil)|\bmaire\b|\bdéputé"
)
# Presidents of councils, their deputies; members come last.
OF_COUNCILS: Final = (
    _pattern(r"^(?:ال)?(?:رئيس|رئيسة)\b|^présidente?\b|^maire"),
    _pattern(r"^(?:ال)?نائب|^vice-|adjointe?\b"),
)
# Highest first.
RANKS: Final = tuple(
    _pattern(words)
    for words in (
        r"وزير|ministre",
        r"والي (?:جهه|الجهه)|والي ولايه|\bعامل\b|wali de (?:la )?region|gouverneur",
        r"والي (?:ال)?امن|prefet de police|wali de (?:la )?surete",
        r"وكيل عام|الوكيل العام|رئيس اول|procureur general|premier president",
        r"وكيل الملك|رئيس المحكمه|قاضي|procureur|president du tribunal|magistrat",
        r"كاتب عام|الكاتب العام|secretaire general",
        r"الامن الاقليمي|الامن الجهوي|surete (?:provinciale|regionale)",
        r"منطقه|district",
        r"باشا|pacha",
        r"مفوضيه|commissariat",
        r"مصلحه ولائيه|المصلحه الولائيه|service prefectoral",
        r"ديوان|cabinet",
        r"(?:مدير|مديره|المدير|المندوب|مندوب|مندوبه)\b.*(?:اقليمي|جهوي|الاقليمي|الجهوي|تعاون|تعليم|صحه)|(?:directeur|directrice|delegue\w*) (?:provincial|regional)",
        r"المجلس العلمي|نظاره|conseil des oulemas",
        r"قسم|division",
        r"دائره|دوائر|arrondissement",
        r"هيئه حضريه|الهيئه الحضريه|مصلحه|شرطه|corps urbain|service",
        r"\bقائد|\bقائده|القائد|caid",
        r"فرقه|brigade",
        r"خليه|cellule",
        r"مدير|مديره|مديرو|directeur|directrice",
    )
)
DEPUTY: Final = _pattern(r"^(?:نائب|نائبه|خليفه|مساعد|مساعده)\b|\badjointe?\b|vice-|^khalifa")
# "His deputy", "of the same zone": the words point to the function before.
POINTS_BACK: Final = _pattern(
    r"^(?:نائب|مساعد|خليفت|مساعدت|نائبت)(?:ه|ها|هم)$|ديوانه|\bله\b|\bلها\b|بذات\b|\bذات\b|\bنفس\b|^(?:son|sa|ses|leurs?)\b|\bdudit\b"
)


def in_order(attendances: Iterable[Attendance]) -> list[Attendance]:
    """In the order of protocol; a function that points to the one before stays behind it."""
    blocks: list[list[Attendance]] = []
    for each in attendances:
        if blocks and POINTS_BACK.search(_words(each)) and blocks[-1][0].side == each.side:
            blocks[-1].append(each)
        else:
            blocks.append([each])
    return [each for block in sorted(blocks, key=lambda block: _place(block[0])) for each in block]


def is_elected(attendance: Attendance) -> bool:
    if attendance.side == Attendance.Side.ELECTED:
        return True
    return attendance.side == Attendance.Side.INSTITUTION and bool(ELECTED.search(_words(attendance)))


def is_official(attendance: Attendance) -> bool:
    """Whether the person is quoted by function: an authority or an elected member."""
    return attendance.side in {Attendance.Side.POLICE, Attendance.Side.INSTITUTION, Attendance.Side.ELECTED}


def _place(attendance: Attendance) -> tuple[int, float, int]:
    side = attendance.side
    if is_elected(attendance):
        words = _words(attendance)
        return 1, next((rank for rank, title in enumerate(OF_COUNCILS) if title.search(words)), 2), attendance.position
    if side in {Attendance.Side.POLICE, Attendance.Side.INSTITUTION}:
        return 0, _rank(attendance), attendance.position
    return (2 if side == Attendance.Side.CIVIL_SOCIETY else 3), 0, attendance.position


def _rank(attendance: Attendance) -> float:
    words = _words(attendance)
    if words.startswith(("ممثل", "representant")):
        return len(RANKS)
    found = [(match.start(), place) for place, pattern in enumerate(RANKS) if (match := pattern.search(words))]
    # The first title counts: the head of a brigade of the zone is not the head of the zone.
    rank = min(found)[1] if found else len(RANKS)
    return rank + (0.5 if DEPUTY.search(words) else 0)


def _words(attendance: Attendance) -> str:
    return normalise(attendance.function.ar or attendance.function.fr or attendance.function.en)
