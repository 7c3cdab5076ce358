"""Texts of allauth and Django with bad Arabic translations: listed here, they are in our catalogue, which takes precedence."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_noop as _, ngettext_lazy

BORROWED: Final = (
    _("Email"),
    _("Email address"),
    _("Code"),
    _("Authenticator code"),
    _("Incorrect code."),
    _("Use authenticator app or code"),
    _("Confirm Access"),
    _("Please reauthenticate to safeguard your account."),
    _("Enter your password:"),
    _("Enter an authenticator code:"),
    _("Two-Factor Authentication"),
    _("Activate"),
    _("Deactivate"),
    _("Deactivate Authenticator App"),
    _("View"),
    _("Generate"),
    _("Bad Token"),
    _("The email address and/or password you specified are not correct."),
    _("This field is required."),
    _("This password is too common."),
    _("This password is entirely numeric."),
    _("Enter a valid email address."),
    _("The password reset token was invalid."),
    _("Successfully signed in as %(name)s."),
    _(
        "You are receiving this email because you, or someone else, tried to access an account with email %(email)s. "
        "However, we do not have any record of such an account in our database."
    ),
    ngettext_lazy(
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.",
    ),
    # The shipped plural forms for 0 and 1 show their placeholder.
    ngettext_lazy(
        "There is %(unused_count)s out of %(total_count)s recovery codes available.",
        "There are %(unused_count)s out of %(total_count)s recovery codes available.",
    ),
)
