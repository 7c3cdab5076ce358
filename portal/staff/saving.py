"""Show and save staff forms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.errors import EditedMeanwhile
from core.web import success_messages
from core.web.refusals import status_of
from portal.common import saving
from portal.common.forms import LaidOut
from portal.common.saving import Difference, differences
from portal.staff import conflict
from portal.staff.findings import on_forms

__all__ = ["Difference", "FormPage", "differences"]


@dataclass(frozen=True)
class FormPage(saving.FormPage):
    """``conflicts``: whoever saves second chooses part by part (:mod:`portal.staff.conflict`). ``public_texts``: names of fields whose words
    become public later; what the gate finds in them is shown once before they are saved."""

    template: str = "staff/form.html"
    said: str | Promise = _("Saved.")
    conflicts: bool = False
    public_texts: tuple[str, ...] = ()

    def respond(self, request: HttpRequest) -> HttpResponse:
        if request.method == "POST" and conflict.asked(request.POST):
            return self._chosen(request)
        if request.method == "POST" and self.public_texts:
            form = self.make(request.POST)
            if form.is_valid() and (found := self.unread(request, form)):
                return self.show(request, form, **self.findings_shown(found))
        response = super().respond(request)
        if response.status_code == 302 and not success_messages.was_added(request):
            success_messages.add(request, self.said)
        return response

    def _chosen(self, request: HttpRequest) -> HttpResponse:
        """From the page of a conflict: saved once each part has an answer."""
        stored, typed = self.make(None), request.POST
        form = self.make(typed)
        form.is_valid()
        if conflict.unanswered(conflict.parts_of(stored, form, typed)):
            return self._show_parts(request, typed, status=400, refusal=_("Choose for each part what stays."))
        request.POST = conflict.resolved(typed, stored)  # type: ignore[misc]
        return self.respond(request)

    def show(self, request: HttpRequest, form: LaidOut, status: int = 200, **words: Any) -> HttpResponse:
        if conflict.MARKER in form.data:
            # Given back after signing in again: with the form alone what the other person stored would be replaced unseen.
            return self._show_parts(request, form.data, status=status)
        return super().show(request, form, status, **{"form_findings": [], "findings_seen": ""} | words)

    def unread(self, request: HttpRequest, form: LaidOut) -> list[on_forms.OnForm]:
        return on_forms.unread(form, self.public_texts, request.POST)

    @staticmethod
    def findings_shown(found: list[on_forms.OnForm]) -> dict[str, Any]:
        """For the context."""
        return {"form_findings": found, "findings_seen": on_forms.fingerprint(found) if found else ""}

    def show_both(self, request: HttpRequest, error: EditedMeanwhile) -> HttpResponse:
        if not self.conflicts:
            return super().show_both(request, error)
        return self._show_parts(request, request.POST, status=status_of(error))

    def _show_parts(self, request: HttpRequest, typed: QueryDict, *, status: int, refusal: Any = "") -> HttpResponse:
        stored = self.make(None)
        form = self.make(typed)
        form.is_valid()
        context = {
            "heading": self.heading,
            "back": self.back,
            "parts": conflict.parts_of(stored, form, typed),
            "carried": conflict.carried(form, typed),
            "version": stored["version"].value(),
            "stored": conflict.stored_by(getattr(stored, "instance", None)),
            "refusal": refusal,
        }
        return render(request, "staff/conflict.html", context, status=status)
