"""The page on which an institution answers, by the link in its mail: no account, no cookie."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpRequest, HttpResponse

from cooperation.institutions import requests
from cooperation.models import InstitutionRequest
from cooperation.states import RequestState
from core.errors import DomainError
from core.web.refusals import status_of
from portal.members.anonymous import again, for_strangers, page
from portal.members.institutions.forms import AnswerForm
from publications.models import Document
from publications.schemas import MeetingDocument


@for_strangers
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """GET changes nothing, because mail scanners open every link."""
    try:
        row = requests.found(token)
        if request.method != "POST":
            return _shown(request, row, AnswerForm())
        return _posted(request, row, token)
    except requests.NoRequest:
        return page(request, "members/institutions/unknown.html", {}, status=404)


def _posted(request: HttpRequest, row: InstitutionRequest, token: str) -> HttpResponse:
    if "received" in request.POST:
        requests.receive(token)
        return again(request)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _shown(request, row, form, status=400)
    try:
        requests.answer(token, **form.cleaned_data)
    except DomainError as refusal:
        return _shown(request, row, form, status=status_of(refusal), refusal=refusal.message)
    return again(request)


def _shown(
    request: HttpRequest, row: InstitutionRequest, form: AnswerForm, *, status: int = 200, refusal: Any = ""
) -> HttpResponse:
    context = {
        "row": row,
        "form": form,
        "meeting": _public_meeting(row),
        "is_open": row.state in (RequestState.SENT, RequestState.RECEIVED),
        "is_new": row.state == RequestState.SENT,
        "refusal": refusal,
    }
    return page(request, "members/institutions/answer.html", context, status=status)


def _public_meeting(row: InstitutionRequest) -> MeetingDocument | None:
    """What is announced of the meeting to which the institution is invited, and nothing that is not public."""
    if row.meeting is None:
        return None
    found = Document.objects.select_related("live").filter(kind="meeting", key=row.meeting.key, is_listed=True).first()
    return cast(MeetingDocument, found.live.body) if found and found.live else None
