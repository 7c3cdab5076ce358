"""Show and save staff forms."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.web import success_messages
from portal.common import saving
from portal.common.saving import Difference, differences

__all__ = ["Difference", "FormPage", "differences"]


@dataclass(frozen=True)
class FormPage(saving.FormPage):
    template: str = "staff/form.html"
    said: str | Promise = _("Saved.")

    def respond(self, request: HttpRequest) -> HttpResponse:
        response = super().respond(request)
        if response.status_code == 302 and not success_messages.was_added(request):
            success_messages.add(request, self.said)
        return response
