"""Forms for the steps of the cell, one for each."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.staff.forms import OfficeForm
from proposals.concerns import prepared
from proposals.concerns.references import reference_in
from proposals.models import Concern, ConcernStep
from reference.models import Helpline, Institution, PoliceUnit

SENTENCE_LENGTH = 2_000
NOTE_LENGTH = 5_000
LANGUAGE_HINTS = {
    "ar": _("Write it in Arabic: the association wrote in Arabic."),
    "fr": _("Write it in French: the association wrote in French."),
    "en": _("Write it in English: the association wrote in English."),
}


class StepForm(OfficeForm):
    """``seen``: the last step on the page that the person read, to detect conflicts."""

    move = forms.CharField(max_length=20, widget=forms.HiddenInput)
    seen = forms.IntegerField(required=False, min_value=0, max_value=2**63 - 1, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, concern: Concern, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)


class SentenceForm(StepForm):
    sentence = forms.CharField(
        label=_("Sentence for the association"),
        max_length=SENTENCE_LENGTH,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
        error_messages={"required": _("Write a sentence for the association.")},
    )

    def __init__(self, data: Any = None, *, concern: Concern, **kwargs: Any) -> None:
        super().__init__(data, concern=concern, **kwargs)
        self.fields["sentence"].help_text = LANGUAGE_HINTS[concern.language]
        self.fields["sentence"].widget.attrs["lang"] = concern.language

    def clean_sentence(self) -> str:
        sentence: str = self.cleaned_data["sentence"]
        if left := prepared.left_open(sentence):
            raise forms.ValidationError(
                _("Replace what a prepared sentence leaves open: %(left)s"),
                params={"left": " ".join(left)},
                code="open",
            )
        return sentence


class DeclineForm(SentenceForm):
    layout = ("reason", "sentence")
    reason = forms.ChoiceField(
        label=_("Reason"),
        choices=ConcernStep.DECLINE_CHOICES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the reason.")},
    )


class HideForm(DeclineForm):
    reason = forms.ChoiceField(
        label=_("Reason"),
        choices=ConcernStep.HIDE_CHOICES,
        widget=forms.RadioSelect,
        help_text=_(
            "It leaves the lists. Its text is kept, and each opening is recorded. The association may contest once."
        ),
        error_messages={"required": _("Choose the reason.")},
    )


class ReferForm(SentenceForm):
    """To one body: another one that is chosen besides is an error, not a guess."""

    layout = ("body", "unit", "helpline", "sentence")
    body = forms.ModelChoiceField(Institution.objects.in_use(), label=_("Competent body"), required=False)
    unit = forms.ModelChoiceField(PoliceUnit.objects.in_use(), label=_("or a police unit"), required=False)
    helpline = forms.ModelChoiceField(Helpline.objects.in_use(), label=_("or a helpline"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        chosen = [name for name in ("body", "unit", "helpline") if cleaned.get(name)]
        if not chosen and not {"body", "unit", "helpline"} & self.errors.keys():
            self.add_error("body", _("Name the competent body."))
        elif len(chosen) > 1:
            self.add_error(chosen[1], _("Choose one body only."))
        return cleaned


class MergeForm(SentenceForm):
    """``whole``: the reference of the other concern; :mod:`portal.staff.concerns.decisions` finds it among those that the person may read."""

    layout = ("whole", "sentence")
    whole = forms.CharField(
        label=_("Reference of the other submission"),
        max_length=40,
        widget=forms.TextInput({"dir": "ltr", "autocomplete": "off"}),
        help_text=_("The sentence must not name it or its association."),
        error_messages={"required": _("Write the reference of the other submission.")},
    )

    def clean_whole(self) -> Concern:
        found = Concern.objects.filter(reference=reference_in(self.cleaned_data["whole"])).first()
        if found is None:
            raise forms.ValidationError(_("There is no submission with this reference."))
        return found


class NoteForm(OfficeForm):
    text = forms.CharField(
        label=_("Note for colleagues"),
        max_length=NOTE_LENGTH,
        widget=forms.Textarea({"rows": 3, "dir": "auto", "autocomplete": "off"}),
        error_messages={"required": _("Write the note.")},
    )


FORMS: dict[str, type[StepForm]] = {
    "begin": StepForm,
    "accept": SentenceForm,
    "answer": SentenceForm,
    "ask": SentenceForm,
    "decline": DeclineForm,
    "refer": ReferForm,
    "hide": HideForm,
    "unhide": SentenceForm,
    "merge": MergeForm,
    "unmerge": SentenceForm,
    "uphold": SentenceForm,
    "write": SentenceForm,
}
