"""Functions typed by staff at check-in: recognise known ones; others are shown to a person before publication."""

from __future__ import annotations

from consultations.models import Attendance
from core.text.arabic import normalise
from core.text.texts import LANGUAGES, Texts
from publications.warnings import hits

# Functions in an association as typed at check-in, with or without "of the association".
_KNOWN = (
    "رئيس / رئيسة / نائب الرئيس / نائبة الرئيس / نائب الرئيسة / نائبة الرئيسة / كاتب عام / كاتبة عامة / الكاتب العام / الكاتبة العامة"
    " / نائب الكاتب العام / نائبة الكاتبة العامة / كاتب / كاتبة / أمين المال / أمينة المال / أمين مال / أمينة مال / نائب أمين المال / نائبة أمين المال"
    " / مستشار / مستشارة / عضو / عضوة / عضو المكتب / عضوة المكتب / عضو المكتب المسير / عضوة المكتب المسير / عضو مكتب / منخرط / منخرطة"
    " / منسق / منسقة / مدير / مديرة / مؤسس / مؤسسة / فاعل جمعوي / فاعلة جمعوية / متطوع / متطوعة"
    " / ممثل / ممثلة / ممثلو / ممثلات / ممثلون / ممثلا / ممثلتا"
    " / président / présidente / vice-président / vice-présidente / secrétaire / secrétaire général / secrétaire générale"
    " / secrétaire adjoint / secrétaire adjointe / trésorier / trésorière / conseiller / conseillère / assesseur / membre"
    " / membre du bureau / coordinateur / coordinatrice / directeur / directrice / bénévole / acteur associatif / actrice associative"
    " / représentant / représentante / représentants / représentantes"
    " / president / vice-president / secretary / general secretary / treasurer / adviser / member / member of the board"
    " / board member / coordinator / director / volunteer / representative / representatives"
)
_TAILS = ("", " الجمعية", " للجمعية", " في الجمعية", " بالجمعية", " de l'association", " of the association")
_ARTICLE = "ال"


def _folded(text: str) -> str:
    return " ".join(normalise(text).replace("’", "'").split())


LISTED = frozenset(
    _folded(f"{article}{function.strip()}{tail}")
    for function in _KNOWN.split("/")
    for tail in _TAILS
    for article in ("", _ARTICLE)
)


def is_listed(function: Texts) -> bool:
    """Whether ``function`` is a known function in every language that it has."""
    return all(_folded(getattr(function, language)) in LISTED for language in function.languages())


def holds_a_name(row: Attendance) -> bool:
    """Whether the text may contain a name (a heuristic for a warning). Numbers count only for civil society: officials head numbered districts."""
    for language in LANGUAGES:
        text = getattr(row.function, language)
        if any(True for _hit in hits(text)) or (row.is_walk_in and any(letter.isdigit() for letter in text)):
            return True
    return False
