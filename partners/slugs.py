"""The public address of an association: short, without meaning, and without vowels, so that it spells nothing."""

from __future__ import annotations

import secrets

ALPHABET = "23456789bcdfghjkmnpqrstvwxz"
LENGTH = 8


def new_key() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
