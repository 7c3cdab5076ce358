"""Forms of the check-in."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consultations.models import Attendance, Meeting
from core.text.forms import TextsFormField
from partners.models import Association
from portal.staff.forms import OfficeForm
from reference.models import Institution, PoliceUnit

MOST_PEOPLE = 500


UNKNOWN_IS_NOT_ZERO = _("Leave empty when nobody counted: unknown is not zero.")


class Arriving(OfficeForm):
    people = forms.IntegerField(
        label=_("People"), required=False, min_value=1, max_value=MOST_PEOPLE, help_text=UNKNOWN_IS_NOT_ZERO
    )
    women = forms.IntegerField(
        label=_("Women among them"), required=False, min_value=0, max_value=MOST_PEOPLE, help_text=UNKNOWN_IS_NOT_ZERO
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if (cleaned.get("women") or 0) > (cleaned.get("people") or MOST_PEOPLE):
            self.add_error("women", _("There cannot be more women than people."))
        return cleaned


class CheckInForm(Arriving):
    """``names``: whether there is a known association, which could be named in public."""

    shows_association = forms.BooleanField(label=_("The association agrees to be named in the report"), required=False)

    def __init__(self, *args: Any, names: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not names:
            del self.fields["shows_association"]


class WalkInForm(Arriving):
    """``known``: an association that was found; otherwise its typed name is stored, and published only with its consent."""

    organisation = forms.CharField(
        label=_("Name of the association"),
        max_length=120,
        widget=forms.TextInput({"dir": "auto", "autofocus": True}),
        help_text=_("For the cell only, unless the association agrees to be named."),
    )
    again = forms.BooleanField(
        label=_("Note others who have come of this association"), required=False, widget=forms.HiddenInput
    )
    function = forms.CharField(
        label=_("Function in the association"),
        required=False,
        max_length=120,
        widget=forms.TextInput({"dir": "auto"}),
        help_text=_("The report publishes it: a function, never somebody’s name."),
    )
    shows_association = forms.BooleanField(label=_("The association agrees to be named in the report"), required=False)
    uid = forms.UUIDField(initial=uuid.uuid4, widget=forms.HiddenInput)
    layout = ("organisation", "again", "function", "people", "women", "shows_association", "uid")

    def __init__(self, *args: Any, known: Association | None, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known, self.meeting = known, meeting
        self.fields["people"].initial = 1
        if known:
            del self.fields["organisation"]
            self.layout = self.layout[1:]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self._is_noted(cleaned):
            self.fields["again"].widget = forms.CheckboxInput()
            if not cleaned.get("again"):
                self.add_error(
                    "again", _("This association is noted as present already. Tick this only for others of it.")
                )
        return cleaned

    def _is_noted(self, cleaned: dict[str, Any]) -> bool:
        """Whether another form has added this association already (a repeated request of this form finds its own row)."""
        others = self.meeting.attendances.exclude(uid=cleaned.get("uid")) if cleaned.get("uid") else None
        if others is None:
            return False
        if self.known:
            return others.filter(association=self.known).exists()
        arriving = Attendance(is_walk_in=True, name=cleaned.get("organisation", ""))
        return arriving.came_for is not None and arriving.came_for in {each.came_for for each in others}

    @property
    def values(self) -> dict[str, Any]:
        values = super().values
        values.pop("again")
        name = values.pop("organisation", "")
        return {**values, "name": name, "association": self.known}


class OfficialForm(OfficeForm):
    NOTED = (("", _("not noted")), ("yes", _("yes")), ("no", _("no")))

    function = TextsFormField(label=_("Function on that day"), arabic_required=True, max_length=200)
    is_acting = forms.BooleanField(label=_("acting"), required=False)
    side = forms.ChoiceField(
        label=_("Side"),
        choices=[choice for choice in Attendance.Side.choices if choice[0] != Attendance.Side.CIVIL_SOCIETY],
    )
    role = forms.ChoiceField(label=_("Role in the meeting"), choices=Attendance.Role.choices)
    unit = forms.ModelChoiceField(PoliceUnit.objects.filter(is_retired=False), label=_("Police unit"), required=False)
    institution = forms.ModelChoiceField(
        Institution.objects.filter(is_retired=False), label=_("Institution"), required=False
    )
    is_woman = forms.ChoiceField(label=_("A woman"), choices=NOTED, required=False)
    uid = forms.UUIDField(initial=uuid.uuid4, widget=forms.HiddenInput)

    @property
    def values(self) -> dict[str, Any]:
        values = super().values
        return {**values, "is_woman": {"yes": True, "no": False}.get(values["is_woman"])}
