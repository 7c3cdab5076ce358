from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cooperation.models import Certificate, Training, TrainingSession
from cooperation.models.enrolments import LONGEST_NAME
from core import date_limits
from core.text.forms import DayInput
from portal.staff.drafts.forms import DraftForm
from portal.staff.forms import OfficeForm, VersionedForm, time_input
from proposals.models import Demand

_WORDS = ("title", "summary", "audience", "venue")


class TrainingForm(DraftForm):
    tall = {"summary": 2, "outcomes": 4, "change_note": 2}

    class Meta:
        model = Training
        fields = (
            "topic", "title", "summary", "outcomes", "audience", "venue", "area", "taught_in", "access", "capacity", "share",
            "enrol_until", "needed_sessions", "demands", "change_note",
        )  # fmt: skip
        widgets = {"enrol_until": DayInput(date_limits.MEETINGS)}

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        for name in _WORDS:
            self.fields[name].arabic_required = True
        demands = self.fields["demands"]
        demands.queryset = Demand.objects.not_merged().order_by("number")
        demands.widget.attrs["size"] = 6
        demands.label_from_instance = lambda row: f"{row.number}. {row.title}"

    @property
    def layout(self) -> tuple[Any, ...]:
        return (*self.Meta.fields[:-1], self.note)


class SessionForm(VersionedForm):
    class Meta:
        model = TrainingSession
        fields = ("day", "starts_at", "ends_at", "title", "trainer")
        widgets = {
            "day": DayInput(date_limits.MEETINGS),
            "starts_at": time_input(),
            "ends_at": time_input(),
        }

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        for name in ("title", "trainer"):
            self.fields[name].arabic_required = True


class DoorForm(OfficeForm):
    """The sessions up to today; the one of today, or the last one, is chosen."""

    session = forms.ModelChoiceField(TrainingSession.objects.none(), label=_("Session"), empty_label=None)

    def __init__(self, *args: Any, sessions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["session"].queryset = sessions
        self.fields["session"].label_from_instance = lambda row: f"{row.day:%d/%m/%Y} · {row.title}"


class RevokeForm(OfficeForm):
    reason = forms.ChoiceField(
        label=_("Reason"),
        choices=Certificate.Reason.choices,
        widget=forms.RadioSelect,
        help_text=_("Everybody who has the number reads it."),
    )
    sentence = forms.CharField(
        label=_("Note for the cell"), required=False, max_length=500, widget=forms.Textarea({"rows": 2, "dir": "auto"})
    )


class ReplaceForm(OfficeForm):
    participant = forms.CharField(
        label=_("Name as it should stand on the certificate"),
        max_length=LONGEST_NAME,
        widget=forms.TextInput({"dir": "auto", "autocomplete": "off"}),
    )
