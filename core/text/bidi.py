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


_RIGHT_TO_LEFT: Final = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_PART: Final = "[0-9A-Za-z]+"
# Left as they are: addresses, which would not be clickable, and what is isolated already. Else a telephone number, or parts with signs between.
_RUN: Final = re.compile(
    r"(?P<kept>\S*(?:://|@)\S+|\u2066[^\u2069]*\u2069)"
    rf"|(?<![0-9A-Za-z])(?:\+\d[\d \u00a0().-]*\d|{_PART}(?:[-–—:/.+\u00a0\u202f]+{_PART})+)(?![0-9A-Za-z])"
)


def with_isolated_runs(text: str) -> str:
    """Isolate each run of digits, Latin letters and signs in the Arabic lines of ``text``: codes, periods of time, telephone numbers.

    Without isolation an Arabic line shows ``2026-56BZ62`` as ``56BZ62-2026``. Lines without Arabic are not changed, so that their codes can
    be copied without invisible characters.
    """
    return "\n".join(
        _RUN.sub(_isolated_run, line) if _RIGHT_TO_LEFT.search(line) else line for line in text.split("\n")
    )


def _isolated_run(found: re.Match[str]) -> str:
    run = found.group()
    has_digit = any(character.isdigit() for character in run)
    return run if found["kept"] or not has_digit else isolated(run)


def isolated(text: str) -> str:
    """Isolate ``text`` for plain text without markup: otherwise the groups of a number with spaces are reordered in an Arabic line."""
    return f"\u2066{text}\u2069"
