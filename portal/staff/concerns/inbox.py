"""A concern in lists: its heading, and the remaining time until the deadline, as text and as segments of a bar."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.conf import settings
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, gettext_lazy as _, ngettext

from core.text import formats
from core.text.texts import Texts
from portal.staff.concerns import urgent
from proposals.concerns.deadlines import owes_first_answer
from proposals.models import Concern

PIECES = 6
# Below this, the remaining time is given in hours.
HOURS_BELOW = dt.timedelta(days=2)
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


class Remaining(NamedTuple):
    """``left`` of ``total``; negative: overdue. ``is_answer``: the deadline of the first answer, otherwise that of reading the concern."""

    left: dt.timedelta
    total: dt.timedelta
    is_answer: bool

    @property
    def is_broken(self) -> bool:
        return self.left < dt.timedelta()

    @property
    def is_soon(self) -> bool:
        return not self.is_broken and self.passed >= PIECES - 1

    @property
    def passed(self) -> int:
        """The number of complete segments of the time that have passed."""
        return max(0, min(PIECES, (self.total - self.left) * PIECES // self.total))

    @property
    def pieces(self) -> list[str]:
        if self.is_broken:
            return ["gone"] * PIECES
        return ["on"] * self.passed + ["off"] * (PIECES - self.passed)

    @property
    def amount(self) -> str:
        """For instance "5 hours" or "2 days", without sign."""
        length = abs(self.left)
        if length >= HOURS_BELOW:
            return formats.duration_days(length // DAY, get_language() or settings.LANGUAGE_CODE)
        hours = length // HOUR
        return ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours} if hours else gettext("minutes")

    @property
    def sentence(self) -> str:
        """The text under the amount."""
        if self.is_broken:
            return gettext("after the promise for a first answer") if self.is_answer else gettext("after the promise")
        if self.is_answer:
            days = self.total // DAY
            return ngettext(
                "left of %(count)d day for a first answer", "left of %(count)d days for a first answer", days
            ) % {"count": days}
        hours = self.total // HOUR
        return ngettext("left of %(count)d hour", "left of %(count)d hours", hours) % {"count": hours}

    @property
    def label(self) -> str | Promise:
        """A text for the bar."""
        if self.is_broken:
            return _("The promised time is over")
        return gettext("%(passed)d of %(all)d parts of the time have passed") % {"passed": self.passed, "all": PIECES}


def remaining(concern: Concern) -> Remaining | None:
    """``None`` if the cell has no deadline."""
    if concern.due_at is None:
        return None
    promises = settings.SITE["promises"]
    is_answer = owes_first_answer(concern)
    total = (
        dt.timedelta(days=promises["first_answer_days"]) if is_answer else dt.timedelta(hours=promises["triage_hours"])
    )
    return Remaining(concern.due_at - timezone.now(), total, is_answer)


def heading(concern: Concern) -> Texts:
    """The title in its language; for a confidential or hidden concern a text in the language of the page."""
    if concern.is_covered:
        language = get_language() or settings.LANGUAGE_CODE
        return Texts(**{language: covered(concern)})
    return Texts(**{concern.language: concern.title})


def covered(concern: Concern) -> str:
    """In place of the title of a concern that is read only on purpose."""
    if concern.is_confidential:
        return gettext("Confidential: opening it is recorded")
    return gettext("Hidden: opening it is recorded")


class Row(NamedTuple):
    concern: Concern
    heading: Texts
    remaining: Remaining | None
    urgent_since: str


def row(concern: Concern) -> Row:
    return Row(concern, heading(concern), remaining(concern), urgent.since(concern))
