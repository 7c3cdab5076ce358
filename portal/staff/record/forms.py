"""Forms for attendance, contributions and points of a meeting."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext, gettext_lazy as _, pgettext_lazy

from consultations.models import Attendance, Intervention, Meeting, Point
from consultations.reports.checklist import PROMISED
from core import date_limits
from core.text.forms import DayInput
from core.zone import ZONE
from portal.common.forms import Fieldset
from portal.staff.forms import Fold, VersionedForm, areas_field, themes_field, time_input

NO_DEMAND = _("Choose the demand that is raised again, or tick below that it is a new one.")
CHOOSE_DEMAND = _("Choose the demand that is raised again.")


class PresenceForm(VersionedForm):
    clocks: ClassVar = {"arrived": "arrived_at", "left": "left_at"}
    shown_as: ClassVar = {column: name for name, column in clocks.items()}
    arrived = forms.TimeField(label=pgettext_lazy("time of the day", "arrived"), required=False, widget=time_input())
    left = forms.TimeField(label=pgettext_lazy("time of the day", "left"), required=False, widget=time_input())
    layout = (
        "function",
        "is_acting",
        Fieldset("", "side", "role", css_class="pairs"),
        Fold(_("Unit, institution or association"), "unit", "institution", "association", "shows_association"),
        Fold(_("Several people together"), "is_group", "people", "women"),
        Fold(_("A woman; came and left"), "is_woman", "arrived", "left", css_class="pairs"),
        Fold(_("Name (internal)"), "name", "name_is_public"),
    )

    class Meta:
        model = Attendance
        fields = (
            "function", "is_acting", "side", "role", "unit", "institution", "association", "shows_association",
            "is_group", "people", "women", "is_woman", "name", "name_is_public",
        )  # fmt: skip

    def __init__(self, data: Any = None, *, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.meeting = meeting
        for name, column in self.clocks.items():
            self.initial[name] = clock_of(getattr(self.instance, column))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name, column in self.clocks.items():
            setattr(self.instance, column, self._on_the_day(cleaned.get(name), getattr(self.instance, column)))
        return cleaned

    @property
    def values(self) -> dict[str, Any]:
        values = {name: value for name, value in super().values.items() if name not in self.clocks}
        return values | {column: getattr(self.instance, column) for column in self.clocks.values()}

    def _on_the_day(self, clock: dt.time | None, stored: dt.datetime | None) -> dt.datetime | None:
        """Combine the time with the day of the meeting. An unchanged time keeps its seconds and its day."""
        if clock is None or clock == clock_of(stored):
            return stored if clock else None
        return dt.datetime.combine(self.meeting.held_on, clock, tzinfo=ZONE)

    def _get_validation_exclusions(self) -> set[str]:
        # A constraint (nobody leaves before arriving) is on columns that the form shows as clock times.
        return super()._get_validation_exclusions() - set(self.clocks.values())


def clock_of(moment: dt.datetime | None) -> dt.time | None:
    return moment.astimezone(ZONE).time().replace(second=0, microsecond=0) if moment else None


class Speakers(forms.ModelChoiceField):
    """Choice of speakers, by function and organisation."""

    def label_from_instance(self, attendance: Attendance) -> str:
        return attendance.full_title


class ContributionForm(VersionedForm):
    """For a confidential contribution without its text, which is sealed.

    An empty form has no initial speaker, so that a contribution is not attributed to the previous speaker by mistake.
    """

    speaker = Speakers(
        Attendance.objects.none(),
        label=_("speaker"),
        required=False,
        help_text=_("Leave empty for a speaker without name."),
    )
    tall = {"text": 5}

    class Meta:
        model = Intervention
        fields = ("text", "kind", "speaker", "speaker_label", "axis", "is_collective")

    def __init__(self, data: Any = None, *, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["speaker"].queryset = meeting.attendances.select_related("association", "institution", "unit")
        self.fields["axis"].queryset = meeting.axes.all()
        if self.instance.is_confidential:
            del self.fields["text"]

    @property
    def layout(self) -> tuple[Any, ...]:
        rest = (Fieldset("", "kind", "speaker", "speaker_label", "axis", css_class="pairs"), "is_collective")
        return ("text", *rest) if "text" in self.fields else rest

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("speaker") and cleaned.get("speaker_label"):
            self.add_error("speaker_label", _("Choose the speaker from the presence list or write a name: not both."))
        return cleaned


class ContributionChoices(forms.ModelMultipleChoiceField):
    """Choice of contributions, by their first words."""

    widget = forms.CheckboxSelectMultiple
    longest = 120

    def label_from_instance(self, contribution: Intervention) -> str:
        words = str(contribution.text) or gettext("confidential contribution")
        shown = words if len(words) <= self.longest else f"{words[: self.longest].rsplit(' ', 1)[0]}…"
        return f"{contribution.position}. {shown}"


class PointForm(VersionedForm):
    tall = {"text": 3}
    interventions = ContributionChoices(
        Intervention.objects.none(), label=_("Contributions that carry it"), required=False
    )
    new_demand = forms.BooleanField(label=_("Nobody asked for this before: register a new demand"), required=False)
    themes = themes_field()
    areas = areas_field()

    class Meta:
        model = Point
        fields = (
            "kind", "substance", "title", "text", "interventions", "demand", "owner_unit", "owner_institution", "due_on",
            "themes", "areas",
        )  # fmt: skip
        widgets = {"due_on": DayInput(date_limits.PROMISES)}
        labels = {"due_on": pgettext_lazy("a day", "Until")}

    def __init__(self, data: Any = None, *, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.instance.meeting = meeting
        self.fields["interventions"].queryset = meeting.interventions.all()
        self.fields["demand"].help_text = _("The same demand raised again is one more mention of it.")
        if self.instance.pk:
            del self.fields["new_demand"]

    @property
    def unfolds(self) -> frozenset[str]:
        """Fields of a commitment that the checklist requires are not collapsed."""
        return frozenset({"owner_unit"} if self.instance.pk and self.instance.kind in PROMISED else ())

    @property
    def layout(self) -> tuple[Any, ...]:
        asked = [name for name in ("demand", "new_demand") if name in self.fields]
        return (
            Fieldset("", "kind", "substance", css_class="pairs"),
            "title",
            "text",
            "interventions",
            Fieldset(_("If it is a demand"), *asked),
            Fold(
                _("If it is a commitment or a decision: who is responsible, and until when"),
                "owner_unit",
                "owner_institution",
                "due_on",
                css_class="pairs",
            ),
            "themes",
            "areas",
        )

    def _get_validation_exclusions(self) -> set[str]:
        # A constraint (one point per meeting and demand) is on a column that the form does not have.
        exclude = super()._get_validation_exclusions() - {"meeting"}
        return exclude | {"demand"} if self.cleaned_data.get("new_demand") else exclude

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self._clean_demand(cleaned)
        return cleaned

    def _clean_demand(self, cleaned: dict[str, Any]) -> None:
        is_demand, known, new = (
            cleaned.get("kind") == Point.Kind.DEMAND,
            cleaned.get("demand"),
            cleaned.get("new_demand"),
        )
        if known and new:
            self.add_error("new_demand", _("Choose a demand, or register a new one: not both."))
        elif is_demand and not known and not new:
            self.add_error("demand", NO_DEMAND if "new_demand" in self.fields else CHOOSE_DEMAND)
        elif "kind" in cleaned and not is_demand and (known or new):
            self.add_error(
                "demand" if known else "new_demand",
                _("Only a point of kind “demand” belongs to a demand: leave this empty, or change the kind."),
            )
