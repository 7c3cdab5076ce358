"""The pass of a participant, who needs no account: the code for the door, what to say afterwards, the certificate."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from consultations.states import RegistrationState
from cooperation.models import Enrolment
from cooperation.trainings import enrolments, feedback, published
from core.errors import DomainError
from core.web.refusals import status_of
from portal.common import certificates, qr
from portal.members.anonymous import again, for_strangers, page
from portal.members.trainings.forms import FeedbackForm


def _found(token: str) -> Enrolment:
    try:
        return enrolments.found(token)
    except enrolments.NotOpen as error:
        raise Http404 from error


@for_strangers
def training_pass(request: HttpRequest, token: str) -> HttpResponse:
    """GET changes nothing. Posting says what the participant thinks of the training."""
    row = _found(token)
    form = FeedbackForm(request.POST if request.method == "POST" else None, initial=_said(row))
    refusal, status = "", 200
    if request.method == "POST":
        if form.is_valid():
            try:
                feedback.give(row, **form.values)
            except DomainError as error:
                refusal, status = error.message, status_of(error)
            else:
                return again(request, sent="1")
        else:
            status = 400
    facts = published.known(row.training)
    context = {
        "enrolment": row,
        "facts": facts,
        "is_over": facts is None or published.is_over(facts),
        "has_place": row.state == RegistrationState.REGISTERED,
        "qr_url": reverse("training_pass_qr", args=[token]),
        "token": token,
        "certificate": certificates.of(row),
        "form": form if feedback.takes(row) else None,
        "is_sent": "sent" in request.GET,
        "refusal": refusal,
    }
    return page(request, "members/trainings/pass.html", context, status=status)


@for_strangers
@require_safe
def training_pass_qr(request: HttpRequest, token: str) -> HttpResponse:
    """A URL that only staff can open."""
    address = settings.PUBLIC_ORIGIN + reverse("staff:check_in_code", args=[_found(token).code])
    return HttpResponse(qr.svg(address), content_type="image/svg+xml")


@for_strangers
@require_safe
def training_pass_certificate(request: HttpRequest, token: str, language: str) -> HttpResponse:
    return certificates.file(_found(token), language)


def _said(row: Enrolment) -> dict[str, str]:
    given = getattr(row, "feedback", None)
    return {"word": given.word} if given else {}
