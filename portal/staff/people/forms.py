from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.models import HeldFunction, User
from core import date_limits
from core.text.forms import AddressField, DayInput
from portal.staff.forms import OfficeForm, RecordForm


class PersonForm(OfficeForm):
    email = AddressField(autocomplete="off")
    name = forms.CharField(label=_("Name"), max_length=120, required=False, help_text=_("Internal: never published."))
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        if User.objects.filter(email=email).exists():
            raise forms.ValidationError(User._meta.get_field("email").error_messages["unique"])
        return email


class FunctionForm(RecordForm):
    class Meta:
        model = HeldFunction
        fields = ("function", "unit", "until")
        widgets = {"until": DayInput(date_limits.PROMISES)}

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["unit"].help_text = _("Only for a liaison officer.")
        self.fields["until"].label = _("Last day, if by delegation")
        self.fields["until"].help_text = _(
            "For somebody who stands in, such as an acting head. The function ends by itself."
        )
