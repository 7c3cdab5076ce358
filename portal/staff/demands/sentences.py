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
from portal.staff.decorators import needs
from portal.staff.demands.inserting import label_of
from portal.staff.forms import VersionedForm
from portal.staff.saving import FormPage
from proposals.demands import sentences as actions
from proposals.models import PreparedSentence
from proposals.states import FOLLOW_UP

MOVES = [("", _("News without a step")), *((move.name, move.label) for move in FOLLOW_UP.moves)]


class PreparedSentenceForm(VersionedForm):
    tall = {"text": 3}
    move = forms.ChoiceField(choices=MOVES, label=_("Step"), required=False)

    class Meta:
        model = PreparedSentence
        fields = ("move", "reason", "body_kind", "text", "position", "is_retired")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = "  ".join(f"{{{name}}}" for names in actions.PLACEHOLDERS.values() for name in names)
        self.fields["text"].help_text = gettext(
            "Number of the demand, announced date and competent body can be filled in: %(known)s"
        ) % {"known": known}

    def clean_text(self) -> Texts:
        text: Texts = self.cleaned_data["text"]
        try:
            actions.check(text)
        except DomainError as error:
            raise forms.ValidationError(error.message) from error
        return text


@needs(actions.RIGHT)
def sentences(request: HttpRequest) -> HttpResponse:
    page = lists.page_by_key(request, PreparedSentence.objects.all(), ("position", "pk"))
    context = {"page": page, "rows": [(row, label_of(row)) for row in page]}
    return render(request, "staff/demands/sentences.html", context)


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
