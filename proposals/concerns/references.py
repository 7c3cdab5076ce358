"""Names of a submission for people: the reference that is read out on the telephone, the link that needs no account."""

from __future__ import annotations

import uuid

from core.crypto import tokens

# Without I, L, O, U and 0, 1: nothing that is misread on paper or misheard.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 6
PURPOSE = "machoura.follow"


def new_reference(year: int) -> str:
    """For instance ``2026-K7Q4M2``: random, so that it tells nobody how many there are."""
    return f"{year}-{tokens.random_name(ALPHABET, LENGTH)}"


def follow_token(submission: uuid.UUID, round_: int = 0) -> str:
    """The receipt can show it again, and no table or backup holds it.

    ``round_``: how often a new one was asked for.
    """
    named = f"{submission.hex}:{round_}" if round_ else submission.hex
    return tokens.token_of(named, purpose=PURPOSE)
