"""What a programme and its sessions are, as associations and the cell write them down."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Case, Value, When
from django.utils.translation import gettext_lazy as _

from cooperation.models import Programme, ProgrammeSession
from cooperation.models.programmes import LONGEST_SENTENCE, Audience
from core import date_limits
from core.text.forms import DayInput
from portal.common.forms import GroupedField, OfficeForm, VersionedForm, limit_counts, time_input
from reference.models import Area, Institution, Theme

FIELDS = (
    "title", "summary", "audiences", "begins_on", "ends_on", "themes", "areas", "institutions", "brings", "materials",
)  # fmt: skip


DAYS = {"begins_on": DayInput(date_limits.PROMISES), "ends_on": DayInput(date_limits.PROMISES)}


class ProgrammeFields(VersionedForm):
    """Without a model class of its own: a form of the office or of members names its fields."""

    audiences = forms.MultipleChoiceField(
        label=_("For whom"), choices=Audience.choices, widget=forms.CheckboxSelectMultiple
    )
    themes = GroupedField(Theme.objects.all(), label=_("Themes"))
    areas = GroupedField(Area.objects.all(), label=_("Areas"))
    institutions = forms.ModelMultipleChoiceField(
        Institution.objects.all(), label=_("Institutions where it takes place, schools first"), required=False,
        widget=forms.CheckboxSelectMultiple, help_text=_("A school that is not in the list: write its area, and tell the cell."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        queryset = self.fields["institutions"].queryset  # type: ignore[attr-defined]
        schools = {"kind": Institution.Kind.EDUCATION}
        self.fields["institutions"].queryset = queryset.order_by(_first(**schools), "position", "key")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        begins, ends = cleaned.get("begins_on"), cleaned.get("ends_on")
        if begins and ends and ends < begins:
            self.add_error("ends_on", _("The last day cannot be before the first one."))
        return cleaned


def _first(**condition: Any) -> Any:
    """Rows that fulfil ``condition`` before others."""
    return Case(When(**condition, then=Value(0)), default=Value(1))


class SessionForm(VersionedForm):
    meant = forms.CharField(
        label=_("Why two sessions in one week are meant"), max_length=LONGEST_SENTENCE, required=False,
        widget=forms.Textarea({"rows": 2, "dir": "auto"}),
        help_text=_("Only where the portal says that the institution has another session in the week. Never published."),
    )  # fmt: skip

    class Meta:
        model = ProgrammeSession
        fields = (
            "day", "starts_at", "ends_at", "area", "institution", "place", "is_place_hidden", "people_reached", "is_called_off",
        )  # fmt: skip
        widgets = {"day": DayInput(date_limits.MEETINGS), "starts_at": time_input(), "ends_at": time_input()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("meant", self.instance.meant)
        limit_counts(self, "people_reached")
        queryset = self.fields["institution"].queryset  # type: ignore[attr-defined]
        ordered = queryset.order_by(_first(kind=Institution.Kind.EDUCATION), "position", "key")
        self.fields["institution"].queryset = ordered  # type: ignore[attr-defined]

    layout = (
        "day", "starts_at", "ends_at", "institution", "area", "place", "is_place_hidden", "people_reached", "is_called_off", "meant",
    )  # fmt: skip


class Proposed(ProgrammeFields):
    class Meta:
        model = Programme
        fields = FIELDS
        widgets = DAYS


class AnswerToOffer(OfficeForm):
    """``seen``: the newest offer on the page that was read."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)


def seeing(form: OfficeForm, offer: int | None) -> OfficeForm:
    """The values of a bound form under ``offer``, for the page that shows it."""
    typed = form.data.copy()
    typed["seen"] = offer or ""
    return type(form)(typed, auto_id=form.auto_id)
