"""Mail about second factors, sent by workers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy

from accounts import mailbox_codes
from accounts.models import FactorReset, User
from core import mail
from core.db.outbox import doer

CHANGES: Final[dict[str, str | Promise]] = {
    "added": gettext_lazy(
        "A second factor was added to your account. All your other sessions have ended.\n\n"
        "If it was not you, choose a new password at once and tell an administrator of the cell:\n\n%(address)s"
    ),
    "removed": gettext_lazy(
        "A second factor was removed from your account. All your other sessions have ended.\n\n"
        "If it was not you, choose a new password at once and tell an administrator of the cell:\n\n%(address)s"
    ),
    "codes": gettext_lazy(
        "New recovery codes were made for your account. The earlier ones work no longer, and all your other sessions have ended.\n\n"
        "If it was not you, choose a new password at once and tell an administrator of the cell:\n\n%(address)s"
    ),
    "wrong_codes": gettext_lazy(
        "Wrong codes were given several times today where the second factor of your account is asked for. "
        "The person who gave them knows your password, or uses a session of yours.\n\nIf it was not you, "
        "choose a new password at once and tell an administrator of the cell:\n\n%(address)s"
    ),
}
RESET_FOR_OWNER: Final[dict[str, str | Promise]] = {
    "asked": gettext_lazy(
        "An administrator of the cell has asked for the reset of your second factor. Another one has to approve it.\n\n"
        "If you did not say that you lost it, tell an administrator at once and choose a new password:\n\n%(address)s"
    ),
    "approved": gettext_lazy(
        "Two administrators of the cell have reset your second factor: it works no longer, nor do your recovery codes, "
        "and your sessions have ended. Sign in and set up a new one; a code sent to this mailbox is asked first.\n\n"
        "If you did not say that you lost it, tell an administrator at once and choose a new password:\n\n%(address)s"
    ),
}
RESET_FOR_ADMINISTRATORS: Final[dict[str, str | Promise]] = {
    "asked": gettext_lazy(
        "The reset of a second factor was asked for. An administrator who did not ask for it approves it, after speaking with the owner of "
        "the account:\n\n%(address)s"
    ),
    "approved": gettext_lazy(
        "The reset of a second factor was approved. Whose it was, and who asked and approved:\n\n%(address)s"
    ),
}


@doer("accounts.mailbox_code")
def send_mailbox_code(payload: Mapping[str, Any]) -> None:
    """The code is computed here, so that it is not stored in the outbox."""
    user = _active(payload)
    if user is None:
        return
    with translation.override(user.language):
        text = _(
            "The code to set up a second factor for your account:\n\n%(code)s\n\nIt works once, for 15 minutes, in the browser in which it "
            "was asked for.\n\nIf you did not ask for it, somebody knows your password: choose a new one at once.\n\n%(address)s"
        )
        text = text.replace("%(code)s", mailbox_codes.code_for(user, payload["nonce"]))
        _send(user, _("Your code for %(site)s"), text, reverse("reset_password"))


@doer("accounts.factor_mail")
def send_change(payload: Mapping[str, Any]) -> None:
    user = _active(payload)
    if user is None:
        return
    with translation.override(user.language):
        _send(
            user,
            _("The second factor of your account on %(site)s"),
            str(CHANGES[payload["what"]]),
            reverse("reset_password"),
        )


@doer("accounts.factor_reset_mail")
def send_reset_step(payload: Mapping[str, Any]) -> None:
    """To one person: the owner of the account, or an administrator."""
    user = _active(payload)
    reset = FactorReset.objects.filter(pk=payload["reset"]).first()
    if user is None or reset is None:
        return
    is_owner = user.pk == reset.user_id
    texts = RESET_FOR_OWNER if is_owner else RESET_FOR_ADMINISTRATORS
    link = reverse("reset_password") if is_owner else reverse("staff:person", args=[reset.user_id])
    with translation.override(user.language):
        _send(user, _("Reset of a second factor on %(site)s"), str(texts[payload["step"]]), link)


def _active(payload: Mapping[str, Any]) -> User | None:
    return User.objects.filter(pk=payload["user"], is_active=True).first()


def _send(user: User, subject: str, text: str, link: str) -> None:
    mail.send(
        subject % {"site": settings.SITE["name"]},
        text % {"address": settings.PUBLIC_ORIGIN + link},
        user.email,
    )
