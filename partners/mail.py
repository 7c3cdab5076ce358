"""Mail to members of an association and to people who are invited. Plain text; names in it cannot become links."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.models import User
from core import mail
from core.db.outbox import doer
from core.text import formats
from core.text.bidi import isolated
from core.text.texts import Texts
from partners.actions.invitations import token_of
from partners.models import AssociationStep, Invitation
from partners.representing import stands

LONGEST_NAME = 120
# Texts that mail programs turn into links: a scheme, a dot or an at-sign between characters.
_SCHEME = re.compile(r"\w{1,20}:/+")
_JOINED = re.compile(r"(?<=\S)([.@\N{FULLWIDTH FULL STOP}\N{IDEOGRAPHIC FULL STOP}/\\])(?=\S)")


@doer("partners.step_mail")
def send_step(payload: Mapping[str, Any]) -> None:
    """Mail a step to a person, if that person still represents the association."""
    step = AssociationStep.objects.select_related("association").get(pk=payload["step"])
    user = User.objects.filter(pk=payload["user"], is_active=True).first()
    if user is None or not step.association.memberships.current().filter(user=user).exists():
        return
    with translation.override(user.language):
        subject = _("%(site)s: news about your association") % {"site": _site(user.language)}
        mail.send(subject, "\n\n".join(_told(step, user.language)), user.email)


def _told(step: AssociationStep, language: str) -> list[str]:
    page = reverse("members:association", args=[step.association_id])
    paragraphs = [
        in_words(step.association.name, language),
        _("Dear members of the association,"),
        str(step.get_kind_display()),
    ]
    if step.kind == AssociationStep.Kind.SIGNED_UP:
        paragraphs.append(_("The cell examines your association next. You can send concerns and proposals meanwhile."))
    if step.sentence and step.kind != AssociationStep.Kind.ANSWERED:
        paragraphs.append(step.sentence)
    address = settings.PUBLIC_ORIGIN + page
    return [*paragraphs, _("Read and answer here, after signing in:\n%(address)s") % {"address": address}, closing()]


def closing() -> str:
    """The last lines of a letter of the cell: the formula, its name and its phone number."""
    lines = [_("Yours sincerely,"), str(settings.SITE["cell"])]
    if phone := settings.SITE["cell_phone"]:
        lines.append(_("Phone: %(phone)s") % {"phone": isolated(phone)})
    return "\n".join(lines)


@doer("partners.invitation_mail")
def send_invitation(payload: Mapping[str, Any]) -> None:
    """The link is created here, so that no token is stored in the outbox. Not sent if the invitation was used or revoked in the meantime."""
    rows = Invitation.objects.open().select_related("association", "invited_by")
    invitation = rows.filter(pk=payload["invitation"]).first()
    if invitation is None or not stands(invitation):
        return
    language = invitation.language
    with translation.override(language):
        address = settings.PUBLIC_ORIGIN + reverse("members:invitation", args=[token_of(invitation)])
        site = _site(language)
        text = _(
            "You are invited to represent an association on %(site)s.\n\nAssociation: %(association)s\nFunction: "
            "%(role)s\n\nAccept the invitation here, before %(day)s:\n%(address)s\n\nIf you do not know this "
            "association, ignore this message."
        ) % {
            "site": site,
            "association": in_words(invitation.association.name, language),
            "role": invitation.get_role_display(),
            "day": formats.day(timezone.localtime(invitation.expires_at), language),
            "address": address,
        }
        mail.send(_("%(site)s: an invitation to represent an association") % {"site": site}, text, invitation.email)


def in_words(name: Texts, language: str) -> str:
    """A typed name on one line, changed so that no mail program turns it into a link."""
    written = name.in_language(language).text
    visible = "".join(" " if unicodedata.category(each)[0] in "CZ" else each for each in written)
    tamed = _JOINED.sub(r"\1 ", _SCHEME.sub(" ", visible))
    return " ".join(tamed.split())[:LONGEST_NAME]


def _site(language: str) -> str:
    return settings.SITE["name"].in_language(language).text
