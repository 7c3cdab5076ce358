"""Identifiers of a concern: the reference, for instance for the telephone; the token of the follow-up link, which needs no account; and the
code of the receipt, which somebody types beside the reference."""

from __future__ import annotations

import re
import uuid

from core.crypto import tokens

# Without I, L, O, U, 0 and 1, which are easily misread or misheard.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 6
PURPOSE = "machoura.follow"
DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
REFERENCE = re.compile(r"(\d{4})([0-9A-Z]{6})")
CODE_PURPOSE = "machoura.follow_code"
CODE_DIGITS = 8


def new_reference(year: int) -> str:
    """For instance ``2026-K7Q4M2``: random, so that it tells nobody how many there are."""
    return f"{year}-{tokens.random_name(ALPHABET, LENGTH)}"


def follow_token(submission: uuid.UUID, round_: int = 0) -> str:
    """The receipt can show it again, and no table or backup holds it.

    ``round_``: the number of renewals of the link.
    """
    return tokens.token_of(_named(submission, round_), purpose=PURPOSE)


def follow_code(submission: uuid.UUID, round_: int = 0) -> str:
    """Eight digits, derived like the token and stored nowhere. A new link brings a new code."""
    return tokens.code_of(_named(submission, round_), purpose=CODE_PURPOSE, digits=CODE_DIGITS)


def _named(submission: uuid.UUID, round_: int) -> str:
    return f"{submission.hex}:{round_}" if round_ else submission.hex


def reference_in(words: str) -> str:
    """Find a reference in typed text: ignores case, spaces, kinds of dashes and direction marks."""
    kept = "".join(letter for letter in words.translate(DIGITS).upper() if letter.isascii() and letter.isalnum())
    match = REFERENCE.fullmatch(kept)
    return f"{match[1]}-{match[2]}" if match else ""
