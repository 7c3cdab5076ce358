"""Views that a person keeps of a working list: saved and removed on the page of that list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.errors import DomainError
from core.web.refusals import status_of
from portal.staff.forms import OfficeForm
from portal.staff.lists import Count, kept_query
from proposals import saved_views
from proposals.models import SavedView


class SavedViewForm(OfficeForm):
    name = forms.CharField(label=_("Name of the view"), max_length=60, widget=forms.TextInput({"dir": "auto"}))


class Kept(NamedTuple):
    """A view with the parameters of its list. ``count``: empty where it is not counted."""

    view: SavedView
    query: str
    count: Count | None = None


class SavedViews(NamedTuple):
    """``page``: the name of the list's address; ``show``: its page, given a status and parts of the context."""

    kind: SavedView.Kind
    page: str
    show: Callable[..., HttpResponse]

    def save(self, request: HttpRequest, kept: dict[str, str]) -> HttpResponse:
        """``kept``: the filters that the form carries."""
        form = SavedViewForm(request.POST)
        if not form.is_valid():
            return self.show(request, status=400, view_form=form, kept=kept)
        try:
            saved_views.save(self.kind, by=request.user, filters=kept, **form.values)
        except DomainError as error:
            form.add_error("name", error.message)
            return self.show(request, status=status_of(error), view_form=form, kept=kept)
        return redirect(f"{reverse(self.page)}?{kept_query(**kept)}".rstrip("&?"))

    def remove(self, request: HttpRequest, pk: int) -> HttpResponse:
        if request.method == "POST":
            own = saved_views.of(request.user, self.kind)
            saved_views.remove(get_object_or_404(own, pk=pk), by=request.user)
        return redirect(self.page)

    def of(self, request: HttpRequest) -> list[SavedView]:
        return list(saved_views.of(request.user, self.kind))

    def context(self) -> dict[str, Any]:
        return {
            "view_form": SavedViewForm(),
            "view_save": f"{self.page}_view_save",
            "view_remove": f"{self.page}_view_remove",
        }
