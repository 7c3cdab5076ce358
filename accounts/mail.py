"""Mail about accounts, sent by workers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import User
from core import mail
from core.db.outbox import doer


@doer("accounts.welcome")
def send_welcome(payload: Mapping[str, Any]) -> None:
    """A link to choose the first password. Created here, so that no token is stored in the outbox."""
    user = _active(payload)
    if user is None:
        return
    with translation.override(user.language):
        text = _("An account was opened for you. Choose your password here:\n\n%(address)s\n\nThe link works once.")
        _send(user, _("Your account on %(site)s"), text, _choose_password(user))


@doer("accounts.reset_mail")
def send_reset(payload: Mapping[str, Any]) -> None:
    user = _active(payload)
    if user is None:
        return
    with translation.override(user.language):
        text = _(
            "Somebody, perhaps you, asked for a new password. Choose it here:\n\n%(address)s\n\nThe link works once. "
            "If it was not you, ignore this message: nothing changes."
        )
        _send(user, _("A new password for %(site)s"), text, _choose_password(user))


@doer("accounts.confirm_mail")
def send_confirmation(payload: Mapping[str, Any]) -> None:
    address = EmailAddress.objects.select_related("user").filter(pk=payload["address"], verified=False).first()
    if address is None:
        return
    with translation.override(address.user.language):
        text = _(
            "Confirm that this address is yours:\n\n%(address)s\n\nIf you did not open an account, ignore this "
            "message: without the link the account stays closed."
        )
        link = reverse("account_confirm_email", args=[EmailConfirmationHMAC.create(address).key])
        _send(address.user, _("Confirm your address on %(site)s"), text, link, to=address.email)


@doer("accounts.exists_mail")
def send_account_exists(payload: Mapping[str, Any]) -> None:
    """Mail to the owner of an address with which somebody tried to open a second account."""
    user = _active(payload)
    if user is None:
        return
    with translation.override(user.language):
        text = _(
            "Somebody, perhaps you, wanted to open an account with this address. It has one already. "
            "If you do not know the password any more, ask for a new one here:\n\n%(address)s"
        )
        _send(user, _("You have an account on %(site)s"), text, reverse("reset_password"))


def _active(payload: Mapping[str, Any]) -> User | None:
    return User.objects.filter(pk=payload["user"], is_active=True).first()


def _choose_password(user: User) -> str:
    token = default_token_generator.make_token(user)
    return reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": token})


def _send(user: User, subject: str, text: str, link: str, to: str = "") -> None:
    mail.send(
        subject % {"site": settings.SITE["name"]},
        text % {"address": settings.PUBLIC_ORIGIN + link},
        to or user.email,
    )
