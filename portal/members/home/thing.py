"""One thing that awaits a member, as the account page shows it."""

from __future__ import annotations

import datetime as dt
from typing import Final, NamedTuple

from django.utils.functional import Promise as Words

from core.text.texts import Texts
from core.zone import ZONE

# Of each source: whoever has more waiting goes on after these.
MOST: Final = 50


class Awaiting(NamedTuple):
    """One thing to do. ``at``: its last day, or since when it waits; ``is_draft`` and ``is_choice``: after all others, since nobody waits for it.

    ``subject`` or ``name``: what it is about, as somebody typed it or as it is published; neither for what only the cell can read. ``quoted``: what the cell asks.
    """

    at: dt.datetime
    heading: str | Words
    button: str | Words
    url: str
    association: Texts
    subject: str = ""
    name: Texts | None = None
    reference: str = ""
    until: dt.date | None = None
    asked_on: dt.datetime | None = None
    written_on: dt.datetime | None = None
    kept_until: dt.datetime | None = None
    quoted: str = ""
    is_choice: bool = False
    is_draft: bool = False


def end_of(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time.max, ZONE)
