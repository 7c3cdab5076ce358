"""Answers to invitations: by the link in the mail, or after signing in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from consultations.invitations import published_meeting, registrations
from consultations.models import Attendance, Registration
from consultations.states import MeetingState, RegistrationState
from core import clock
from core.web import form_recovery
from portal.common.answers import Answering, is_over, qr
from portal.common.keyset import page_by_key
from portal.members.anonymous import again, for_strangers, page
from portal.members.decorators import representatives_only

MOST_COMING = 3
# Beside them: meetings of yesterday and today that are over.
MOST_READ = 20


def _found(token: str) -> Registration:
    try:
        return registrations.found(token)
    except registrations.NotOpen as error:
        raise Http404 from error


@for_strangers
def invited(request: HttpRequest, token: str) -> HttpResponse:
    """GET changes nothing, because mail scanners open every link."""
    try:
        registration = registrations.found(token)
    except registrations.NotOpen:
        # An address cut in two by a mail program looks like one that never was: both are told the ways that are left.
        return page(request, "members/meetings/unknown.html", {}, status=404)
    answering = Answering(registration)
    if request.method == "POST" and answering.take(request.POST):
        return again(request)
    return page(request, "members/meetings/invited.html", answering.context, status=answering.status)


@for_strangers
@require_safe
def invited_qr(request: HttpRequest, token: str) -> HttpResponse:
    return qr(_found(token))


@require_safe
@representatives_only
def meetings(request: HttpRequest) -> HttpResponse:
    shown = page_by_key(request, _own(request), ("-meeting__held_on", "-pk"))
    return render(request, "members/meetings/list.html", {"page": shown, "rows": as_announced(shown)})


def coming(request: HttpRequest) -> list[dict[str, Any]]:
    """The next meetings of the user's associations that are not over, for the account page."""
    return [row for row in awaited(request, MOST_READ) if not row["is_over"]][:MOST_COMING]


def awaited(request: HttpRequest, most: int) -> list[dict[str, Any]]:
    """The first ``most`` meetings of the user's associations from yesterday on: a meeting of the evening may end after midnight."""
    states = (MeetingState.ANNOUNCED, MeetingState.IN_SESSION)
    rows = _own(request).filter(meeting__state__in=states, meeting__held_on__gte=clock.today() - dt.timedelta(days=1))
    return as_announced(rows.order_by("meeting__held_on", "pk")[:most])


def as_announced(some: Iterable[Registration]) -> list[dict[str, Any]]:
    """The published title and day, without changes that are not announced yet."""
    found = list(some)
    documents = published_meeting.known_by_key(row.meeting for row in found)
    rows = []
    for row in found:
        document = documents.get(row.meeting.key)
        rows.append(
            {
                "registration": row,
                "document": document,
                "title": document.title if document else row.meeting.title,
                "held_on": document and document.facts.held_on,
                "is_over": is_over(row.meeting, document),
            }
        )
    return rows


@representatives_only
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    typed = form_recovery.take(request) if request.method != "POST" else None
    answering = Answering(get_object_or_404(_own(request), pk=pk), typed=typed)
    if request.method == "POST" and answering.take(request.POST):
        return redirect("members:meeting", pk)
    return render(request, "members/meetings/meeting.html", answering.context, status=answering.status)


def _own(request: HttpRequest) -> QuerySet[Registration]:
    rows = Registration.objects.visible_to(request.user).exclude(state=RegistrationState.REMOVED)
    came = Attendance.objects.filter(registration=OuterRef("pk"))
    return rows.select_related("meeting", "association").annotate(came=Exists(came))
