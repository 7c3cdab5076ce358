"""Endpoints to which the recorder sends."""

from __future__ import annotations

import json
import uuid

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from consultations.models import Meeting
from consultations.record import confidential
from consultations.recorder import messages, operations, state
from core.errors import DomainError
from core.web.refusals import status_of
from portal.staff.recorder.decorators import Refused, answer, answers_json, meeting_of
from portal.staff.recorder.errors import SENTENCES


@answers_json("consultations.record_meetings")
@require_POST
def batch(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = meeting_of(request, pk)
    results = operations.receive(meeting, _read(request), by=request.user)
    revision = Meeting.objects.values_list("revision", flat=True).get(pk=pk)
    return answer({**state.unchanged(revision), "results": results})


def _read(request: HttpRequest) -> messages.Batch:
    try:
        body = request.body
    except (RequestDataTooBig, UnreadablePostError) as error:
        raise Refused(413, SENTENCES[413]) from error
    if len(body) > messages.MOST_BYTES:
        raise Refused(413, SENTENCES[413])
    try:
        raw = json.loads(body)
        if isinstance(raw, dict) and len(raw.get("operations") or ()) > messages.MOST_OPERATIONS:
            raise Refused(413, SENTENCES[413])
        return messages.batch(raw)
    except (ValueError, TypeError, RecursionError):
        # Without the cause, which contains parts of the request.
        raise Refused(400, SENTENCES[400]) from None


@answers_json("consultations.open_confidential")
@require_POST
def open_contribution(request: HttpRequest, pk: int, uid: uuid.UUID) -> HttpResponse:
    """Returns the text of a confidential contribution; the opening is recorded before."""
    row = get_object_or_404(meeting_of(request, pk).interventions, uid=uid)
    try:
        text = confidential.read(row, by=request.user)
    except DomainError as error:
        raise Refused(status_of(error), error.message) from error
    return answer({"text": str(text)})
