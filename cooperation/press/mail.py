"""Mails to media. They hold no word of a report; links are made when they are sent, so that no token is stored in the outbox."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from cooperation.models import MediaOutlet, MediaOutletStep, PressKitLink
from cooperation.press import links
from cooperation.states import OutletState
from core import clock, mail
from core.db.outbox import doer


@doer("cooperation.outlet_mail")
def send_decision(payload: Mapping[str, Any]) -> None:
    step = MediaOutletStep.objects.select_related("outlet").get(pk=payload["step"])
    decided = {
        "accredit": _("Your media outlet is accredited. You will receive press kits by links of your own."),
        "refuse": _("Your media outlet was not accredited."),
        "withdraw": _(
            "The accreditation of your media outlet was withdrawn. Links that you received open nothing any more."
        ),
    }
    with translation.override(step.outlet.language):
        paragraphs = [_("Hello,"), str(decided[step.move])]
        if step.sentence:
            paragraphs.append(_("The head of the cell wrote:\n%(sentence)s") % {"sentence": step.sentence})
        paragraphs.append(_("What everybody can read stands here:\n%(address)s") % {"address": settings.PUBLIC_ORIGIN})
        _send(step.outlet, paragraphs)


@doer("cooperation.press_kit_mail")
def send_link(payload: Mapping[str, Any]) -> None:
    """Nothing for a link that was replaced, has expired, or belongs to an outlet that is accredited no more."""
    link = PressKitLink.objects.select_related("outlet", "kit").get(pk=payload["link"])
    is_open = link.expires_at > clock.now() and link.outlet.state == OutletState.ACCREDITED
    if not is_open or link.nonce != payload["nonce"] or link.kit.signed_by_id is None:
        return
    with translation.override(link.outlet.language):
        address = settings.PUBLIC_ORIGIN + reverse("press_kit", args=[links.token_of(link)])
        paragraphs = [
            _("Hello,"),
            _("A press kit is ready for you. It is under embargo: the page says until when."),
            _("Open it here:\n%(address)s") % {"address": address},
            _("This link is for your media outlet alone. Every opening is recorded."),
        ]
        _send(link.outlet, paragraphs)


def _send(outlet: MediaOutlet, paragraphs: list[str]) -> None:
    site = settings.SITE["name"].in_language(outlet.language).text
    mail.send(_("%(site)s: message to media") % {"site": site}, "\n\n".join(paragraphs), outlet.email)
