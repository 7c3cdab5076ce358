"""To whom an association can turn when the cell has not kept a promise. Days and contacts are settings; a step without days is hidden.

A step without a contact is not: the contact in the reference lists takes its place, and without one the way that is open to everybody.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, Final, NamedTuple

from django.conf import settings
from django.utils import timezone
from django.utils.functional import Promise as Words
from django.utils.translation import get_language, gettext_lazy as _

from core import clock
from core.text.texts import LANGUAGES, Texts
from proposals.concerns.referral import Target
from reference.models import Institution, Level, PoliceUnit

MEDIATOR: Final = "mediator"
BY_LETTER: Final = _("By letter, or at its desk: ask for a dated receipt. Name the reference of your submission.")


class Recourse(NamedTuple):
    """``words`` or ``name``: who; ``contact``: "" if none is known; ``begins_on``: the first day; ``is_now``: the day has come."""

    words: str | Words
    name: Texts | None
    contact: str
    begins_on: dt.date
    is_now: bool

    @property
    def way(self) -> str | Words:
        return "" if self.contact else BY_LETTER

    @property
    def url(self) -> str:
        """Of a contact that a browser or a telephone can open."""
        if self.contact.startswith("https://"):
            return self.contact
        if "@" in self.contact and " " not in self.contact:
            return f"mailto:{self.contact}"
        digits = self.contact.replace(" ", "")
        return f"tel:{digits}" if digits.removeprefix("+").isdecimal() and digits.isascii() else ""


def steps_after(broken: dt.datetime) -> list[Recourse]:
    """The steps for which the operator has set a number of days, in their order. Two queries."""
    mediator = Institution.objects.in_use().filter(key=MEDIATOR).first()
    prefecture = PoliceUnit.objects.in_use().filter(level=Level.WILAYA).first()
    asked: list[tuple[str, Any, Texts | None, str]] = [
        ("head", _("The head of the communication cell"), None, _of_cell()),
        ("inspection", _("The inspection of the police prefecture"), None, _contact("unit", prefecture)),
        ("mediator", "", mediator.name if mediator else None, _contact("body", mediator)),
    ]
    found = []
    for key, words, name, known in asked:
        days = settings.SITE["promises"].get(f"recourse_{key}_days")
        if days and (words or name):
            contact = settings.SITE[f"recourse_{key}_contact"] or known
            begins_on = timezone.localdate(broken) + dt.timedelta(days=days)
            found.append(Recourse(words, name, contact, begins_on, begins_on <= clock.today()))
    return found


def _of_cell() -> str:
    return str(settings.SITE["cell_phone"] or settings.SITE["controller_address"])


def _contact(column: str, row: Institution | PoliceUnit | None) -> str:
    """What the reference list knows: number, address on the web, or postal address, in this order."""
    return Target(column, row).first_contact(get_language() or LANGUAGES[0]) if row else ""
