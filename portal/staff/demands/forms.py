"""The form of a demand."""

from __future__ import annotations

from portal.staff.forms import VersionedForm, areas_field, themes_field
from proposals.models import Demand


class DemandForm(VersionedForm):
    tall = {"details": 4}
    themes = themes_field(required=True)
    areas = areas_field()

    class Meta:
        model = Demand
        fields = ("title", "details", "owner_unit", "themes", "areas")
