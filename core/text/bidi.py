"""Bidirectional control characters: invisible characters that can display a sentence in another order than it is stored.

Mixed text does not need embeddings and overrides: pages set the direction of each text. Marks (LRM, RLM), which only place
punctuation, are produced by Arabic keyboards and are kept at word ends.
"""

from __future__ import annotations

import re
from typing import Final

CONTROLS: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_MARKS = "\u061c\u200e\u200f"
# Every character that str.isspace() names.
_BLANKS: Final = "".join(chr(each) for each in range(0x3001) if chr(each).isspace())
_CONTROL = re.compile(f"[{''.join(sorted(CONTROLS))}]")
_IN_A_WORD = re.compile(rf"(?<=\w)[{_MARKS}]+(?=\w)")
_REPEATED = re.compile(rf"([{_MARKS}])[{_MARKS}]+")
TURNS: Final = re.compile(rf"{_CONTROL.pattern}|{_IN_A_WORD.pattern}|[{_MARKS}]{{2,}}")


def without_turns(text: str) -> str:
    """``text`` without bidirectional control characters, and without blanks at its ends."""
    kept = _REPEATED.sub(r"\1", _IN_A_WORD.sub("", _CONTROL.sub("", text)))
    return kept.strip(_BLANKS + _MARKS)


def made_visible(text: str) -> str:
    """Replace each bidirectional control character with its code point, so that a person can see it."""
    return re.sub(rf"{_CONTROL.pattern}|[{_MARKS}]", lambda found: f"[U+{ord(found.group()):04X}]", text)


def isolated(text: str) -> str:
    """Isolate ``text`` for plain text without markup: otherwise the groups of a number with spaces are reordered in an Arabic line."""
    return f"\u2066{text}\u2069"
