"""Error pages. They must work when the database does not: no query, no user."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    if request.content_type == "application/json":
        return JsonResponse({"sentence": _("The portal does not know this page any more. Load it again.")}, status=403)
    return HttpResponseForbidden(render_to_string("403_csrf.html"))
