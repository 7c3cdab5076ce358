"""Registering a demand outside a meeting: near demands are offered before it is made."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from core.text.texts import Texts
from portal.staff.decorators import needs, step_of
from portal.staff.forms import RecordForm, areas_field, themes_field
from portal.staff.saving import FormPage
from proposals.demands import registration
from proposals.demands.offers import Offer, offers
from proposals.models import Concern, Demand

REGISTER = registration.REGISTER
OFFERED = 5


class RegistrationForm(RecordForm):
    """``is_new``: the near demands were read, and this is another one."""

    tall = {"details": 4}
    themes = themes_field(required=True)
    areas = areas_field()
    is_new = forms.BooleanField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Demand
        fields = ("title", "details", "owner_unit", "themes", "areas")

    @property
    def values(self) -> dict[str, Any]:
        return {name: value for name, value in super().values.items() if name != "is_new"}


@needs(REGISTER)
def new(request: HttpRequest) -> HttpResponse:
    return respond(request, reverse("staff:demands"))


def respond(request: HttpRequest, back: str, *, concern: Concern | None = None) -> HttpResponse:
    """``concern``: the accepted one that leads to the demand. The words of a confidential one are not brought into the form."""

    def make(typed: Any) -> RegistrationForm:
        return RegistrationForm(typed, initial=_from(concern))

    def save(values: dict[str, Any]) -> str:
        return reverse("staff:demand", args=[registration.register(by=request.user, concern=concern, **values).pk])

    page = FormPage(
        make, save, _("New demand"), back, "staff/demands/registration.html",
        button=_("Register the demand"), more={"near": [], "concern": concern}, public_texts=("title", "details"),
    )  # fmt: skip
    if request.method == "POST":
        form = make(request.POST)
        if form.is_valid() and not form.cleaned_data["is_new"] and (near := near_to(**form.values)):
            words = {"near": near, "button": _("Register it as a new demand")}
            return page.show(request, _read(form), **words, **page.findings_shown(page.unread(request, form)))
    return page.respond(request)


@needs(REGISTER)
@step_of(new)
def near(request: HttpRequest) -> HttpResponse:
    """The list alone, for the script of the form, while somebody types. Posted: no address, and so no log, holds what is typed."""
    form = RegistrationForm(request.POST)
    form.is_valid()
    typed = {"details": Texts(), "themes": (), "areas": ()} | form.cleaned_data
    found = near_to(**typed) if typed.get("title") else []
    return render(request, "staff/demands/_near.html", {"near": found})


def near_to(*, title: Texts, details: Texts, themes: Any, areas: Any, **_others: Any) -> list[Offer[Demand]]:
    """What was perhaps asked already, nearest first."""
    found: dict[int, Offer[Demand]] = {}
    for language in title.languages():
        written = f"{getattr(title, language)}\n{getattr(details, language)}"
        rows = Demand.objects.like(written, themes=themes, areas=areas)[:OFFERED]
        for offer in offers(written, rows):
            found.setdefault(offer.demand.pk, offer)
    return list(found.values())[:OFFERED]


def _read(form: RegistrationForm) -> RegistrationForm:
    """The same values, with the near demands as read."""
    typed = form.data.copy()
    typed["is_new"] = "on"
    return RegistrationForm(typed)


def _from(concern: Concern | None) -> dict[str, Any]:
    if concern is None or concern.is_confidential:
        return {}
    themes, areas = list(concern.themes.all()), list(concern.areas.all())
    return {"title": Texts(**{concern.language: concern.title}), "themes": themes, "areas": areas}
