from __future__ import annotations

import datetime as dt
import re
from typing import Any

from crispy_forms.layout import Div
from django import forms
from django.core.validators import MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy as _

from consultations.models import Axis, Meeting
from consultations.planning.meetings import Topic
from consultations.states import MeetingState
from core import date_limits
from core.text.forms import DayInput, MomentInput, TextsFormField
from core.text.partial_days import Known
from core.text.texts import Texts
from core.zone import ZONE
from portal.common.forms import Fieldset
from portal.staff.forms import Fold, OfficeForm, VersionedForm, areas_field, limit_counts, themes_field, time_input
from portal.staff.reading import ReadForm
from proposals.models import Concern, Demand
from reference.models import Level

SPARE_TOPICS = 3
MOST_TOPICS = 30
TAKEN_OVER = (
    "title", "kind", "part_of_day", "starts_at", "ends_at", "venue", "map_url", "organiser", "organising_institution",
    "organising_body", "organised_with", "unit", "level", "series", "capacity", "invitation_rule", "takes_registrations",
)  # fmt: skip


# Not asked of whoever leaves them as they are.
LEFT_OPEN = ("day_known", "level")
NOON = dt.time(12)
STALE = {
    "fr": _("The French title is still that of the earlier meeting: change it, or empty it."),
    "en": _("The English title is still that of the earlier meeting: change it, or empty it."),
}


