"""Forms for attendance, contributions and points of a meeting."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext, gettext_lazy as _, pgettext_lazy

from consultations.models import Attendance, Intervention, Meeting, Point
from consultations.models.attendance import NO_ASSOCIATION
from consultations.record import attendance
from consultations.record.said_points import SPEAKER_OF_NOTHING
from consultations.record_fields import PROMISED
from consultations.states import MeetingState
from core import date_limits
from core.text.forms import DayInput
from core.zone import ZONE
from portal.common.forms import Fieldset
from portal.staff.forms import Fold, VersionedForm, areas_field, limit_counts, themes_field, time_input

# The sides to which a body may belong.
BODIES = {
    "unit": {Attendance.Side.POLICE, Attendance.Side.OTHER},
    "institution": {Attendance.Side.INSTITUTION, Attendance.Side.ELECTED, Attendance.Side.OTHER},
    "association": {Attendance.Side.CIVIL_SOCIETY, Attendance.Side.OTHER},
    "association_name": {Attendance.Side.CIVIL_SOCIETY, Attendance.Side.OTHER},
}

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
        Fieldset("", "side", "role", "chair", "attended", css_class="pairs"),
        Fold(
            _("Unit, institution or association"),
            "unit",
            "institution",
            "association",
            "association_name",
            "shows_association",
        ),
        Fold(_("In place of somebody else"), "on_behalf_of"),
        Fold(_("Several people together"), "is_group", "people", "women"),
        Fold(_("A woman; came and left"), "is_woman", "arrived", "left", css_class="pairs"),
        Fold(_("Name (internal)"), "name", "name_is_public"),
    )

    class Meta:
        model = Attendance
        fields = (
            "function", "is_acting", "side", "role", "chair", "attended", "on_behalf_of", "unit", "institution",
            "association", "association_name", "shows_association",
            "is_group", "people", "women", "is_woman", "name", "name_is_public",
        )  # fmt: skip

    def __init__(self, data: Any = None, *, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.meeting = meeting
        self.fields["attended"].required = False
        limit_counts(self, "people", "women")
        for name, column in self.clocks.items():
            self.initial[name] = clock_of(getattr(self.instance, column))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self._clean_bodies(cleaned)
        self._clean_part(cleaned)
        for name, column in self.clocks.items():
            setattr(self.instance, column, self._on_the_day(cleaned.get(name), getattr(self.instance, column)))
        return cleaned

    def clean_attended(self) -> str:
        return self.cleaned_data["attended"] or Attendance.Attended.PRESENT

    def _clean_bodies(self, cleaned: dict[str, Any]) -> None:
        """A body of the side that it belongs to."""
        named = [name for name in BODIES if cleaned.get(name)]
        side = cleaned.get("side")
        if len(named) == 1 and side and side not in BODIES[named[0]]:
            self.add_error("side", _("This does not match the body from which somebody comes."))
        # The constraint names the internal name, too, which comes after this field.
        is_named_by_hand = self.instance.is_walk_in and cleaned.get("name")
        has_association = {"association", "association_name"} & {*named}
        if cleaned.get("shows_association") and not has_association and not is_named_by_hand:
            self.add_error("shows_association", NO_ASSOCIATION)

    def _clean_part(self, cleaned: dict[str, Any]) -> None:
        is_away = cleaned.get("attended") != Attendance.Attended.PRESENT
        if is_away and self.instance.pk and attendance.spoke(self.instance):
            self.add_error("attended", attendance.SPOKE)

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


def speakers_of(meeting: Meeting) -> QuerySet[Attendance]:
    present = meeting.attendances.filter(attended=Attendance.Attended.PRESENT)
    return present.select_related("association", "institution", "unit")


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
        self.fields["speaker"].queryset = speakers_of(meeting)
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
    new_contribution = forms.BooleanField(
        label=_("It is in no contribution yet: write it down as one, too"),
        required=False,
        help_text=_("Its text is then typed once."),
    )
    speaker = Speakers(
        Attendance.objects.none(),
        label=_("Who said it"),
        required=False,
        help_text=_("Leave empty where it is not recorded."),
    )
    said_by_several = forms.BooleanField(label=_("Several said it; their number is not recorded"), required=False)
    new_demand = forms.BooleanField(label=_("Nobody asked for this before: register a new demand"), required=False)
    themes = themes_field()
    areas = areas_field()

    class Meta:
        model = Point
        fields = (
            "kind", "substance", "title", "text", "interventions", "demand", "owner_unit", "owner_institution", "owner_body",
            "starts_on", "due_on", "figure_value", "figure_unit", "figure_period", "figure_source", "about_demand",
            "about_meeting", "themes", "areas",
        )  # fmt: skip
        widgets = {"starts_on": DayInput(date_limits.PROMISES), "due_on": DayInput(date_limits.PROMISES)}
        labels = {"starts_on": pgettext_lazy("a day", "From"), "due_on": pgettext_lazy("a day", "Until")}

    def __init__(self, data: Any = None, *, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.instance.meeting = meeting
        self.fields["interventions"].queryset = meeting.interventions.all()
        self.fields["demand"].help_text = _("The same demand raised again is one more mention of it.")
        earlier = Meeting.objects.exclude(pk=meeting.pk).filter(held_on__lte=meeting.held_on)
        self.fields["about_meeting"].queryset = earlier.filter(~Q(state=MeetingState.CANCELLED))
        self.fields["speaker"].queryset = speakers_of(meeting)
        if self.instance.pk:
            for name in ("new_demand", "new_contribution", "speaker", "said_by_several"):
                del self.fields[name]

    @property
    def unfolds(self) -> frozenset[str]:
        """Fields of a commitment that the checklist requires are not collapsed."""
        return frozenset({"owner_unit"} if self.instance.pk and self.instance.kind in PROMISED else ())

    @property
    def layout(self) -> tuple[Any, ...]:
        asked = [name for name in ("demand", "new_demand") if name in self.fields]
        said = [name for name in ("new_contribution", "speaker", "said_by_several") if name in self.fields]
        return (
            Fieldset("", "kind", "substance", css_class="pairs"),
            "title",
            "text",
            "interventions",
            *said,
            Fieldset(_("If it is a demand"), *asked),
            Fold(
                _("If it is a commitment or a decision: who is responsible, and until when"),
                "owner_unit",
                "owner_institution",
                "owner_body",
                "starts_on",
                "due_on",
                css_class="pairs",
            ),
            Fold(
                _("If it is a figure"),
                "figure_value",
                "figure_unit",
                "figure_period",
                "figure_source",
                css_class="pairs",
            ),
            Fold(_("If it is progress on an earlier matter"), "about_demand", "about_meeting", css_class="pairs"),
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
        self._clean_kind(cleaned)
        self._clean_speaker(cleaned)
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

    def _clean_speaker(self, cleaned: dict[str, Any]) -> None:
        for name in ("speaker", "said_by_several"):
            if cleaned.get(name) and not cleaned.get("new_contribution"):
                self.add_error(name, SPEAKER_OF_NOTHING)

    def _clean_kind(self, cleaned: dict[str, Any]) -> None:
        is_figure = cleaned.get("kind") == Point.Kind.FIGURE
        if is_figure and cleaned.get("figure_value") is None and "figure_value" not in self.errors:
            self.add_error("figure_value", _("Give the value of the figure."))
