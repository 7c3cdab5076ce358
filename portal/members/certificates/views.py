"""Whether a certificate is valid, by its number alone. The answer never holds a name, and no name can be tried.

A script could try numbers: unknown ones are counted by network, and after some of them that network gets no answer for the rest of the hour.
"""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from cooperation.models import Certificate
from cooperation.trainings import certificates, published
from core import clock
from core.db import rate_limits
from core.db.rate_limits import RateLimit
from partners import directory
from portal.members.anonymous import ASKED, for_strangers, network_of, page

MOST_UNKNOWN: Final = 20
WORDS: Final = _("Too many unknown numbers were tried from here within an hour. Try again later.")


@for_strangers
@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """The empty form; a typed number leads to its page."""
    typed = request.GET.get("code", "").strip()[:40]
    if not typed:
        return _answer(request, {})
    code = certificates.written(typed)
    if code:
        response = redirect("certificate", code)
        response["Location"] += f"?{ASKED}={translation.get_language()}"
        return response
    return _answer(request, {"is_unknown": True, "code": typed}, status=404)


@for_strangers
@require_safe
def certificate(request: HttpRequest, code: str) -> HttpResponse:
    limit = RateLimit(
        f"certificate:{network_of(request, salt='portal.certificates')}", MOST_UNKNOWN, WORDS, is_hourly=True
    )
    if rate_limits.is_reached(limit):
        return _answer(request, {"refusal": WORDS}, status=429)
    row = certificates.found(code)
    if row is None:
        rate_limits.is_counted(limit)
        return _answer(request, {"is_unknown": True, "code": code[:40]}, status=404)
    return _answer(request, _facts(row))


def _facts(row: Certificate) -> dict[str, Any]:
    """Without the holder. The association only where it is in the public directory."""
    association = row.enrolment.association
    names = directory.names_by_row([association])
    return {
        "certificate": row,
        "code": row.code,
        "hours": round(row.minutes / 60),
        "today": clock.today(),
        "association": names.get((association._meta.label, association.key)),
        "training_key": row.enrolment.training.key if published.known(row.enrolment.training) else "",
        "replaced_by": getattr(row, "replaced_by", None),
    }


def _answer(request: HttpRequest, facts: dict[str, Any], *, status: int = 200) -> HttpResponse:
    context = {"certificate": None, "is_unknown": False, "code": "", "refusal": "", **facts}
    return page(request, "members/certificates/certificate.html", context, status=status)
