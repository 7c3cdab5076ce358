"""The database's own folding of names, so that a long list is searched where it is stored. Like :func:`core.text.arabic.normalise`."""

from __future__ import annotations

from django.db.models import Func, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce, Concat

from core.text.texts import LANGUAGES

# Marks of vowels and accents, tatweel, and what turns the direction of writing.
_MARKS = "[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u200b-\u200f\u2066-\u2069]"
_LETTERS = "ٱةىیھہکگڭڤڥپ"
_FOLDED = "اهييههكككففب"


class Folded(Func):
    # NFKD takes hamza and madda off their seats.
    template = (
        f"translate(regexp_replace(lower(normalize(%(expressions)s, NFKD)), '{_MARKS}', '', 'g'), "
        f"'{_LETTERS}', '{_FOLDED}')"
    )
    output_field = TextField()


def folded(texts: str, *plain: str) -> Folded:
    """All languages of the ``texts`` column, and the ``plain`` columns beside it, as one text to look for words in."""
    parts: list[Combinable | str] = [Coalesce(KT(f"{texts}__{lang}"), Value("", TextField())) for lang in LANGUAGES]
    parts += plain
    spaced = [piece for part in parts for piece in (Cast(part, TextField()), Value(" ", TextField()))]
    return Folded(Concat(*spaced, output_field=TextField()))
