"""Names from the portal's own lists, read from ``reference/data`` without a database: they are no persons."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reference.lexicon import LISTS, rows

# "(1-4)", "(ville nouvelle)" are no part of a place's name.
_ADDITION = re.compile(r"\s*\([^)]*\)")


def known_names() -> Iterator[str]:
    for file in LISTS:
        for row in rows(file):
            for language in ("ar", "fr"):
                yield _ADDITION.sub("", row[language])
