"""Numbers that a page wrote into an address or a hidden field."""

from __future__ import annotations

from typing import Final

LONGEST: Final = 18
"""Digits. Every number of so many fits into a ``bigint``."""


def number_of(text: str | None, *, longest: int = LONGEST) -> int | None:
    """``None`` for what no page of ours wrote: no text, a sign, a blank, a digit of another script, more than ``longest`` digits."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) <= longest else None
