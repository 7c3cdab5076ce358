"""The order of names as a dictionary has it: accents, capital letters, hamza and vowel signs aside, numbers by their value."""

from __future__ import annotations

import re
from typing import Any

from core.text.arabic import normalise

_SIGNS = re.compile(r"[\W_]+")
_NUMBER = re.compile(r"(\d+)")


def dictionary_key(name: object) -> tuple[list[Any], str]:
    """For ``sorted(names, key=dictionary_key)``. Names that a dictionary does not tell apart stand in the order of their characters."""
    written = str(name)
    parts = _NUMBER.split(_SIGNS.sub(" ", normalise(written)).strip())
    # Texts and numbers alternate, the first is a text, so that equal places hold what can be compared.
    return [int(part) if place % 2 else part for place, part in enumerate(parts)], written
