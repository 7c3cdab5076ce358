"""The number of a demand in what somebody writes: "2", «المطلب 2», « demande n° 2 », «٢»."""

from __future__ import annotations

import re
from typing import Final

from core.text.arabic import normalise

LONGEST_NUMBER: Final = 9
"""Digits of the largest number that the column holds for certain."""
# Of normalised text: without accents and hamza, digits are ASCII.
DEMAND, NUMBER = r"(?:ال)?مطلب|demandes?|demands?", r"رقم|numero|number|no|n|n°|°|#"
DIGITS = rf"(\d{{1,{LONGEST_NUMBER}}})"
ALONE = re.compile(rf"(?:{DEMAND})?\s*(?:{NUMBER})?\.?\s*{DIGITS}", re.ASCII)
NAMED = re.compile(rf"(?<!\w)(?:{DEMAND})\s*(?:{NUMBER})?\.?\s*{DIGITS}(?!\d)")


def number_in(text: str) -> int | None:
    """The number where ``text`` is only a number, or names the number of a demand."""
    words = normalise(text).strip()
    found = ALONE.fullmatch(words) or NAMED.search(words)
    return int(found[1]) if found else None
