"""Invisible characters that turn the direction of writing: they can make a sentence read otherwise than it is stored.

Mixed text needs none of them: every page gives each text its own direction. Marks, which only lean a comma to one side, are
what Arabic keyboards produce, and stay where a word ends.
"""

from __future__ import annotations

import re
import string
from typing import Final

CONTROLS: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_MARKS = "\u061c\u200e\u200f"
_CONTROL = re.compile(f"[{''.join(sorted(CONTROLS))}]")
_IN_A_WORD = re.compile(rf"(?<=\w)[{_MARKS}]+(?=\w)")
_REPEATED = re.compile(rf"([{_MARKS}])[{_MARKS}]+")
TURNS: Final = re.compile(rf"{_CONTROL.pattern}|{_IN_A_WORD.pattern}|[{_MARKS}]{{2,}}")


def without_turns(text: str) -> str:
    """``text`` as it was typed, less what turns its direction."""
    kept = _REPEATED.sub(r"\1", _IN_A_WORD.sub("", _CONTROL.sub("", text)))
    return kept.strip(string.whitespace + _MARKS)


def made_visible(text: str) -> str:
    """For a person who must see what is invisible: each such character as its number."""
    return re.sub(rf"{_CONTROL.pattern}|[{_MARKS}]", lambda found: f"[U+{ord(found.group()):04X}]", text)


def isolated(text: str) -> str:
    """For plain text, which has no markup: a number with spaces keeps its groups in order inside an Arabic line."""
    return f"\u2066{text}\u2069"
