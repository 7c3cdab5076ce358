from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from partners.models.guide import LONGEST_PARAGRAPH, LONGEST_REASON
from portal.common.forms import OfficeForm


class SuggestionForm(OfficeForm):
    association = forms.ModelChoiceField(
        label=_("For which association do you speak?"), queryset=None, empty_label=None
    )
    after = forms.CharField(
        label=_("How the paragraph should read"), max_length=LONGEST_PARAGRAPH,
        widget=forms.Textarea({"rows": 8, "dir": "auto"}), help_text=_("Change the words here. Name no person."),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Why, in a sentence"), max_length=LONGEST_REASON, required=False,
        widget=forms.Textarea({"rows": 2, "dir": "auto"}), help_text=_("Optional. Only the cell reads it."),
    )  # fmt: skip
    is_thanked = forms.BooleanField(
        label=_("Thank our association by name on the page"), required=False,
        help_text=_("If the suggestion is accepted. You can change this later."),
    )  # fmt: skip

    def __init__(self, *args: Any, associations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["association"].queryset = associations
        self.fields["association"].label_from_instance = lambda row: str(row.name)


class ThanksForm(OfficeForm):
    is_thanked = forms.BooleanField(label=_("Thank our association by name on the page"), required=False)
