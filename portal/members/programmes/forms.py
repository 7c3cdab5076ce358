from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cooperation.models.programmes import LONGEST_SENTENCE, LONGEST_TEXT, Progress
from partners.models import Association
from portal.common.forms import OfficeForm, limit_counts
from portal.common.programmes.forms import FIELDS, AnswerToOffer, Proposed


class ProposalForm(Proposed):
    """``associations``: those that the member may speak for; ``None`` where the programme has one already."""

    association = forms.ModelChoiceField(
        label=_("For which association do you speak?"), queryset=Association.objects.none(), empty_label=None
    )
    tall = {"summary": 5, "brings": 2, "materials": 2}

    def __init__(self, *args: Any, associations: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if associations is None:
            del self.fields["association"]
            return
        self.fields["association"].queryset = associations  # type: ignore[attr-defined]
        self.fields["association"].label_from_instance = lambda row: str(row.name)  # type: ignore[attr-defined]

    @property
    def layout(self) -> tuple[Any, ...]:
        return (*(["association"] if "association" in self.fields else []), *FIELDS)


class ReportForm(OfficeForm):
    text = forms.CharField(
        label=_("What was done, whom it reached"), max_length=LONGEST_TEXT, widget=forms.Textarea({"rows": 6, "dir": "auto"}),
        help_text=_("Name no person."),
    )  # fmt: skip
    people_reached = forms.IntegerField(
        label=_("People reached"), required=False, min_value=0,
        help_text=_("Leave it empty where nobody counted: unknown is not zero."),
    )  # fmt: skip
    progress = forms.ChoiceField(label=_("State of doing"), choices=Progress.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit_counts(self, "people_reached")


class SentenceForm(AnswerToOffer):
    sentence = forms.CharField(
        label=_("What you propose instead, in a sentence"), max_length=LONGEST_SENTENCE,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
    )  # fmt: skip


class OptionalSentenceForm(AnswerToOffer):
    sentence = forms.CharField(
        label=_("Why, in a sentence"), max_length=LONGEST_SENTENCE, required=False,
        widget=forms.Textarea({"rows": 2, "dir": "auto"}),
    )  # fmt: skip
