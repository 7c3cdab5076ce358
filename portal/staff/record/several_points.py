"""The form with several points of a meeting of the past."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy as _, pgettext_lazy

from consultations.models import Attendance, Meeting, Point
from consultations.models.record import BEGINS_LATE
from consultations.record_fields import COLUMNS_OF_KIND, LONGEST_TEXT, LONGEST_TITLE, PROMISED
from core import date_limits
from core.text.forms import DayInput, holds_something
from portal.common.forms import Fieldset
from portal.staff.forms import Fold
from portal.staff.record.forms import speakers_of
from portal.staff.record.several import SeveralForm
from proposals.models import Demand
from reference.models import Theme

SEVERAL = "several"
# The columns of a point, by the fields of a row.
COLUMNS = {
    "owner": "owner_body", "starts_on": "starts_on", "due_on": "due_on",
    "value": "figure_value", "unit": "figure_unit", "period": "figure_period", "source": "figure_source",
}  # fmt: skip
OF_A_DEMAND = frozenset({Point.Kind.DEMAND, Point.Kind.PROGRESS})


class PointsForm(SeveralForm):
    """Results of the meeting, each typed once: it becomes a point and the contribution that carries it."""

    first = "title"
    rows = 12
    conclusion = forms.CharField(
        label=_("Conclusion"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
    )

    @property
    def last(self) -> tuple[str, ...]:
        return ("conclusion",)

    def __init__(self, data: Any = None, *, meeting: Meeting, **kwargs: Any) -> None:
        self._speakers = {str(each.pk): each for each in speakers_of(meeting)}
        self._themes = {str(theme.pk): theme for theme in Theme.objects.filter(is_retired=False)}
        self._demands: dict[int, Demand] = {}
        # Each is written once for all rows.
        speakers = ((key, each.full_title) for key, each in self._speakers.items())
        self._speaker_choices = [("", _("not recorded")), (SEVERAL, _("several")), *speakers]
        self._theme_choices = [("", "---------"), *((key, str(theme)) for key, theme in self._themes.items())]
        super().__init__(data, meeting=meeting, **kwargs)

    def row_fields(self, number: int) -> dict[str, forms.Field]:
        return {
            "kind": forms.ChoiceField(
                label=_("Kind"), required=False, choices=[("", "---------"), *Point.Kind.choices]
            ),
            "speaker": forms.ChoiceField(label=_("Who said it"), required=False, choices=self._speaker_choices),
            "title": forms.CharField(label=_("What was said, in a line"), required=False, max_length=LONGEST_TITLE),
            "text": forms.CharField(
                label=_("More of it"),
                required=False,
                max_length=LONGEST_TEXT,
                widget=forms.Textarea({"rows": 2, "dir": "auto"}),
            ),
            "theme": forms.ChoiceField(label=_("Theme"), required=False, choices=self._theme_choices),
            "demand": forms.IntegerField(
                label=_("Number of the demand"),
                required=False,
                min_value=1,
                max_value=10**9,
                help_text=_("Of one that stands in the portal. Empty: a new demand."),
            ),
            **self._promise_fields(),
            **self._figure_fields(),
        }

    def _promise_fields(self) -> dict[str, forms.Field]:
        day = {"required": False, "widget": DayInput(date_limits.PROMISES)}
        owner = _("Empty: the body of the one who said it.")
        return {
            "owner": forms.CharField(
                label=_("Responsible body"), required=False, max_length=LONGEST_TITLE, help_text=owner
            ),
            "starts_on": forms.DateField(label=pgettext_lazy("a day", "From"), **day),
            "due_on": forms.DateField(label=pgettext_lazy("a day", "Until"), **day),
        }

    def _figure_fields(self) -> dict[str, forms.Field]:
        source = _("Empty: the one who said it.")
        return {
            "value": forms.DecimalField(label=_("Value"), required=False, max_digits=16, decimal_places=3),
            "unit": forms.CharField(label=_("Unit"), required=False, max_length=100),
            "period": forms.CharField(label=_("Period"), required=False, max_length=200),
            "source": forms.CharField(
                label=_("Source of the figure"), required=False, max_length=LONGEST_TITLE, help_text=source
            ),
        }

    @property
    def layout(self) -> tuple[Any, ...]:
        return ("language", *(self._row_layout(number) for number in range(1, self.rows + 1)), *self.last)

    def _row_layout(self, number: int) -> Fieldset:
        def named(*names: str) -> list[str]:
            return [f"{name}_{number}" for name in names]

        return self.row_in(
            number,
            gettext("Point %(number)d") % {"number": number},
            Fieldset("", *named("kind", "speaker"), css_class="pairs"),
            *named("title", "text"),
            Fold(_("Theme, or the demand that it is about"), *named("theme", "demand"), css_class="pairs"),
            Fold(_("If it is a commitment or a decision"), *named("owner", "starts_on", "due_on"), css_class="pairs"),
            Fold(_("If it is a figure"), *named("value", "unit", "period", "source"), css_class="pairs"),
        )

    def clean(self) -> dict[str, Any]:
        numbers = {row["demand"] for _number, row in self.typed_rows() if row.get("demand")}
        self._demands = Demand.objects.by_number(numbers) if numbers else {}
        return super().clean()

    def clean_row(self, number: int, row: dict[str, Any]) -> None:
        kind = row.get("kind")
        if not kind:
            self.add_error(f"kind_{number}", _("Choose the kind of this point."))
            return
        begins, due = row.get("starts_on"), row.get("due_on")
        if begins and due and due < begins:
            self.add_error(f"due_on_{number}", BEGINS_LATE)
        if kind == Point.Kind.FIGURE and row.get("value") is None and f"value_{number}" not in self.errors:
            self.add_error(f"value_{number}", _("Give the value of the figure."))
        self._clean_demand(number, row)
        foreign = {name: each.sentence for each in COLUMNS_OF_KIND if kind not in each.kinds for name in each.empty}
        for name, column in COLUMNS.items():
            if column in foreign and holds_something(row.get(name)):
                self.add_error(f"{name}_{number}", foreign[column])

    def _clean_demand(self, number: int, row: dict[str, Any]) -> None:
        wanted = row.get("demand")
        if wanted is not None and row["kind"] not in OF_A_DEMAND:
            self.add_error(f"demand_{number}", _("Only a demand, or progress on one, has the number of a demand."))
        elif wanted is not None:
            if wanted not in self._demands:
                self.add_error(f"demand_{number}", _("There is no demand of this number."))
        elif row["kind"] == Point.Kind.DEMAND and not row.get("theme"):
            self.add_error(f"theme_{number}", _("A demand needs at least one theme."))

    @property
    def values(self) -> dict[str, Any]:
        rows = [self._point(number, row) for number, row in self.typed_rows()]
        return {
            "rows": rows,
            "conclusion": self.said(self.cleaned_data["conclusion"]),
            "conclusion_uid": self.uid_of("conclusion"),
        }

    def _point(self, number: int, row: dict[str, Any]) -> dict[str, Any]:
        kind, speaker = row["kind"], self._speakers.get(row["speaker"])
        demand = self._demands.get(row["demand"])
        point: dict[str, Any] = {
            "uid": self.uid_of(f"row {number}"),
            "kind": kind,
            "speaker": speaker,
            "said_by_several": row["speaker"] == SEVERAL,
            "title": self.said(row["title"]),
            "text": self.said(row["text"]),
            "themes": [self._themes[row["theme"]]] if row["theme"] else [],
        }
        if kind == Point.Kind.DEMAND:
            point |= {"demand": demand, "new_demand": demand is None}
        if kind == Point.Kind.PROGRESS:
            point["about_demand"] = demand
        if kind in PROMISED:
            point |= {"starts_on": row["starts_on"], "due_on": row["due_on"], **self._owner(row["owner"], speaker)}
        if kind == Point.Kind.FIGURE:
            point |= self._figure(row, speaker)
        return point

    def _owner(self, typed: str, speaker: Attendance | None) -> dict[str, Any]:
        if typed or speaker is None:
            return {"owner_body": self.said(typed)}
        if speaker.unit or speaker.institution:
            return {"owner_unit": speaker.unit, "owner_institution": speaker.institution}
        return {"owner_body": speaker.function}

    def _figure(self, row: dict[str, Any], speaker: Attendance | None) -> dict[str, Any]:
        source = self.said(row["source"]) if row["source"] or speaker is None else speaker.function
        return {
            "figure_value": row["value"],
            "figure_unit": self.said(row["unit"]),
            "figure_period": self.said(row["period"]),
            "figure_source": source,
        }
