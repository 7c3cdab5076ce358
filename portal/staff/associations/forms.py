from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from partners.models import Role
from partners.verification import Seen
from portal.staff.forms import OfficeForm
from portal.staff.meetings.forms import MoveForm
from portal.staff.reading import ReadForm


class RoleForm(OfficeForm):
    role = forms.ChoiceField(label=_("Function in the board"), choices=Role.choices)
    sentence = forms.CharField(
        label=_("Why, in a sentence"), max_length=1000, widget=forms.Textarea({"rows": 2, "dir": "auto"}),
        help_text=_("The members read it, and are told by mail."),
    )  # fmt: skip


class DecisionForm(MoveForm):
    """A step about an association, with the version of the profile and the last step on the page that the person read."""

    version = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)
    step = forms.IntegerField(min_value=0, max_value=2**63 - 1, widget=forms.HiddenInput)

    @property
    def seen(self) -> Seen:
        return Seen(self.cleaned_data["version"], self.cleaned_data["step"])


class ApproveDirectoryForm(ReadForm):
    """``version``: of the profile on the page, which the approval is about."""

    version = forms.IntegerField(widget=forms.HiddenInput)
