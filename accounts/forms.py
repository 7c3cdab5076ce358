"""allauth's forms, where ours differ."""

from __future__ import annotations

import uuid
from typing import Any

from allauth.account import forms as allauth_forms
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core import outbox
from core.direction import without_turns


class SignUpForm(allauth_forms.SignupForm):
    """The password once: on a phone it can be looked at, and it can be reset."""

    name = forms.CharField(
        label=_("Your name"), max_length=120, required=False, help_text=_("For the association and the cell. It is never published."),
        widget=forms.TextInput({"dir": "auto", "autocomplete": "name"}),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        self.fields["password1"].help_text = _("At least 12 characters. A short sentence is easy to remember.")
        self.order_fields(["name"])

    def clean_name(self) -> str:
        return without_turns(self.cleaned_data["name"])


class ResetForm(allauth_forms.ResetPasswordForm):
    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """The same work whether the address has an account or not: one row, from which a worker makes the mail, or nothing."""
        owner = self.users[0].pk if self.users else None
        outbox.put("accounts.reset_mail", key=uuid.uuid4().hex, user=owner)
        email: str = self.cleaned_data["email"]
        return email
