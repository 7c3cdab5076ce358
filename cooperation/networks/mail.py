"""Tells the members of an association that something about a network awaits them; what, they read after signing in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import User
from cooperation.models import Network
from core import mail
from core.crypto.tokens import new_key
from core.db import outbox
from core.db.outbox import doer
from partners.mail import closing, in_words
from partners.models import Association


def tell(association: Association, network: Network) -> None:
    """A mail to each representative of the association, in the transaction of the action."""
    event = new_key()
    for user in association.memberships.current().values_list("user", flat=True):
        key = f"{network.pk}:{association.pk}:{event}:{user}"
        outbox.put("cooperation.network_mail", key=key, association=association.pk, user=user)


@doer("cooperation.network_mail")
def send_news(payload: Mapping[str, Any]) -> None:
    """If that person still represents the association."""
    association = Association.objects.get(pk=payload["association"])
    user = User.objects.filter(pk=payload["user"], is_active=True).first()
    if user is None or not association.memberships.current().filter(user=user).exists():
        return
    with translation.override(user.language):
        site = settings.SITE["name"].in_language(user.language).text
        address = settings.PUBLIC_ORIGIN + reverse("members:networks", args=[association.pk])
        paragraphs = [
            in_words(association.name, user.language),
            _("Dear members of the association,"),
            _("There is news from a network of associations."),
            _("Read it here, after signing in:\n%(address)s") % {"address": address},
            closing(),
        ]
        subject = _("%(site)s: news about your association") % {"site": site}
        mail.send(subject, "\n\n".join(paragraphs), user.email)
