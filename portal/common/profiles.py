"""The form for the profile of an association, for its members and for the cell."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import date_limits
from core.text.forms import AddressField, DayInput
from partners.models import Association
from partners.phones import e164
from portal.common.forms import Fieldset, Fold, VersionedForm, areas_field, themes_field
from publications.schemas.association import phone_for_people

NAME_LENGTH, PURPOSE_LENGTH = 200, 2000
_E164 = re.compile(r"\+[0-9]{6,15}")


class PhoneField(forms.CharField):
    """Accepts every notation and cleans to E.164; shows the number in pairs of digits."""

    def clean(self, value: Any) -> str:
        written = super().clean(value)
        return e164(written) if written else ""

    def prepare_value(self, value: Any) -> Any:
        return phone_for_people(value) if _E164.fullmatch(value or "") else value


class ProfileForm(VersionedForm):
    tall = {"purpose": 3}
    phone = PhoneField(
        label=_("Phone"),
        max_length=40,
        required=False,
        widget=forms.TextInput({"type": "tel", "dir": "ltr", "autocomplete": "tel", "inputmode": "tel"}),
        help_text=_("For the cell only, unless the association shows it in the directory."),
    )
    areas = areas_field()
    themes = themes_field()

    class Meta:
        model = Association
        fields = (
            "name", "purpose", "seat", "phone", "email", "areas", "themes",
            "receipt_status", "receipt_number", "receipt_date", "receipt_authority",
        )  # fmt: skip
        field_classes = {"email": AddressField}
        widgets = {
            "seat": forms.TextInput({"dir": "auto"}),
            "receipt_number": forms.TextInput({"dir": "auto"}),
            "receipt_date": DayInput(date_limits.RECEIPTS),
            "receipt_authority": forms.TextInput({"dir": "auto"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].max_length, self.fields["purpose"].max_length = NAME_LENGTH, PURPOSE_LENGTH
        receipt = self.fields["receipt_status"]
        receipt.help_text = _("You can write to the cell without one.")
        receipt.choices = [("", _("not said")), *list(receipt.choices)[1:]]

    @property
    def layout(self) -> tuple[Any, ...]:
        receipt = (
            "receipt_status",
            Fieldset("", "receipt_number", "receipt_date", css_class="pairs"),
            "receipt_authority",
        )
        return (
            "name",
            "purpose",
            "seat",
            "phone",
            "email",
            Fold(_("Areas and themes"), "areas", "themes"),
            Fold(_("Receipt of the declaration"), *receipt),
        )

    def clean_receipt_date(self) -> Any:
        day = self.cleaned_data["receipt_date"]
        if day and day > timezone.localdate():
            raise ValidationError(_("This day has not come yet."))
        return day
