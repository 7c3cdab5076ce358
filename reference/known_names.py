"""Names from the portal's own lists, read from ``reference/data`` without a database: they are no persons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from core.privacy.personal_data import KnownNames
from reference.lexicon import LISTS, _rows

# "(1-4)", "(ville nouvelle)" are no part of a place's name.
_ADDITION = re.compile(r"\s*\([^)]*\)")


@cache
def known_names() -> KnownNames:
    return KnownNames.of(_names())


def _names() -> Iterator[str]:
    for file in LISTS:
        for row in _rows(file):
            for language in ("ar", "fr"):
                yield _ADDITION.sub("", row[language])
