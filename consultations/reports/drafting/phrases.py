"""What a noted text is, in any language: its words, and the grammatical shape that decides how a sentence can take them up."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class Shape(Enum):
    """NOUN follows a preposition, SENTENCE follows «أن» or "que", VERB follows «أن» in the subjunctive or is an infinitive, SPOKEN are
    somebody's own words, OTHER stands after a colon, which is always correct."""

    NOUN = "noun"
    SENTENCE = "sentence"
    VERB = "verb"
    SPOKEN = "spoken"
    OTHER = "other"


class Phrase(NamedTuple):
    text: str
    shape: Shape


class Told(NamedTuple):
    """«رحب رئيس الدائرة بالحضور»: the verb, and the words after the speaker."""

    verb: str
    rest: str