class MeetingForm(VersionedForm):
    """The facts and the topics with their minutes; always with three empty lines for topics.

    ``like``: an earlier meeting whose values are copied, except its day and its numbers.
    """

    new_series = TextsFormField(
        label=_("New series"), required=False, max_length=200, help_text=_("Only where the series is not in the list.")
    )
    was_held = forms.BooleanField(
        label=_("This meeting was held already: only its record is typed in"),
        required=False,
        help_text=_("It need not be opened and closed. What was said is asked for on the next pages."),
    )
    themes = themes_field()
    areas = areas_field()
    map_url = forms.URLField(
        label=_("Link to a map"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=_("An https address that shows where the venue is."),
    )

    class Meta:
        model = Meeting
        fields = (
            "title", "kind", "held_on", "day_known", "part_of_day", "starts_at", "ends_at", "venue", "map_url",
            "organiser", "organising_institution", "organising_body", "organised_with", "unit", "level",
            "requester", "requesting_association", "requesting_institution", "requesting_body", "requester_agrees",
            "series", "new_series", "number_in_series", "themes", "areas",
            "capacity", "invitation_rule", "takes_registrations", "answers_until",
            "declared_people", "declared_women", "declared_associations", "declared_contributions", "counts_are_estimates",
        )  # fmt: skip
        widgets = {
            "held_on": DayInput(date_limits.MEETINGS),
            "starts_at": time_input(),
            "ends_at": time_input(),
            "answers_until": MomentInput(date_limits.MEETINGS),
        }
        help_texts = {
            "held_on": _(
                "Where the day is not known, any day that fits: it only orders lists, and nobody is shown it."
            ),
            "level": _("Leave empty for the level of the police unit."),
            "starts_at": _("Leave empty when nobody noted it."),
            "organiser": _("The police service that convenes and holds the meeting; readers see it."),
            "unit": _(
                "The police unit whose area the meeting concerns. The meeting appears under this unit and in "
                "its calendar."
            ),
            "declared_people": _("Leave empty when nobody counted: unknown is not zero."),
        }

    def __init__(self, data: Any = None, *args: Any, like: Meeting | None = None, **kwargs: Any) -> None:
        if like is not None:
            kwargs["initial"] = {name: getattr(like, name) for name in TAKEN_OVER} | {
                name: list(getattr(like, name).all()) for name in ("themes", "areas")
            }
        super().__init__(data, *args, **kwargs)
        self.like = like
        self.fields["answers_until"].input_formats = ["%Y-%m-%dT%H:%M"]
        limit_counts(
            self, "declared_people", "declared_women", "declared_associations", "declared_contributions", "capacity"
        )
        self.fields["number_in_series"].validators.append(MinValueValidator(1))
        for name in LEFT_OPEN:
            self.fields[name].required = False
        if self.instance.pk:
            del self.fields["was_held"]
        else:
            self.initial["level"] = like.level if like else ""
            self.fields["level"].choices = [("", "---------"), *Level.choices]
        planned = self.instance if self.instance.pk else like
        axes = list(planned.axes.exclude(kind=Axis.Kind.OUTSTANDING)) if planned else []
        self.topics = [f"topic_{number}" for number in range(1, self._topic_count(data, len(axes)) + 1)]
        for number, name in enumerate(self.topics, start=1):
            axis = axes[number - 1] if number <= len(axes) else None
            self.fields[name] = TextsFormField(
                label=gettext("Topic %(number)d") % {"number": number},
                required=False,
                max_length=300,
                initial=axis.title if axis else Texts(),
            )
            self.fields[_row(name)] = forms.IntegerField(
                required=False, widget=forms.HiddenInput, initial=axis.pk if axis and self.instance.pk else None
            )
            self.fields[_minutes(name)] = forms.IntegerField(
                label=gettext("Duration of topic %(number)d, in minutes") % {"number": number},
                required=False,
                min_value=1,
                max_value=600,
                initial=axis.minutes if axis else None,
            )

    @property
    def layout(self) -> tuple[Any, ...]:
        topics = [Div(name, _minutes(name), _row(name), css_class="topic") for name in self.topics]
        asked = [name for name in ("was_held",) if name in self.fields]
        return (
            "title",
            *asked,
            Fieldset(
                _("When and where"), "held_on", "day_known", "part_of_day", "starts_at", "ends_at", "venue", "map_url",
                css_class="pairs",
            ),
            Fieldset(_("Who invites"), "kind", "level", "organiser", "unit", "requester", css_class="pairs"),
            Fold(
                _("Organised by another body, or in partnership"),
                "organising_institution", "organising_body", "organised_with",
            ),
            Fold(
                _("Asked for by another body than the cell"),
                "requesting_association", "requesting_institution", "requesting_body", "requester_agrees",
            ),
            Fold(_("One of a series"), "series", "new_series", "number_in_series"),
            Fieldset(_("Discussion topics"), *topics),
            Fold(_("Themes and areas"), "themes", "areas"),
            Fold(
                _("Places and invitations"), "capacity", "answers_until", "invitation_rule", "takes_registrations",
            ),
            Fold(
                _("Numbers that were counted"), "declared_people", "declared_women", "declared_associations",
                "declared_contributions", "counts_are_estimates", css_class="pairs",
            ),
        )  # fmt: skip

    @property
    def values(self) -> dict[str, Any]:
        values = super().values
        topics = [Topic(values.pop(name), values.pop(_minutes(name)), values.pop(_row(name))) for name in self.topics]
        return {**values, "axes": [topic for topic in topics if topic.title]}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in self.topics:
            if cleaned.get(_minutes(name)) and name in cleaned and not cleaned[name]:
                self.add_error(name, _("Give the title of the topic for these minutes."))
        self._clean_times(cleaned)
        self._clean_title(cleaned)
        self._clean_requester(cleaned)
        self._clean_level(cleaned)
        return cleaned

    def clean_day_known(self) -> str:
        """A form without this field is one of a whole date."""
        return self.cleaned_data["day_known"] or Known.DAY

    def _clean_requester(self, cleaned: dict[str, Any]) -> None:
        if cleaned.get("requesting_body") and cleaned.get("requester") == Meeting.Requester.CELL:
            words = _("Name a body only where another body than the cell asked for the meeting.")
            self.add_error("requesting_body", words)

    def _clean_level(self, cleaned: dict[str, Any]) -> None:
        """The level is that of the police unit: a wilaya is no precinct."""
        unit, level = cleaned.get("unit"), cleaned.get("level")
        if unit and not level:
            cleaned["level"] = unit.level
        elif unit and level != unit.level:
            words = {"unit": unit, "level": unit.get_level_display()}
            self.add_error("level", gettext("%(unit)s is of another level: %(level)s.") % words)

    def _clean_times(self, cleaned: dict[str, Any]) -> None:
        """Check that the times are consistent, and that the deadline for answers is before the meeting."""
        starts, part = cleaned.get("starts_at"), cleaned.get("part_of_day")
        if starts and part and (part == Meeting.PartOfDay.MORNING) != (starts < NOON):
            self.add_error("part_of_day", _("This does not match the time at which the meeting begins."))
        if cleaned.get("ends_at") and not starts and "starts_at" not in self.errors:
            self.add_error("starts_at", _("Give the start time, too."))
        held_on, until = cleaned.get("held_on"), cleaned.get("answers_until")
        if held_on and cleaned.get("was_held") and held_on > timezone.localdate():
            self.add_error("held_on", _("The day of this meeting has not come yet."))
        if held_on and until and timezone.localdate(until) > held_on:
            self.add_error("answers_until", _("Answers cannot be awaited after the day of the meeting."))
        elif held_on and until and starts and until > dt.datetime.combine(held_on, starts, ZONE):
            self.add_error("answers_until", _("Answers cannot be awaited after the beginning of the meeting."))

    def _clean_title(self, cleaned: dict[str, Any]) -> None:
        """Refuse duplicate titles, and a title that changed in one language only."""
        title: Texts | None = cleaned.get("title")
        if not title or self.instance.pk:
            return
        same = Meeting.objects.exclude(state=MeetingState.CANCELLED).filter(
            title=title, **{name: cleaned.get(name) for name in ("held_on", "unit", "starts_at")}
        )
        if same.exists():
            self.add_error(None, _("This meeting is planned already: same title, date, time and unit."))
        if self.like and title.ar != self.like.title.ar:
            for language, sentence in STALE.items():
                if getattr(title, language) and getattr(title, language) == getattr(self.like.title, language):
                    self.add_error("title", sentence)

    @staticmethod
    def _topic_count(data: Any, stored: int) -> int:
        sent = [int(found[1]) for name in data or () if (found := re.fullmatch(r"topic_(\d{1,2})_\w\w", name))]
        return min(MOST_TOPICS, max([stored + SPARE_TOPICS, *sent]))


def _row(topic: str) -> str:
    return f"row_of_{topic}"


def _minutes(topic: str) -> str:
    return f"minutes_of_{topic}"


class MoveForm(OfficeForm):
    """A step; some steps require a sentence."""

    move = forms.CharField(max_length=30, widget=forms.HiddenInput)
    sentence = forms.CharField(label=_("Why, in a sentence"), required=False, max_length=1000)

    @property
    def refusal(self) -> str:
        """Why the step was not taken, for the head of the page: the sentence is typed in a form of the template."""
        return " ".join(self.errors.get("sentence", [])) or gettext("This step does not exist.")


class ShiftForm(forms.Form):
    steps = forms.TypedChoiceField(choices=[("-1", "-1"), ("1", "1")], coerce=int)


class CarryForm(forms.Form):
    """Move a topic up or down."""

    steps = forms.IntegerField(min_value=-MOST_TOPICS, max_value=MOST_TOPICS)


class AnnounceForm(ReadForm):
    note = TextsFormField(label=_("What changed since it was last announced"), required=False, max_length=500)

    def __init__(self, *args: Any, again: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if again:
            self.fields["note"].required = self.fields["note"].arabic_required = True
        else:
            del self.fields["note"]


class CallOffForm(OfficeForm):
    """Postpone or cancel a meeting."""

    sentence = TextsFormField(
        label=_("Why, in a sentence for the public"), arabic_required=True, max_length=500, rows=2
    )


class PlaceForm(forms.Form):
    """Place a demand or concern under a topic."""

    axis = forms.ModelChoiceField(Axis.objects.none())
    demand = forms.ModelChoiceField(Demand.objects.none(), required=False)
    concern = forms.ModelChoiceField(Concern.objects.none(), required=False)

    def __init__(self, *args: Any, meeting: Meeting, by: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["axis"].queryset = meeting.axes.all()
        self.fields["demand"].queryset = Demand.objects.visible_to(by)
        self.fields["concern"].queryset = Concern.objects.visible_to(by)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if bool(cleaned.get("demand")) == bool(cleaned.get("concern")):
            raise forms.ValidationError(_("Choose what is to be placed."))
        return cleaned
