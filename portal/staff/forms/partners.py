from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from partners.models import Association, Membership
from portal.staff.forms.base import OfficeForm, VersionedForm, areas_field, themes_field
from proposals.models import Demand


class AssociationForm(VersionedForm):
    areas = areas_field()
    themes = themes_field()

    class Meta:
        model = Association
        fields = ("name", "seat", "areas", "themes")


class MembershipForm(OfficeForm):
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("Without an account, one is opened and a link to choose a password is sent."),
    )
    name = forms.CharField(label=_("Name (internal)"), max_length=120, required=False)
    role = forms.ChoiceField(label=_("Function in the board"), choices=Membership.Role.choices)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)


class DemandForm(VersionedForm):
    tall = {"details": 4}
    themes = themes_field(required=True)
    areas = areas_field()

    class Meta:
        model = Demand
        fields = ("title", "details", "owner_unit", "themes", "areas")
