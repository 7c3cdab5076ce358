from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cooperation.models import TrainingFeedback
from cooperation.models.enrolments import LONGEST_NAME
from portal.common.forms import OfficeForm


class NameForm(OfficeForm):
    participant = forms.CharField(
        label=_("Name of the participant"),
        max_length=LONGEST_NAME,
        widget=forms.TextInput({"dir": "auto", "autocomplete": "off"}),
        help_text=_("As it should stand on the certificate. Only the cell and your association read it."),
    )


class EnrolForm(NameForm):
    association = forms.ModelChoiceField(
        label=_("For which association do you speak?"), queryset=None, empty_label=None
    )
    layout = ("association", "participant")

    def __init__(self, *args: Any, associations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["association"].queryset = associations
        self.fields["association"].label_from_instance = lambda row: str(row.name)


class FeedbackForm(OfficeForm):
    word = forms.ChoiceField(
        label=_("What do you say of the training?"),
        choices=TrainingFeedback.Word.choices,
        widget=forms.RadioSelect,
        help_text=_("Only the number of answers of each kind is published, never who said what."),
    )
