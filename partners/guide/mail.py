"""Tells the members of an association that the cell decided about a suggestion; the decision is read after signing in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import User
from core import mail
from core.db.outbox import doer
from partners.mail import closing, in_words
from partners.models import GuideSuggestion


@doer("partners.guide_mail")
def send_decision(payload: Mapping[str, Any]) -> None:
    """If that person still represents the association."""
    row = GuideSuggestion.objects.select_related("association").get(pk=payload["suggestion"])
    user = User.objects.filter(pk=payload["user"], is_active=True).first()
    if user is None or not row.association.memberships.current().filter(user=user).exists():
        return
    with translation.override(user.language):
        site = settings.SITE["name"].in_language(user.language).text
        address = settings.PUBLIC_ORIGIN + reverse("members:guide_suggestion", args=[row.pk])
        paragraphs = [
            in_words(row.association.name, user.language),
            _("Dear members of the association,"),
            _("The cell answered a suggestion of your association for the guide."),
            _("Read the answer here, after signing in:\n%(address)s") % {"address": address},
            closing(),
        ]
        subject = _("%(site)s: news about your association") % {"site": site}
        mail.send(subject, "\n\n".join(paragraphs), user.email)
