"""The public address of an association: short, without meaning, and without vowels, so that it spells nothing."""

from __future__ import annotations

from core.crypto import tokens

ALPHABET = "23456789bcdfghjkmnpqrstvwxz"
LENGTH = 8


def new_key() -> str:
    return tokens.random_name(ALPHABET, LENGTH)
