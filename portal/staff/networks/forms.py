from __future__ import annotations

from typing import Any

from cooperation.models import JointText, Network
from core import date_limits
from core.text.forms import DayInput
from partners.models import Association
from partners.states import MAY_BE_LISTED
from portal.staff.drafts.forms import DraftForm


class NetworkForm(DraftForm):
    tall = {"summary": 2, "charter": 12, "change_note": 2}

    class Meta:
        model = Network
        fields = (
            "title", "summary", "charter", "consent_rule", "founded_on", "coordinator", "coordinates_until", "themes", "areas", "change_note",
        )  # fmt: skip
        widgets = {"founded_on": DayInput(date_limits.RECEIPTS), "coordinates_until": DayInput(date_limits.PROMISES)}

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        for name in ("title", "summary", "charter"):
            self.fields[name].arabic_required = True
        self.fields["coordinator"].queryset = Association.objects.filter(state__in=MAY_BE_LISTED)
        self.fields["coordinator"].label_from_instance = lambda row: str(row.name)

    @property
    def layout(self) -> tuple[Any, ...]:
        return (
            "title", "summary", "charter", "consent_rule", "founded_on", "coordinator", "coordinates_until", "themes", "areas", self.note,
        )  # fmt: skip


class StatementForm(DraftForm):
    """The cell changes no word of a statement."""

    tall = {"change_note": 2}

    class Meta:
        model = JointText
        fields = ("change_note",)
