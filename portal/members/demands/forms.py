from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.common.forms import OfficeForm
from proposals.models import Verdict

NAMED = _("Show the name of our association")


class VerdictForm(OfficeForm):
    word = forms.ChoiceField(
        label=_("Did the answer solve the problem?"), choices=Verdict.Word.choices, widget=forms.RadioSelect
    )
    sentence = forms.CharField(
        label=_("Why, in a sentence"), max_length=1000, required=False, widget=forms.Textarea({"rows": 3, "dir": "auto"}),
        help_text=_("Optional. The cell reads it before it is public. Name no person."),
    )  # fmt: skip
    shows_name = forms.BooleanField(
        label=NAMED, required=False, help_text=_("Without it the page says “an association that asked”."),
    )  # fmt: skip
    asks_reopening = forms.BooleanField(
        label=_("We ask the cell to reopen the demand"), required=False, help_text=_("With the verdict “not solved” only."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("asks_reopening") and cleaned.get("word") not in {None, Verdict.Word.NOT_SOLVED}:
            self.add_error("asks_reopening", _("Reopening can be asked for with the verdict “not solved” only."))
        return cleaned


class LetterForm(OfficeForm):
    text = forms.CharField(
        label=_("Letter to the cell"), max_length=5000, widget=forms.Textarea({"rows": 4, "dir": "auto"}),
        help_text=_("The cell alone reads it. It is never published."),
    )  # fmt: skip


class SupportForm(OfficeForm):
    shows_name = forms.BooleanField(label=NAMED, required=False)
