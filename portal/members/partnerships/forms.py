from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.common.forms import OfficeForm


class AgreeForm(OfficeForm):
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    has_read = forms.BooleanField(
        label=_("We have read it, and our association agrees to be named as a party"),
        error_messages={"required": _("Read the text first, then tick this.")},
    )


class RefuseForm(OfficeForm):
    sentence = forms.CharField(
        label=_("Why, in a sentence to the cell"), max_length=600, widget=forms.Textarea({"rows": 3, "dir": "auto"})
    )


class ReportForm(OfficeForm):
    done_amount = forms.IntegerField(label=_("How many are done in all"), min_value=0)
    sentence = forms.CharField(
        label=_("What was done"), max_length=600, widget=forms.Textarea({"rows": 4, "dir": "auto"}),
        help_text=_("Name no person. The cell reads it; nothing is public by it."),
    )  # fmt: skip
    url = forms.URLField(label=_("Its address on the web"), required=False, max_length=300, assume_scheme="https")
