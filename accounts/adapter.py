"""allauth's adapters. Mail goes through the outbox: the delay of a mail server would reveal which addresses have an account."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import clear_login
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import get_language, gettext

from accounts import factor_secrets, known_browsers
from accounts.actions import people
from accounts.models import User
from core import mail
from core.db import mail_limits, outbox
from core.text import addresses
from core.web import client_network, success_messages

JUST_OPENED = dt.timedelta(minutes=3)
# Session key: the session auth hash of the account, stored between the password and the second factor.
SIGNING_IN = "signing_in"


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Anybody may open an account; it has no rights until it gets an association or a function."""
        return True

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return "/staff/" if getattr(request.user, "is_cell_staff", False) else "/members/"

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address with IPv4-mapped IPv6 as IPv4. allauth itself reduces IPv6 to a network, which would make all IPv4 addresses one
        client, and one attacker would lock out everybody."""
        return client_network.plain(super().get_client_ip(request))

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """The user model has no user names."""

    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Any:
        """The account gets the language of the page."""
        user.language, user.name = get_language(), form.cleaned_data.get("name", "")
        return super().save_user(request, user, form, commit)

    def clean_email(self, email: str) -> str:
        return addresses.canonical(email)

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """Locked, so that of two accounts that confirm one address at the same time the second gets an error."""
        with transaction.atomic():
            people.lock_address(email_address.email)
            confirmed: bool = super().confirm_email(request, email_address)
        return confirmed

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *rest: Any, **more: Any
    ) -> None:
        """Show one message of allauth: that an address was confirmed. What its other messages say already stands on the page."""
        if message_template == "account/messages/email_confirmed.txt":
            success_messages.add(request, gettext("The address is confirmed."))

    def render_mail(
        self, template_prefix: str, email: Any, context: dict[str, Any], headers: dict[str, str] | None = None
    ) -> EmailMessage:
        """allauth's own mails, of which the portal sends none today, say like ours that a program wrote them."""
        made: EmailMessage = super().render_mail(template_prefix, email, context, {**mail.AUTOMATIC, **(headers or {})})
        return made

    def send_confirmation_mail(self, request: HttpRequest, emailconfirmation: Any, signup: bool) -> None:
        address = emailconfirmation.email_address
        if mail_limits.count(address.email):
            self._put("accounts.confirm_mail", address=address.pk)

    def send_account_already_exists_mail(self, email: str) -> None:
        """Hashes a password like a sign-up with a new address, so that both take the same time.

        No such mail for an account that was just opened: then an equal request opened it, and sends the confirmation mail.
        """
        User().set_password(uuid.uuid4().hex)
        owner = people.account_of(email)
        if owner and owner.joined_at > timezone.now() - JUST_OPENED:
            self._put("accounts.exists_mail", user=None)
        elif mail_limits.count(owner.email if owner else email):
            self._put("accounts.exists_mail", user=owner and owner.pk)

    def pre_login(self, request: HttpRequest, user: Any, **login: Any) -> HttpResponse | None:
        request.session[SIGNING_IN] = user.get_session_auth_hash()
        response: HttpResponse | None = super().pre_login(request, user, **login)
        return response

    def login(self, request: HttpRequest, user: Any) -> None:
        """Ask for the password again if it was changed, or the account's sessions were ended, since it was given."""
        if not constant_time_compare(request.session.pop(SIGNING_IN, ""), user.get_session_auth_hash()):
            clear_login(request)
            raise ImmediateHttpResponse(redirect("account_login"))
        super().login(request, user)

    def post_login(self, request: HttpRequest, user: Any, **login: Any) -> HttpResponse:
        response = super().post_login(request, user, **login)
        known_browsers.remember(response, request, user)
        return response

    def set_password(self, user: Any, password: str) -> None:
        """Save only this column: saving the whole row could enable an account that was disabled in the meantime."""
        user.set_password(password)
        user.save(update_fields=["password"])

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Only the second factor, if the account has one: a stolen password must not be enough to remove it."""
        if user.is_authenticated and user.has_second_factor:
            return [{"id": "mfa_reauthenticate", "description": "", "url": reverse("confirm_factor")}]
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return methods

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Count wrong passwords by account. A browser in which the owner has signed in before has a separate count, so that
        others cannot lock the owner out."""
        key = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{key}:{known_browsers.known(request, credentials.get('email', ''))}"

    def _put(self, kind: str, **payload: Any) -> None:
        outbox.put(kind, key=uuid.uuid4().hex, **payload)


class FactorAdapter(DefaultMFAAdapter):
    """allauth's second factors with our texts and settings."""

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return gettext("Security key %(number)s") % {"number": number}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """allauth would use the Host header, which an attacker may influence."""
        host = urlsplit(settings.PUBLIC_ORIGIN).hostname or ""
        # WebAuthn does not work with IP addresses: on a developer's machine the portal must be opened as http://localhost.
        return {"id": "localhost" if host == "127.0.0.1" else host, "name": str(settings.SITE["name"])}

    def encrypt(self, text: str) -> str:
        return factor_secrets.lock(text)

    def decrypt(self, encrypted_text: str) -> str:
        return factor_secrets.unlock(encrypted_text)
