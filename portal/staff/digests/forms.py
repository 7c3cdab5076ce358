from __future__ import annotations

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from core.quarters import Quarter
from core.text.forms import TextsFormField
from portal.common.forms import Fieldset
from portal.staff.digests import order
from portal.staff.drafts.forms import DraftForm
from portal.staff.forms import OfficeForm
from proposals.digests import drafts
from proposals.digests.composition import Composed
from proposals.models import Digest, DigestLine
from publications.labels import quarter_name

LONGEST_SENTENCE = 600


class DigestForm(DraftForm):
    """The introduction and, for each demand, a sentence, its place under its theme, and whether it is told."""

    tall = {"introduction": 4, "change_note": 2}

    class Meta:
        model = Digest
        fields = ("introduction", "change_note")

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        rows = self.instance.lines.select_related("demand")
        self.groups = order.groups(list(rows), Composed.model_validate(self.instance.composed), data)
        self.lines = [line for group in self.groups for line in group]
        for line in self.lines:
            self._add(line)

    def _add(self, line: DigestLine) -> None:
        sentence, is_left_out, place = names_of(line)
        self.fields[sentence] = TextsFormField(
            label=_("In a sentence"), required=False, initial=line.sentence, max_length=LONGEST_SENTENCE
        )
        self.make_tall(sentence, 2)
        self.fields[is_left_out] = forms.BooleanField(
            label=_("Leave this demand out"), required=False, initial=line.is_left_out
        )
        self.fields[place] = forms.IntegerField(
            widget=forms.HiddenInput, min_value=1, max_value=drafts.LAST_PLACE, initial=line.place
        )

    @property
    def layout(self) -> tuple[Any, ...]:
        pressed = str(self.data.get(order.MOVE, "")) if self.is_bound else ""
        lines = [
            Fieldset(
                f"{line.demand.number}. {line.demand.title}",
                *names_of(line),
                order.MoveButtons(line, group, pressed),
                css_class="numbered",
            )
            for group in self.groups
            for line in group
        ]
        return (EnterKey(), "introduction", *lines, self.note)

    @property
    def values(self) -> dict[str, Any]:
        values = super().values
        lines = {line.pk: drafts.Line(*(values.pop(name) for name in names_of(line))) for line in self.lines}
        return {**values, "lines": lines}


def names_of(line: DigestLine) -> tuple[str, str, str]:
    return f"line_{line.pk}_sentence", f"line_{line.pk}_left_out", order.place_name(line)


class EnterKey:
    """The first button of a form answers the Enter key: it saves, and moves no demand."""

    def render(self, form: Any, context: Any, template_pack: str = "machoura", **kwargs: Any) -> Any:
        return format_html('<button class="unseen" tabindex="-1" aria-hidden="true">{}</button>', _("Save"))


class QuarterForm(OfficeForm):
    """Of the quarters that have ended, those without a digest."""

    quarter = forms.ChoiceField(label=_("Quarter that has ended"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = set(Digest.objects.values_list("year", "quarter"))
        quarters = [each for each in drafts.ended_quarters() if each not in known]
        self.fields["quarter"].choices = [(each.key, quarter_name(each)) for each in quarters]

    @property
    def values(self) -> dict[str, Any]:
        return {"quarter": Quarter.with_key(self.cleaned_data["quarter"])}
