from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from core.errors import DomainError
from core.web.refusals import status_of
from portal.staff import lists
from portal.staff.decorators import needs, step_of
from portal.staff.digests import page
from portal.staff.digests.forms import QuarterForm
from proposals.digests import drafts as actions
from proposals.models import Digest


@needs(page.VIEW)
def digests(request: HttpRequest) -> HttpResponse:
    return _list(request)


def _list(
    request: HttpRequest, *, form: QuarterForm | None = None, refusal: Any = "", status: int = 200
) -> HttpResponse:
    rows = lists.page_by_key(request, Digest.objects.visible_to(request.user), ("-year", "-quarter"))
    if form is None and request.user.has_perm(page.WRITE):
        form = QuarterForm()
    context = {"page": rows, "rows": [(row, row.title) for row in rows], "form": form, "refusal": refusal}
    return render(request, "staff/digests/digests.html", context, status=status)


@needs(page.WRITE)
@step_of(digests)
def compose(request: HttpRequest) -> HttpResponse:
    form = QuarterForm(request.POST)
    if not form.is_valid():
        return _list(request, form=form, status=400)
    try:
        row = actions.compose(by=request.user, **form.values)
    except DomainError as error:
        return _list(request, form=form, refusal=error.message, status=status_of(error))
    return redirect("staff:digest", row.pk)


@needs(page.WRITE)
@step_of(page.PAGE.open)
def recompose(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        actions.recompose(page.PAGE.row(request, pk), by=request.user)
    except DomainError as error:
        return page.PAGE.read(request, pk, refusal=error.message, status=status_of(error))
    return redirect("staff:digest", pk)
