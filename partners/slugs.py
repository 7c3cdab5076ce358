"""The slug of an association: short, random, and without vowels, so that it does not form a word."""

from __future__ import annotations

from core.crypto import tokens

ALPHABET = "23456789bcdfghjkmnpqrstvwxz"
LENGTH = 8


def new_key() -> str:
    return tokens.random_name(ALPHABET, LENGTH)
