from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cooperation.models import InstitutionContact
from cooperation.models.institutions import LONGEST_MESSAGE
from core.text.forms import AddressField
from portal.staff.forms import OfficeForm, RecordForm


class ContactForm(RecordForm):
    class Meta:
        model = InstitutionContact
        fields = ("institution", "function", "email", "language", "is_current")
        field_classes = {"email": AddressField}
        widgets = {"function": forms.TextInput({"dir": "auto"})}


class RequestForm(OfficeForm):
    contact = forms.ModelChoiceField(InstitutionContact.objects.none(), label=_("Contact"))
    message = forms.CharField(
        label=_("What is asked"), max_length=LONGEST_MESSAGE, widget=forms.Textarea({"rows": 6, "dir": "auto"}),
        help_text=_("The contact reads it on a page behind the link, never in the mail. Name nobody who need not be named."),
    )  # fmt: skip

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        rows = InstitutionContact.objects.filter(is_current=True, institution__is_retired=False)
        self.fields["contact"].queryset = rows.select_related("institution")  # type: ignore[attr-defined]
