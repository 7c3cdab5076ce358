"""Show and save staff forms."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.web import done
from portal.common import saving
from portal.common.saving import Difference, differences

__all__ = ["Difference", "FormPage", "differences"]


@dataclass(frozen=True)
class FormPage(saving.FormPage):
    template: str = "staff/form.html"
    said: str | Promise = _("Saved.")

    def respond(self, request: HttpRequest) -> HttpResponse:
        response = super().respond(request)
        if response.status_code == 302 and not done.is_said(request):
            done.say(request, self.said)
        return response
