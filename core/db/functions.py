"""SQL expressions that normalise Arabic names like :func:`core.text.arabic.normalise`, so that the database can search long lists."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import F, Func, Q, TextField, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce, Concat
from django.db.models.lookups import Contains

from core.text.arabic import normalise
from core.text.texts import LANGUAGES

# Vowel signs and accents, tatweel, and bidirectional control characters.
_MARKS = "[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u200b-\u200f\u2066-\u2069]"
_LETTERS = "ٱةىیھہکگڭڤڥپ٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹"
_FOLDED = "اهييههكككففب01234567890123456789"


class Folded(Func):
    # NFKD takes hamza and madda off their seats. "translate" puts one letter in the place of one letter.
    template = (
        f"translate(regexp_replace(replace(replace(lower(normalize(%(expressions)s, NFKD)), 'œ', 'oe'), 'æ', 'ae'), "
        f"'{_MARKS}', '', 'g'), '{_LETTERS}', '{_FOLDED}')"
    )
    output_field = TextField()


def folded(*, texts: Sequence[str] = (), plain: Sequence[str] = ()) -> Folded:
    """All languages of the ``texts`` columns, and the ``plain`` columns beside them, as one text to look for words in."""
    parts: list[Any] = [KeyTextTransform(language, column) for column in texts for language in LANGUAGES]
    parts += [F(column) for column in plain]
    spaced = [
        piece
        for part in parts
        for piece in (Coalesce(Cast(part, TextField()), Value("", TextField())), Value(" ", TextField()))
    ]
    return Folded(Concat(*spaced, output_field=TextField()))


def holds_words(words: str, *, texts: Sequence[str] = (), plain: Sequence[str] = ()) -> Q:
    """What every search of the office means: each of ``words`` stands somewhere in the columns of a row, however it is written (hamza,
    ta marbuta, tatweel, vowel marks, accents, capital letters, digits). No words: every row.

    Columns may belong to a related row (``association__name``). There is no index: a search for a part of a word would need the extension
    pg_trgm, and the portal needs no extension. Each of these lists is read within the rows that a reader may see.
    """
    written = folded(texts=texts, plain=plain)
    return Q(*(Contains(written, word) for word in normalise(words).split()))
