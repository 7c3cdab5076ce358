"""Mail about accounts, sent by workers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import User
from core.outbox import doer


@doer("accounts.welcome")
def send_welcome(payload: Mapping[str, Any]) -> None:
    """A link to choose the first password. The link itself is made here, so that no token lies in the outbox."""
    user = User.objects.filter(pk=payload["user"], is_active=True).first()
    if user is None:
        return
    with translation.override(user.language):
        key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
        uidb36, token = key.split("-", 1)
        address = reverse("account_reset_password_from_key", kwargs={"uidb36": uidb36, "key": token})
        site = settings.SITE["name"]
        send_mail(
            _("Your account on %(site)s") % {"site": site},
            _("An account was opened for you. Choose your password here:\n\n%(address)s\n\nThe link works once.")
            % {"address": settings.PUBLIC_ORIGIN + address},
            None,
            [user.email],
        )
