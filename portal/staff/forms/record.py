"""Presence, contributions and points of one meeting."""

from __future__ import annotations

from typing import Any

from crispy_forms.layout import Fieldset
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from consultations.models import Attendance, Intervention, Meeting, Point
from portal.staff.forms.base import Fold, VersionedForm, areas_field, themes_field


class PresenceForm(VersionedForm):
    layout = (
        "function",
        "is_acting",
        Fieldset("", "side", "role", css_class="pairs"),
        Fold(_("Unit, institution or association"), "unit", "institution", "association", "shows_association"),
        Fold(_("Several persons together"), "is_group", "people"),
        Fold(_("Name (internal)"), "name", "name_is_public"),
    )

    class Meta:
        model = Attendance
        fields = (
            "function", "is_acting", "side", "role", "unit", "institution", "association", "shows_association",
            "is_group", "people", "name", "name_is_public",
        )  # fmt: skip

    def __init__(self, data: Any = None, *, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)


class ContributionForm(VersionedForm):
    """Of a confidential contribution everything but its text, which is sealed."""

    tall = {"text": 5}

    class Meta:
        model = Intervention
        fields = ("text", "kind", "speaker", "axis", "is_collective")

    def __init__(self, data: Any = None, *, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["speaker"].queryset = meeting.attendances.select_related("association")
        self.fields["axis"].queryset = meeting.axes.all()
        if self.instance.is_confidential:
            del self.fields["text"]

    @property
    def layout(self) -> tuple[Any, ...]:
        rest = (Fieldset("", "kind", "speaker", "axis", css_class="pairs"), "is_collective")
        return ("text", *rest) if "text" in self.fields else rest


class ContributionChoices(forms.ModelMultipleChoiceField):
    """Contributions by their first words."""

    widget = forms.CheckboxSelectMultiple
    longest = 120

    def label_from_instance(self, contribution: Intervention) -> str:
        words = str(contribution.text) or str(_("confidential"))
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
        fields = ("kind", "substance", "title", "text", "interventions", "demand", "themes", "areas")

    def __init__(self, data: Any = None, *, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.instance.meeting = meeting
        self.fields["interventions"].queryset = meeting.interventions.all()
        self.fields["demand"].help_text = _("The same demand raised again is one more mention of it.")
        if self.instance.pk:
            del self.fields["new_demand"]

    @property
    def layout(self) -> tuple[Any, ...]:
        asked = [name for name in ("demand", "new_demand") if name in self.fields]
        return (
            Fieldset("", "kind", "substance", css_class="pairs"),
            "title",
            "text",
            "interventions",
            Fieldset(_("If it is a demand"), *asked),
            "themes",
            "areas",
        )

    def _get_validation_exclusions(self) -> set[str]:
        # One point per meeting and demand is a constraint over a column that is not on the form.
        exclude = super()._get_validation_exclusions() - {"meeting"}
        return exclude | {"demand"} if self.cleaned_data.get("new_demand") else exclude

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("demand") and cleaned.get("new_demand"):
            raise ValidationError(_("Choose a demand, or register a new one: not both."))
        return cleaned
