from __future__ import annotations

import re
from typing import Any

from crispy_forms.layout import Fieldset
from django import forms
from django.utils.translation import gettext, gettext_lazy as _

from consultations.models import Meeting
from core.forms import TextsFormField
from core.texts import Texts
from portal.staff.forms.base import Fold, OfficeForm, VersionedForm, date_input, time_input

SPARE_TOPICS = 3
MOST_TOPICS = 30


class MeetingForm(VersionedForm):
    """The facts and the discussion topics; three empty lines for topics are always there."""

    new_series = TextsFormField(
        label=_("New series"), required=False, max_length=200, help_text=_("Only where the series is not in the list.")
    )

    class Meta:
        model = Meeting
        fields = (
            "title", "kind", "held_on", "part_of_day", "starts_at", "ends_at", "venue", "organiser", "unit", "level",
            "requester", "requesting_association", "series", "new_series",
            "declared_people", "declared_women", "declared_associations",
        )  # fmt: skip
        widgets = {"held_on": date_input(), "starts_at": time_input(), "ends_at": time_input()}
        help_texts = {
            "starts_at": _("Leave empty when nobody noted it."),
            "declared_people": _("Leave empty when nobody counted: unknown is not zero."),
        }

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(data, *args, **kwargs)
        titles = [axis.title for axis in self.instance.axes.all()] if self.instance.pk else []
        self.topics = [f"topic_{number}" for number in range(1, self._topic_count(data, len(titles)) + 1)]
        for number, name in enumerate(self.topics, start=1):
            initial = titles[number - 1] if number <= len(titles) else Texts()
            self.fields[name] = TextsFormField(
                label=gettext("Topic %(number)d") % {"number": number}, required=False, max_length=300, initial=initial
            )

    @property
    def layout(self) -> tuple[Any, ...]:
        return (
            "title",
            Fieldset(_("When and where"), "held_on", "part_of_day", "starts_at", "ends_at", "venue", css_class="pairs"),
            Fieldset(_("Who invites"), "kind", "level", "organiser", "unit", "requester", css_class="pairs"),
            Fold(_("Asked for by an association, or one of a series"), "requesting_association", "series", "new_series"),
            Fieldset(_("Discussion topics"), *self.topics),
            Fold(
                _("Numbers counted at the door"), "declared_people", "declared_women", "declared_associations",
                css_class="pairs",
            ),
        )  # fmt: skip

    @property
    def values(self) -> dict[str, Any]:
        values = super().values
        titles = [values.pop(name) for name in self.topics]
        return {**values, "axes": [title for title in titles if title]}

    @staticmethod
    def _topic_count(data: Any, stored: int) -> int:
        sent = [int(found[1]) for name in data or () if (found := re.fullmatch(r"topic_(\d{1,2})_\w\w", name))]
        return min(MOST_TOPICS, max([stored + SPARE_TOPICS, *sent]))


class MoveForm(OfficeForm):
    """A step, with the sentence that some steps ask for."""

    move = forms.CharField(max_length=30, widget=forms.HiddenInput)
    sentence = forms.CharField(label=_("Why, in a sentence"), required=False, max_length=1000)


class ShiftForm(forms.Form):
    steps = forms.TypedChoiceField(choices=[("-1", "-1"), ("1", "1")], coerce=int)
