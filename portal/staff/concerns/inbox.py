"""How a concern stands in a list: its heading, and what is left of the promise, in words and in pieces of the time."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.conf import settings
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, gettext_lazy as _, ngettext

from core.text import formats
from core.text.texts import Texts
from proposals.models import Concern
from proposals.states import ConcernState

PIECES = 6
# From here on a moment is told in hours.
HOURS_BELOW = dt.timedelta(days=2)
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


class Remaining(NamedTuple):
    """``left`` of ``total``; below zero the promise is broken. ``is_answer``: a first public answer is owed, otherwise reading it."""

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
        """Whole pieces of the time that are gone, at most all of them."""
        return max(0, min(PIECES, (self.total - self.left) * PIECES // self.total))

    @property
    def pieces(self) -> list[str]:
        if self.is_broken:
            return ["gone"] * PIECES
        return ["on"] * self.passed + ["off"] * (PIECES - self.passed)

    @property
    def amount(self) -> str:
        """For instance "5 hours" or "2 days", with the sign left out."""
        length = abs(self.left)
        if length >= HOURS_BELOW:
            return formats.duration_days(length // DAY, get_language() or settings.LANGUAGE_CODE)
        hours = length // HOUR
        return ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours} if hours else gettext("minutes")

    @property
    def sentence(self) -> str:
        """What stands under the amount."""
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
        """The pieces in words."""
        if self.is_broken:
            return _("The promised time is over")
        return gettext("%(passed)d of %(all)d parts of the time have passed") % {"passed": self.passed, "all": PIECES}


def remaining(concern: Concern) -> Remaining | None:
    """Nothing while nobody waits for the cell."""
    if concern.due_at is None:
        return None
    promises = settings.SITE["promises"]
    is_answer = concern.state == ConcernState.ACCEPTED
    total = (
        dt.timedelta(days=promises["first_answer_days"]) if is_answer else dt.timedelta(hours=promises["triage_hours"])
    )
    return Remaining(concern.due_at - timezone.now(), total, is_answer)


def heading(concern: Concern) -> Texts:
    """In the language it was written in; of a confidential one in that of the page, because its title is sealed."""
    if concern.is_confidential:
        language = get_language() or settings.LANGUAGE_CODE
        return Texts(**{language: gettext("Confidential: opening it is recorded")})
    return Texts(**{concern.language: concern.title})


class Row(NamedTuple):
    concern: Concern
    heading: Texts
    remaining: Remaining | None


def row(concern: Concern) -> Row:
    return Row(concern, heading(concern), remaining(concern))
