"""Mail about places in a training. It names no participant; who is enrolled is read after signing in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from consultations.states import RegistrationState
from cooperation.models import Enrolment
from cooperation.trainings import feedback, published
from core import clock, mail
from core.db.outbox import doer
from core.text import formats
from partners.mail import closing, in_words
from partners.models import Membership
from partners.models.memberships import LEADING
from publications.schemas import TrainingDocument

R = RegistrationState
AHEAD: Final = frozenset({"settled", "promoted", "week_before", "day_before"})
"""Of no use once the training has begun."""


@doer("cooperation.training_mail")
def send(payload: Mapping[str, Any]) -> None:
    row = Enrolment.objects.select_related("training", "association").get(pk=payload["enrolment"])
    what = payload["what"]
    mailbox = _mailbox(row, payload["user"])
    facts = published.known(row.training)
    if mailbox is None or not _is_still_true(row, what, facts):
        return
    email, language = mailbox
    with translation.override(language):
        site = settings.SITE["name"].in_language(language).text
        subject = _("%(site)s: news about a training") % {"site": site}
        mail.send(subject, "\n\n".join(_letter(row, what, language, facts)), email)


def _is_still_true(row: Enrolment, what: str, facts: TrainingDocument | None) -> bool:
    """Looked at when the mail leaves."""
    if not row.association.can_submit or row.state not in (R.REGISTERED, R.WAITING):
        return False
    if what == "called_off":
        return facts is None
    if facts is None or (what in AHEAD and published.has_begun(facts)):
        return False
    if what not in AHEAD and clock.today() > facts.last_day + dt.timedelta(days=feedback.ASKED_FOR_DAYS):
        return False
    return what not in {"promoted", "week_before", "day_before"} or row.state == R.REGISTERED


def _mailbox(row: Enrolment, user: int | None) -> tuple[str, str] | None:
    """Address and language; ``None`` if the account does not lead the association any more."""
    if user is None:
        return (row.association.email, "ar") if row.association.email else None
    leading = Membership.objects.current().filter(
        association=row.association_id, user=user, role__in=LEADING, user__is_active=True
    )
    member = leading.select_related("user").first()
    return (member.user.email, member.user.language) if member else None


def _letter(row: Enrolment, what: str, language: str, facts: TrainingDocument | None) -> list[str]:
    address = settings.PUBLIC_ORIGIN + reverse("members:trainings")
    told = [_told(facts, language)] if facts and what in AHEAD else []
    return [
        in_words(row.association.name, language),
        _("Dear members of the association,"),
        _first(row, what),
        *told,
        _("Read more here, after signing in:\n%(address)s") % {"address": address},
        closing(),
    ]


def _first(row: Enrolment, what: str) -> str:
    if what == "settled" and row.state == R.WAITING:
        return _(
            "You have no place yet: you are on the waiting list of a training, and will be informed when one is free."
        )
    return {
        "settled": _("Your place in a training is reserved."),
        "promoted": _("A place in a training is free, and it is now yours."),
        "week_before": _(
            "A training in which your association has a place begins soon. If nobody can come, give the place back: another association may be waiting for it."
        ),
        "day_before": _("A training in which your association has a place begins tomorrow. Show the pass at the door."),
        "called_off": _("A training in which your association had a place is called off. We apologise for this."),
        "feedback": _(
            "A training of your association is over. Those who were there can say on their pass what they think of it."
        ),
        "certificate": _("Certificates of a training are ready for participants of your association."),
    }[what]


def _told(facts: TrainingDocument, language: str) -> str:
    """The published title, the first session and the venue, a line each."""
    first = facts.sessions[0]
    return "\n".join(
        (
            facts.title.in_language(language).text,
            formats.day(first.day, language),
            formats.hours(first.starts_at, first.ends_at, language),
            facts.venue.in_language(language).text,
        )
    )
