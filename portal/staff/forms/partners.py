from __future__ import annotations

from partners.models import Association
from portal.staff.forms.base import VersionedForm, areas_field, themes_field
from proposals.models import Demand


class AssociationForm(VersionedForm):
    areas = areas_field()
    themes = themes_field()

    class Meta:
        model = Association
        fields = ("name", "seat", "areas", "themes")


class DemandForm(VersionedForm):
    tall = {"details": 4}
    themes = themes_field(required=True)
    areas = areas_field()

    class Meta:
        model = Demand
        fields = ("title", "details", "owner_unit", "themes", "areas")
