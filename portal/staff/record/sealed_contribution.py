"""Open a confidential contribution, which is recorded."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from consultations.models import Intervention, Meeting
from consultations.record import confidential
from core.crypto import sealing
from core.errors import DomainError
from core.text.texts import Texts
from core.web.refusals import status_of
from portal.staff.decorators import needs

MOST_OPENINGS = 50


@needs(confidential.OPEN)
def contribution(request: HttpRequest, pk: int) -> HttpResponse:
    rows = Intervention.objects.filter(meeting__in=Meeting.objects.visible_to(request.user))
    row = get_object_or_404(
        rows.select_related("meeting", "speaker__association", "speaker__institution", "speaker__unit"), pk=pk
    )
    if not row.is_confidential:
        return redirect("staff:meeting", row.meeting_id)
    if request.method != "POST":
        return _show(request, row)
    try:
        return _show(request, row, said=confidential.read(row, by=request.user))
    except DomainError as error:
        return _show(request, row, refusal=error.message, status=status_of(error))


def _show(
    request: HttpRequest, row: Intervention, *, said: Texts | None = None, refusal: object = "", status: int = 200
) -> HttpResponse:
    context = {
        "contribution": row,
        "said": said,
        "can_open": sealing.can_open(),
        "openings": row.openings.select_related("by")[:MOST_OPENINGS],
        "refusal": refusal,
        "was_parked": False,
    }
    return render(request, "staff/record/sealed_contribution.html", context, status=status)
