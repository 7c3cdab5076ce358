"""Mails about agreements: a day and an address, no word of the agreement."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import HeldFunction, User
from cooperation.models import Delivery, DeliveryState, PartnershipParty, PartnershipReminder
from cooperation.partnerships import deliveries, reminders
from core import mail
from core.clock import today
from core.db.outbox import doer
from core.text import formats
from partners import news_mail
from partners.mail import closing, in_words

Occasion = PartnershipReminder.Occasion


@doer(reminders.MAIL)
def send_reminder(payload: Mapping[str, Any]) -> None:
    """If it is still owed, and that person still answers for the party."""
    rows = PartnershipReminder.objects.select_related("partnership", "deliverable__party__association")
    row, user = rows.get(pk=payload["reminder"]), _user(payload["user"])
    if user is None or not _stands(row):
        return
    parties = (
        [row.deliverable.party] if row.deliverable else list(row.partnership.parties.select_related("association"))
    )
    own = [party for party in parties if party.association and _represents(user, party)]
    if own:
        news_mail.tell(user, "", lambda: _letter(row, own[0], user.language), asks=True)
    elif HeldFunction.objects.on(today()).filter(user=user).exists() and any(
        not party.association for party in parties
    ):
        with translation.override(user.language):
            subject, body = _letter(row, None, user.language)
            mail.send(subject, body, user.email)


@doer(deliveries.MAIL)
def send_decision(payload: Mapping[str, Any]) -> None:
    """To whoever reported, that the cell read it."""
    rows = Delivery.objects.select_related("by", "deliverable__party__association", "deliverable__partnership")
    row = rows.get(pk=payload["delivery"])
    party, user = row.deliverable.party, _user(row.by_id)
    if user is None or row.state == DeliveryState.WAITING or not _represents(user, party):
        return
    news_mail.tell(user, "", lambda: _decision(row, party, user.language), asks=True)


def _letter(row: PartnershipReminder, party: PartnershipParty | None, language: str) -> news_mail.Letter:
    day, site = formats.day(row.due_on, language), _site(language)
    if row.occasion == Occasion.ENDS:
        subject = _("%(site)s: an agreement ends soon") % {"site": site}
        sentence = _("An agreement ends on %(day)s. It is not renewed by itself.") % {"day": day}
    elif row.occasion == Occasion.LATE:
        subject = _("%(site)s: something promised is late") % {"site": site}
        sentence = _("Something that was promised in an agreement until %(day)s is not reported as done.") % {
            "day": day
        }
    else:
        subject = _("%(site)s: something promised is due soon") % {"site": site}
        sentence = _("Something that was promised in an agreement is due on %(day)s.") % {"day": day}
    name = "members:partnership" if party else "staff:partnership"
    return subject, _body(party, language, sentence, name, row.partnership_id)


def _decision(row: Delivery, party: PartnershipParty, language: str) -> news_mail.Letter:
    subject = _("%(site)s: news about your association") % {"site": _site(language)}
    sentence = _("The cell read what your association reported about an agreement.")
    return subject, _body(party, language, sentence, "members:partnership", row.deliverable.partnership_id)


def _body(party: PartnershipParty | None, language: str, sentence: str, name: str, key: int) -> str:
    address = settings.PUBLIC_ORIGIN + reverse(name, args=[key])
    opening = [in_words(party.name, language), _("Dear members of the association,")] if party else []
    read = _("Read more here, after signing in:\n%(address)s") % {"address": address}
    return "\n\n".join([*opening, sentence, read, closing()])


def _stands(row: PartnershipReminder) -> bool:
    if not row.partnership.is_public:
        return False
    if row.deliverable:
        return row.deliverable.is_owed and row.deliverable.due_on == row.due_on
    return row.partnership.ends_on == row.due_on


def _represents(user: User, party: PartnershipParty) -> bool:
    return party.association is not None and party.association.memberships.current().filter(user=user).exists()


def _user(key: int) -> User | None:
    return User.objects.filter(pk=key, is_active=True).first()


def _site(language: str) -> str:
    return settings.SITE["name"].in_language(language).text
