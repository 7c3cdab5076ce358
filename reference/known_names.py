"""What the gate knows from the portal's own lists: names that are no persons, from ``reference/data`` without a database, and sensitive
themes."""

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


def sensitive_themes() -> set[str]:
    """Keys of themes that need special care, because they expose people."""
    from reference.models import Theme

    return set(Theme.objects.exclude(care="").values_list("key", flat=True))
