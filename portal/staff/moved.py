"""Which row of a list was moved, placed or removed: the page after the step puts the keyboard there.

In the query, not in the fragment: browsers ignore ``autofocus`` where the address has a fragment.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from django.http import HttpRequest

UP, DOWN, HERE = "up", "down", "here"
SHAPE: Final = re.compile(rf"([a-z]{{1,20}})-([0-9]{{1,9}})-({UP}|{DOWN}|{HERE})", re.ASCII)


class Moved(NamedTuple):
    """``way``: the button that was pressed, ``here`` for the row itself."""

    part: str
    pk: int
    way: str


NOTHING: Final = Moved("", 0, "")


def query(part: str, pk: int, steps: int = 0) -> str:
    way = HERE if not steps else UP if steps < 0 else DOWN
    return f"?moved={part}-{pk}-{way}"


def moved(request: HttpRequest) -> Moved:
    """``NOTHING`` for an address that names no row."""
    found = SHAPE.fullmatch(request.GET.get("moved", ""))
    return Moved(found[1], int(found[2]), found[3]) if found else NOTHING
