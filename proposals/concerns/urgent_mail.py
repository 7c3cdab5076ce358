"""Mail to whoever is on duty when something that may be an emergency arrives: the reference and a link, no word of the concern."""

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
from proposals.concerns.review import REVIEW
from proposals.concerns.urgency import MAIL
from proposals.models import Concern


@doer(MAIL)
def send_urgent(payload: Mapping[str, Any]) -> None:
    """Only to somebody who may still review, and only while the flag stands and nobody has decided about the concern."""
    concern = Concern.objects.waiting().filter(pk=payload["concern"], is_urgent=True).first()
    user = User.objects.filter(pk=payload["user"], is_active=True).first()
    if concern is None or user is None or not user.has_perm(REVIEW):
        return
    with translation.override(user.language):
        facts = {
            "site": settings.SITE["name"].in_language(user.language).text,
            "reference": concern.reference,
            "address": settings.PUBLIC_ORIGIN + reverse("staff:concern", args=[concern.pk]),
        }
        body = _("Submission %(reference)s may be an emergency. Read it first:\n%(address)s") % facts
        why = _("You receive this because you review what associations send.")
        mail.send(_("%(site)s: %(reference)s, to be read first") % facts, f"{body}\n\n{why}", user.email)
