"""SQL expressions that normalise Arabic names like :func:`core.text.arabic.normalise`, so that the database can search long lists."""

from __future__ import annotations

from django.db.models import Func, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce, Concat

from core.text.texts import LANGUAGES

# Vowel signs and accents, tatweel, and bidirectional control characters.
_MARKS = "[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u200b-\u200f\u2066-\u2069]"
_LETTERS = "ٱةىیھہکگڭڤڥپ"
_FOLDED = "اهييههكككففب"


class Folded(Func):
    # NFKD separates hamza and madda from their letter.
    template = (
        f"translate(regexp_replace(lower(normalize(%(expressions)s, NFKD)), '{_MARKS}', '', 'g'), "
        f"'{_LETTERS}', '{_FOLDED}')"
    )
    output_field = TextField()


def folded(texts: str, *plain: str) -> Folded:
    """One normalised text to search in: all languages of the ``texts`` column, then the ``plain`` columns."""
    parts: list[Combinable | str] = [Coalesce(KT(f"{texts}__{lang}"), Value("", TextField())) for lang in LANGUAGES]
    parts += plain
    spaced = [piece for part in parts for piece in (Cast(part, TextField()), Value(" ", TextField()))]
    return Folded(Concat(*spaced, output_field=TextField()))
