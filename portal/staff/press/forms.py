from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consultations.models import Report
from consultations.states import ReportState
from cooperation.models import PressKit
from core import date_limits
from core.text.forms import AddressField, MomentInput
from portal.staff.drafts.forms import DraftForm
from portal.staff.forms import OfficeForm


class KitForm(DraftForm):
    """``report``: only of a new kit."""

    tall = {"summary": 6, "change_note": 2}
    report = forms.ModelChoiceField(Report.objects.none(), label=_("Report"))

    class Meta:
        model = PressKit
        fields = ("summary", "contact", "phone", "email", "embargo_until", "change_note")
        field_classes = {"email": AddressField}
        widgets = {
            "phone": forms.TextInput({"type": "tel", "dir": "ltr", "inputmode": "tel"}),
            "embargo_until": MomentInput(date_limits.PROMISES),
        }

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        for name in ("summary", "contact"):
            self.fields[name].arabic_required = True
        if self.instance.pk:
            del self.fields["report"]
        else:
            without = Report.objects.filter(press_kit=None).exclude(state=ReportState.WITHDRAWN)
            self.fields["report"].queryset = without.select_related("meeting")

    @property
    def layout(self) -> tuple[Any, ...]:
        names = ("summary", "contact", "phone", "email", "embargo_until", self.note)
        return names if self.instance.pk else ("report", *names)


class DecisionForm(OfficeForm):
    sentence = forms.CharField(
        label=_("A sentence to the media outlet"), max_length=1000, required=False,
        widget=forms.Textarea({"rows": 2, "dir": "auto"}),
    )  # fmt: skip


class ReasonForm(OfficeForm):
    sentence = forms.CharField(
        label=_("Why, in a sentence to the media outlet"), max_length=1000,
        widget=forms.Textarea({"rows": 2, "dir": "auto"}),
    )  # fmt: skip
