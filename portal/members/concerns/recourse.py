"""To whom an association can turn when the cell has not kept a promise. Days and contacts are settings; a step without them is hidden."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final, NamedTuple

from django.conf import settings
from django.utils import timezone
from django.utils.functional import Promise as Words
from django.utils.translation import gettext_lazy as _

from core import clock
from core.text.texts import Texts
from reference.models import Institution

MEDIATOR: Final = "mediator"


class Recourse(NamedTuple):
    """``words`` or ``name``: who; ``begins_on``: the first day; ``is_now``: the day has come."""

    words: str | Words
    name: Texts | None
    contact: str
    begins_on: dt.date
    is_now: bool


def steps_after(broken: dt.datetime) -> list[Recourse]:
    """The steps that the operator has set, in their order. One query."""
    mediator = Institution.objects.filter(key=MEDIATOR).first()
    asked: list[tuple[str, Any, Texts | None]] = [
        ("head", _("The head of the communication cell"), None),
        ("inspection", _("The inspection of the police prefecture"), None),
        ("mediator", "", mediator.name if mediator else None),
    ]
    found = []
    for key, words, name in asked:
        days, contact = settings.SITE["promises"].get(f"recourse_{key}_days"), settings.SITE[f"recourse_{key}_contact"]
        if days and contact and (words or name):
            begins_on = timezone.localdate(broken) + dt.timedelta(days=days)
            found.append(Recourse(words, name, contact, begins_on, begins_on <= clock.today()))
    return found
