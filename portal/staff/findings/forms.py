from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.staff.forms import OfficeForm
from publications.models import AnsweredFinding


class AnswerForm(OfficeForm):
    """``mark``: of the finding (:func:`publications.findings.mark_of`)."""

    mark = forms.CharField(widget=forms.HiddenInput, max_length=64)
    reason = forms.ChoiceField(label=_("Why the words stay"), choices=AnsweredFinding.Reason.choices)
    sentence = forms.CharField(
        label=_("In a sentence"), required=False, max_length=300,
        help_text=_("The approver reads it. It is never published: do not repeat the words here."),
        widget=forms.Textarea({"rows": 2, "dir": "auto"}),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("reason") in AnsweredFinding.NEEDS_SENTENCE and not cleaned.get("sentence"):
            self.add_error("sentence", _("Say why in a sentence."))
        return cleaned
