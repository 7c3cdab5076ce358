"""What may be an emergency, as lists and the page of a concern show it: since when, who says so, and the helplines to refer it to."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext

from core.text import formats
from core.text.bidi import isolated
from proposals.concerns import emergency_referral
from proposals.models import Concern
from proposals.states import CONCERN

MINUTE, HOUR, DAY = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(days=1)
# As for the promises: below this in hours.
HOURS_BELOW = dt.timedelta(days=2)


def since(concern: Concern) -> str:
    """How long ago it arrived; of a letter or a call only the day is known. "" for what is no emergency, or does not wait for the cell any more."""
    if not concern.is_urgent or concern.due_at is None:
        return ""
    if concern.channel != Concern.Channel.ONLINE:
        day = formats.day(concern.received_at, get_language() or settings.LANGUAGE_CODE)
        return gettext("received on %(day)s") % {"day": day}
    passed = timezone.now() - concern.received_at
    if passed < HOUR:
        count = max(1, passed // MINUTE)
        return ngettext("received %(count)d minute ago", "received %(count)d minutes ago", count) % {"count": count}
    if passed < HOURS_BELOW:
        count = passed // HOUR
        return ngettext("received %(count)d hour ago", "received %(count)d hours ago", count) % {"count": count}
    count = passed // DAY
    return ngettext("received %(count)d day ago", "received %(count)d days ago", count) % {"count": count}


class Line(NamedTuple):
    """A helpline to which a concern can be referred in one click. ``label``: of its button."""

    key: str
    sentence: str
    label: str


def context(concern: Concern) -> dict[str, Any]:
    """``offered_lines``: the helplines to which it can be referred now, each with its sentence."""
    arrived = since(concern)
    may_refer = bool(arrived) and any(move.name == "refer" for move in CONCERN.offered(concern.state))
    return {
        "urgent_since": arrived,
        "offered_lines": [_line(each) for each in emergency_referral.offered(concern)] if may_refer else [],
        "newest_step": concern.steps.order_by("-pk").values_list("pk", flat=True).first() if may_refer else None,
    }


def _line(offered: emergency_referral.Offered) -> Line:
    entry = offered.entry
    name = entry.name.in_language(get_language() or settings.LANGUAGE_CODE).text
    if entry.number:
        label = gettext("Refer to %(number)s, %(name)s") % {"number": isolated(entry.number), "name": name}
    else:
        label = gettext("Refer to %(name)s") % {"name": name}
    return Line(entry.key, offered.sentence, label)
