from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consultations.models import Report, ReportedPoint
from core.text.forms import TextsFormField
from portal.common.forms import Fieldset
from portal.staff.forms import Fold, OfficeForm, VersionedForm
from portal.staff.reading import ReadForm


class ReportForm(VersionedForm):
    """The texts of the report and the wording of each point."""

    tall = {"lead": 4, "opening": 5, "conclusion": 4, "change_note": 2}

    class Meta:
        model = Report
        fields = ("title", "lead", "opening", "conclusion", "change_note")

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["title"].arabic_required = self.fields["lead"].arabic_required = True
        self.reported = list(self.instance.reported_points.select_related("point"))
        for reported in self.reported:
            title, text = names_of(reported)
            self.fields[title] = TextsFormField(label=_("Wording"), arabic_required=False, initial=reported.title)
            self.fields[text] = TextsFormField(label=_("Explanation"), required=False, initial=reported.text)
            self.make_tall(text, 3)

    @property
    def layout(self) -> tuple[Any, ...]:
        points = [
            Fieldset(f"{number}. {reported.point.get_kind_display()}", *names_of(reported), css_class="numbered")
            for number, reported in enumerate(self.reported, start=1)
        ]
        note = "change_note" if self.is_correction else Fold(_("What changes in this edition"), "change_note")
        return ("title", "lead", "opening", *points, "conclusion", note)

    @property
    def is_correction(self) -> bool:
        return any(step.move == "correct" for step in self.instance.steps.all())

    @property
    def values(self) -> dict[str, Any]:
        values = super().values
        points = {each.pk: tuple(values.pop(name) for name in names_of(each)) for each in self.reported}
        return {**values, "points": points}


def names_of(reported: ReportedPoint) -> tuple[str, str]:
    return f"point_{reported.pk}_title", f"point_{reported.pk}_text"


class SentenceForm(OfficeForm):
    sentence = forms.CharField(
        label=_("What should change, in a sentence"), max_length=2000, widget=forms.Textarea({"rows": 2, "dir": "auto"})
    )


class NoteForm(OfficeForm):
    sentence = forms.CharField(
        label=_("A word to the reviewer"), required=False, max_length=2000,
        widget=forms.Textarea({"rows": 2, "dir": "auto"}),
    )  # fmt: skip


class PublicSentenceForm(OfficeForm):
    sentence = TextsFormField(
        label=_("Why, in a sentence that the public reads"), arabic_required=True, rows=2, max_length=1000
    )


class ApproveForm(ReadForm):
    has_read = forms.BooleanField(
        label=_("I have read it to the end, with the warnings beside it"),
        error_messages={"required": _("Read the report first, then tick this.")},
    )

    @property
    def values(self) -> dict[str, Any]:
        return {"seen": self.cleaned_data["seen"]}
