from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cooperation.models import Convergence, Programme
from cooperation.models.convergence import Convergence as Pair
from cooperation.models.programmes import LONGEST_SENTENCE
from core import date_limits
from core.text.forms import DayInput, TextsFormField
from portal.common.forms import limit_counts
from portal.common.programmes.forms import DAYS, FIELDS, AnswerToOffer, ProgrammeFields
from portal.staff.drafts.demand_numbers import DemandNumbersField
from portal.staff.drafts.forms import DraftForm
from portal.staff.forms import OfficeForm


class ProgrammeForm(DraftForm, ProgrammeFields):
    tall = {"summary": 5, "brings": 2, "materials": 2, "done": 5, "change_note": 2}
    demands = DemandNumbersField()

    class Meta:
        model = Programme
        fields = (*FIELDS, "institution", "demands", "progress", "done", "people_reached", "change_note")
        widgets = DAYS

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        for name in ("title", "summary"):
            self.fields[name].arabic_required = True
        limit_counts(self, "people_reached")
        if self.instance.association_id is not None or (self.instance.pk and self.instance.origins.exists()):
            del self.fields["institution"]
        if self.instance.pk:
            self.initial["demands"] = list(self.instance.demands.order_by("number"))

    @property
    def layout(self) -> tuple[Any, ...]:
        organiser = ("institution",) if "institution" in self.fields else ()
        return (*FIELDS, *organiser, "demands", "progress", "done", "people_reached", self.note)


class OfferForm(OfficeForm):
    offer = forms.ChoiceField(label=_("What is proposed"), choices=Pair.Offer.choices)
    sentence = TextsFormField(label=_("Sentence to the other side"), max_length=LONGEST_SENTENCE)
    tall = {"sentence": 4}

    @classmethod
    def of(cls, row: Convergence) -> OfferForm:
        return cls(auto_id="offer-%s", initial={"offer": row.offer, "sentence": row.sentence})


class PostponeForm(OfficeForm):
    until = forms.DateField(label=_("Show it again on"), widget=DayInput(date_limits.PROMISES))


class DismissForm(OfficeForm):
    sentence = forms.CharField(
        label=_("Why, for your colleagues"), max_length=LONGEST_SENTENCE,
        widget=forms.Textarea({"rows": 2, "dir": "auto"}), help_text=_("It is never suggested again."),
    )  # fmt: skip


class AnswerForm(AnswerToOffer):
    """What the other authority answered."""

    sentence = forms.CharField(
        label=_("What they said"), max_length=LONGEST_SENTENCE, widget=forms.Textarea({"rows": 2, "dir": "auto"})
    )


class OptionalAnswerForm(AnswerToOffer):
    sentence = forms.CharField(
        label=_("What they said"), max_length=LONGEST_SENTENCE, required=False,
        widget=forms.Textarea({"rows": 2, "dir": "auto"}),
    )  # fmt: skip


class DeclineReportForm(OfficeForm):
    answer = forms.CharField(
        label=_("Why, in a sentence to the association"), max_length=LONGEST_SENTENCE,
        widget=forms.Textarea({"rows": 2, "dir": "auto"}),
    )  # fmt: skip
