"""The form to invite somebody to represent an association, for its president and for the cell."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from core.text.forms import AddressField
from partners.models import Association, Role
from portal.common.forms import OfficeForm


class InviteForm(OfficeForm):
    email = AddressField(
        autocomplete="off",
        help_text=_("A link is sent to this address. It works once, for 14 days, and for this address only."),
    )
    role = forms.ChoiceField(label=_("Function in the association"), choices=Role.choices)
    language = forms.ChoiceField(label=_("Language of the message"), choices=settings.LANGUAGES)

    def __init__(self, data: Any = None, *, has_president: bool, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        if has_president:
            self.fields["role"].choices = [choice for choice in Role.choices if choice[0] != Role.PRESIDENT]


def invite_form(association: Association, typed: Any = None, **options: Any) -> InviteForm:
    has_president = association.memberships.current().filter(role=Role.PRESIDENT).exists()
    return InviteForm(typed, has_president=has_president, **options)
