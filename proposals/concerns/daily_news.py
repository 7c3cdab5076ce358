"""One mail in a day to members who want it so: the references about which there is news, with their state now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from django.utils import translation
from django.utils.translation import gettext as _, ngettext

from accounts.models import User
from core.db import outbox
from core.db.outbox import doer
from partners.models import WaitingNews
from proposals.concerns.mail import letter, page_of, send, site
from proposals.models import Concern

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
    concerns = list(Concern.objects.visible_to(user).filter(reference__in=references)) if user else []
    if user and concerns:
        with translation.override(user.language):
            send(user, *_written(concerns))


def _written(concerns: list[Concern]) -> tuple[str, str]:
    count = len(concerns)
    subject = ngettext("%(site)s: news about %(count)d submission", "%(site)s: news about %(count)d submissions", count)
    return subject % {"site": site(), "count": count}, letter([_line(concern) for concern in concerns])


def _line(concern: Concern) -> str:
    return _("The state of your submission %(reference)s is now: %(state)s.\n%(address)s") % {
        "reference": concern.reference,
        "state": concern.get_state_display(),
        "address": page_of(concern),
    }
