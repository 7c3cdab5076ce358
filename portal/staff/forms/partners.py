from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from partners.models import Role
from portal.staff.forms.base import OfficeForm, VersionedForm, areas_field, themes_field
from proposals.models import Demand


class MembershipForm(OfficeForm):
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("Without an account, one is opened and a link to choose a password is sent."),
    )
    name = forms.CharField(label=_("Name (internal)"), max_length=120, required=False)
    role = forms.ChoiceField(label=_("Function in the board"), choices=Role.choices)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)


class RoleForm(OfficeForm):
    role = forms.ChoiceField(label=_("Function in the board"), choices=Role.choices)
    sentence = forms.CharField(
        label=_("Why, in a sentence"), max_length=1000, widget=forms.Textarea({"rows": 2, "dir": "auto"}),
        help_text=_("The members read it, and are told by mail."),
    )  # fmt: skip


class ApproveDirectoryForm(OfficeForm):
    """``version``: of the profile on the page, which the approval is about."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class DemandForm(VersionedForm):
    tall = {"details": 4}
    themes = themes_field(required=True)
    areas = areas_field()

    class Meta:
        model = Demand
        fields = ("title", "details", "owner_unit", "themes", "areas")
