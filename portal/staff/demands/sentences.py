"""The list of prepared sentences and the form of one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy as _

from core.errors import DomainError
from core.text.texts import Texts
from portal.staff import lists
from portal.staff.concerns import decisions
from portal.staff.decorators import needs
from portal.staff.demands.inserting import label_of
from portal.staff.forms import VersionedForm
from portal.staff.saving import FormPage
from proposals.demands import sentences as actions
from proposals.models import ConcernStep, NotPossible, PreparedSentence
from proposals.states import FOLLOW_UP

About = PreparedSentence.About
MOVES = {
    About.DEMAND: {"": _("News without a step"), **{move.name: move.label for move in FOLLOW_UP.moves}},
    About.CONCERN: {move: decisions.label_of(move) for move in actions.CONCERN_MOVES},
}
CHOICES = [(About(about).label, list(moves.items())) for about, moves in MOVES.items()]
WRONG_STEP = _("This step does not belong to what the sentence is about.")


class PreparedSentenceForm(VersionedForm):
    tall = {"text": 3}
    move = forms.ChoiceField(choices=CHOICES, label=_("Step"), required=False)

    class Meta:
        model = PreparedSentence
        fields = ("about", "move", "reason", "body_kind", "text", "position", "is_retired")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            # What a sentence is about stays: its steps and placeholders depend on it.
            del self.fields["about"]
            self.fields["move"].choices = list(MOVES[About(self.instance.about)].items())
        self.fields["text"].help_text = gettext(
            "Can be filled in about a demand: %(demand)s. About a submission: %(concern)s"
        ) % {"demand": _known(actions.PLACEHOLDERS), "concern": _known(actions.CONCERN_PLACEHOLDERS)}

    def clean_text(self) -> Texts:
        text: Texts = self.cleaned_data["text"]
        try:
            actions.check(text, self.cleaned_data.get("about") or self.instance.about)
        except DomainError as error:
            raise forms.ValidationError(error.message) from error
        return text

    def clean(self) -> Any:
        cleaned = super().clean() or self.cleaned_data
        about = About(cleaned.get("about") or self.instance.about)
        if cleaned.get("move", "") not in MOVES[about]:
            self.add_error("move", WRONG_STEP)
        reasons = dict(ConcernStep.DECLINE_CHOICES if about == About.CONCERN else NotPossible.choices)
        if cleaned.get("reason") and cleaned["reason"] not in reasons:
            self.add_error("reason", WRONG_STEP)
        return cleaned


def _known(placeholders: dict[str, dict[str, str]]) -> str:
    return "  ".join(f"{{{name}}}" for names in placeholders.values() for name in names)


@needs(actions.RIGHT)
def sentences(request: HttpRequest) -> HttpResponse:
    page = lists.page_by_key(request, PreparedSentence.objects.all(), ("position", "pk"))
    context = {"page": page, "rows": [(row, _label(row)) for row in page]}
    return render(request, "staff/demands/sentences.html", context)


def _label(row: PreparedSentence) -> Any:
    if row.about == About.DEMAND:
        return label_of(row)
    return row.get_reason_display() if row.reason else decisions.label_of(row.move)


@needs(actions.RIGHT)
def new(request: HttpRequest) -> HttpResponse:
    def save(values: dict[str, Any]) -> str:
        actions.add(by=request.user, **values)
        return reverse("staff:sentences")

    return _page(PreparedSentenceForm, save, _("New sentence")).respond(request)


@needs(actions.RIGHT)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(PreparedSentence, pk=pk)

    def make(typed: Any) -> PreparedSentenceForm:
        return PreparedSentenceForm(typed, instance=PreparedSentence.objects.get(pk=pk))

    def save(values: dict[str, Any]) -> str:
        actions.edit(row, by=request.user, **values)
        return reverse("staff:sentences")

    return _page(make, save, _("Prepared sentence")).respond(request)


def _page(make: Any, save: Any, heading: Any) -> FormPage:
    return FormPage(make, save, heading, reverse("staff:sentences"))
