"""One mail in a day to members who want it so: the references about which there is news, with their state now, and the numbers of demands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import User
from core.db import outbox
from core.db.outbox import doer
from partners.models import WaitingNews
from partners.news_mail import send
from proposals.concerns.mail import letter, page_of, site
from proposals.demands import requesters
from proposals.models import Concern, Demand

KIND: Final = "proposals.daily_news"


def put(day: dt.date) -> None:
    """One row of the outbox for each reader and day, however often it is called."""
    readers = WaitingNews.objects.order_by("user").values_list("user", flat=True).distinct()
    for user in readers.iterator():
        outbox.put(KIND, key=f"{user}:{day}", user=user)


@doer(KIND)
def send_news(payload: Mapping[str, Any]) -> None:
    """The waiting rows are taken and the mail is sent in one transaction: a failed mail leaves them for the next try."""
    rows = WaitingNews.objects.select_for_update().filter(user=payload["user"])
    references = [row.reference for row in rows]
    rows.delete()
    user = User.objects.filter(pk=payload["user"], is_active=True).first()
    # Not about an association that the person does not represent any more.
    if user is None:
        return
    concerns = Concern.objects.visible_to(user).filter(reference__in=references)
    demands = requesters.asked_by(user).filter(number__in=filter(str.isdigit, references))
    with translation.override(user.language):
        if lines := [*map(_line, concerns), *(_line_of_demand(demand, user.language) for demand in demands)]:
            send(user, _("%(site)s: the news of the day") % {"site": site()}, letter(lines))


def _line(concern: Concern) -> str:
    return _("The state of your submission %(reference)s is now: %(state)s.\n%(address)s") % {
        "reference": concern.reference,
        "state": concern.get_state_display(),
        "address": page_of(concern),
    }


def _line_of_demand(demand: Demand, language: str) -> str:
    return _("There is news about demand %(number)s, for which your association asked.\n%(address)s") % {
        "number": demand.number,
        "address": requesters.page_of(demand, language),
    }
