"""Forms that differ from allauth's."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from allauth.account import forms as allauth_forms
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows import email_verification, signup
from allauth.account.utils import setup_user_email
from django import forms
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from accounts.actions import people
from accounts.models import User
from core.db import mail_limits, outbox
from core.text.forms import AddressField


class AddressTaken(Exception):
    """Another request has opened an account with this address in the meantime."""


class CanonicalAddress:
    """Replaces allauth's e-mail field with ours, which gives the canonical form."""

    address_field: ClassVar[str] = "email"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        theirs = self.fields[self.address_field]  # type: ignore[attr-defined]
        widget = theirs.widget
        widget.attrs["dir"] = "ltr"
        self.fields[self.address_field] = AddressField(label=theirs.label, widget=widget)  # type: ignore[attr-defined]


class SignInForm(CanonicalAddress, allauth_forms.LoginForm):
    """allauth's hint of the password is a link, which would stand between address and password in the order of Tab; the page has it."""

    address_field = "login"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""


class AddAddressForm(CanonicalAddress, allauth_forms.AddEmailForm):
    pass


class SignUpForm(CanonicalAddress, allauth_forms.SignupForm):
    """Asks for the password once: it can be shown while typing, and it can be reset."""

    name = forms.CharField(
        label=_("Your name"), max_length=120, required=False, help_text=_("For the association and the cell. It is never published."),
        widget=forms.TextInput({"dir": "auto", "autocomplete": "name"}),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        self.fields["password1"].help_text = _("At least 12 characters. A short sentence is easy to remember.")
        self.order_fields(["name"])

    def validate_unique_email(self, value: str) -> str:
        """An address that another account added but never confirmed does not block a sign-up."""
        self.account_already_exists = people.account_of(value) is not None
        return value

    def save(self, request: HttpRequest) -> User:
        """Of simultaneous equal sign-ups the first is stored; the others find the account and get the same response.

        The password is hashed before the lock is taken, since hashing is slow.
        """
        adapter, email = get_adapter(), self.cleaned_data["email"]
        user = adapter.save_user(request, adapter.new_user(request), self, commit=False)
        with transaction.atomic():
            people.lock_address(email)
            if people.account_of(email):
                raise AddressTaken
            user.save()
            setup_user_email(request, user, [])
        return user

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        answer: tuple[User | None, HttpResponse | None]
        try:
            answer = super().try_save(request)
        except (AddressTaken, IntegrityError):
            answer = None, _as_after_sign_up(request, self.cleaned_data["email"])
        return answer


def _as_after_sign_up(request: HttpRequest, email: str) -> HttpResponse:
    """allauth's response to a sign-up, without the mail: the request that stored the account sends it."""
    email_verification.add_email_verification_sent_message(request, email, signup=True)
    response: HttpResponse = signup.prevent_enumeration(request)
    return response


class ResetForm(CanonicalAddress, allauth_forms.ResetPasswordForm):
    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        found = people.account_of(email)
        self.users = [found] if found and found.is_active else []
        return email

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """Takes the same time whether the address has an account or not: one outbox row, from which a worker sends a mail or nothing."""
        email: str = self.cleaned_data["email"]
        owner = self.users[0] if self.users else None
        if mail_limits.count(owner.email if owner else email, most=mail_limits.MAILS_A_DAY_WITH_RESETS):
            outbox.put("accounts.reset_mail", key=uuid.uuid4().hex, user=owner and owner.pk)
        return email
