"""Searches of the office: columns that hold a text folded like :func:`core.text.arabic.normalise` folds it, and their index."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.lookups import DataContains
from django.db.models import F, Func, GeneratedField, Q, TextField, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce, Collate, Concat

from core.text.arabic import normalise
from core.text.texts import LANGUAGES

SHORTEST_INDEXED = 3
"""Letters of a part in the index. A shorter word stands in so many rows that a page of them is soon found."""


class FoldText(Func):
    """Like the functions of PostgreSQL that it is made of, in a migration of ``core``."""

    function = "fold_text"
    output_field = TextField()


class TextParts(Func):
    """All parts of three letters, as the extension pg_trgm has them, which the portal does without."""

    function = "text_parts"
    output_field = ArrayField(TextField())


def folded_column(*, texts: Sequence[str] = (), plain: Sequence[str] = ()) -> GeneratedField:
    """A column that PostgreSQL keeps: all languages of the ``texts`` columns, and the ``plain`` columns beside them, folded."""
    parts: list[Any] = [KeyTextTransform(language, column) for column in texts for language in LANGUAGES]
    parts += [F(column) for column in plain]
    spaced = [piece for part in parts for piece in (Coalesce(part, Value(""), output_field=TextField()), Value(" "))]
    written = Concat(*spaced[:-1], output_field=TextField()) if len(spaced) > 2 else spaced[0]
    return GeneratedField(expression=FoldText(written), output_field=TextField(), db_persist=True)


def by_name(column: str) -> Collate:
    """To order by, for a short list: as a dictionary does (:mod:`core.text.ordering`), numbers digit by digit."""
    return Collate(FoldText(F(column)), "C")


def folded_index(column: str = "folded", *, name: str) -> GinIndex:
    return GinIndex(TextParts(F(column)), name=name)


def holds_words(words: str, *columns: str) -> Q:
    """What every search of the office means: each of ``words`` stands somewhere in the folded ``columns`` of a row, however it is written
    (hamza, ta marbuta, tatweel, vowel marks, accents, capital letters, digits). No words: every row.

    One column is searched by its index (:func:`folded_index`). Of several, of which one belongs to a related row
    (``association__folded``), each row is read: such a list is short, for instance that of one meeting.
    """
    return Q(*(_holds(word, columns) for word in normalise(words).split()))


def _holds(word: str, columns: Sequence[str]) -> Q:
    found = Q()
    for column in columns:
        found |= Q(**{f"{column}__contains": word})
    if len(columns) == 1 and len(word) >= SHORTEST_INDEXED:
        found &= Q(DataContains(TextParts(F(columns[0])), Value(_parts(word), ArrayField(TextField()))))
    return found


def _parts(word: str) -> list[str]:
    return sorted({word[place : place + SHORTEST_INDEXED] for place in range(len(word) - SHORTEST_INDEXED + 1)})
