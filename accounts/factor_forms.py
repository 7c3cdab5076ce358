"""Forms of the second factor: our own, and allauth's with our texts."""

from __future__ import annotations

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import forms as allauth_forms
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts import mailbox_codes
from core.db.rate_limits import Reached

LONGEST_NAME = 60
# Exceptions of the library for malformed JSON; allauth catches only some of them, in some places.
MALFORMED = (AttributeError, KeyError, TypeError, ValueError)


class MailboxCodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code from the message"), max_length=20,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "one-time-code", "dir": "ltr"}),
    )  # fmt: skip

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_code(self) -> str:
        code: str = "".join(self.cleaned_data["code"].split())
        try:
            is_right = mailbox_codes.confirm(self.request, code)
        except Reached as refusal:
            raise forms.ValidationError(str(refusal.message), code="too_many") from refusal
        if not is_right:
            raise forms.ValidationError(
                _("This is not the code that was sent last, or it is too old. Ask for a new one.")
            )
        return code


class AddKeyForm(allauth_forms.AddWebAuthnForm):
    name = forms.CharField(
        label=_("Name of the key"), max_length=LONGEST_NAME, required=False, widget=forms.TextInput({"dir": "auto"})
    )

    def clean(self) -> dict[str, Any]:
        try:
            cleaned: dict[str, Any] = super().clean()
        except MALFORMED as error:
            raise get_adapter().validation_error("incorrect_code") from error
        return cleaned


class _KeyAnswer:
    def clean_credential(self) -> Authenticator:
        try:
            return super().clean_credential()  # type: ignore[misc]
        except MALFORMED as error:
            raise get_adapter().validation_error("incorrect_code") from error


class SignInWithKeyForm(_KeyAnswer, allauth_forms.AuthenticateWebAuthnForm):
    pass


class ConfirmWithKeyForm(_KeyAnswer, allauth_forms.ReauthenticateWebAuthnForm):
    pass


class RenameKeyForm(allauth_forms.EditWebAuthnForm):
    name = forms.CharField(label=_("Name of the key"), max_length=LONGEST_NAME, widget=forms.TextInput({"dir": "auto"}))
