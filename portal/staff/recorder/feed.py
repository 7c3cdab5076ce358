"""Endpoints that the recorder and the second screen read."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from django.contrib.sessions.models import Session
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from consultations.models import Meeting
from consultations.recorder import demand_offers, device_keys, second_screen, state as recorder_state
from core.templatetags.remembered import MEMORY
from core.text import typed
from portal.common.numbers import number_of
from portal.staff.decorators import PERMISSION_DENIED
from portal.staff.recorder.decorators import DEVICE_KEY, Refused, answer, answers_json, meeting_of
from portal.staff.recorder.errors import LIVE

RECORD = "consultations.record_meetings"
LONGEST_QUERY = 300
VIEWS = ("recorder", "screen")
UNSPOKEN_FIRST = "unspoken_first"


@answers_json("consultations.view_meetings")
@require_safe
def state(request: HttpRequest, pk: int) -> HttpResponse:
    """Polled every two seconds by every device: one query if nothing changed."""
    meetings = Meeting.objects.visible_to(request.user).filter(pk=pk)
    revision = meetings.values_list("revision", flat=True).first()
    if revision is None:
        raise Http404
    since, view = _since(request), request.GET.get("view", VIEWS[0])
    if since == revision:
        return answer(recorder_state.unchanged(revision))
    # After a restore of the database, a device may have a newer revision than the server: it gets everything.
    since = since if since < revision else 0
    if view == "screen":
        return _screen(request, meetings, revision, since)
    if view != "recorder":
        raise Http404
    return _recorder(request, meetings, since)


def _recorder(request: HttpRequest, meetings: Any, since: int) -> HttpResponse:
    if not request.user.has_perm(RECORD):
        raise Refused(403, PERMISSION_DENIED)
    found = recorder_state.recorder(meetings.select_related("report").get(), since=since, may_record=True)
    return answer(_in_order(request, found))


def _screen(request: HttpRequest, meetings: Any, revision: int, since: int) -> HttpResponse:
    """The state for second screens, cached: after a change it is computed once."""
    key = (
        "live screen",
        request.resolver_match.kwargs["pk"],
        get_language(),
        not since,
        request.GET.get("queue") == UNSPOKEN_FIRST,
    )
    known, _space, text = (MEMORY.get(key) or "").partition(" ")
    if known != str(revision):
        found = _in_order(request, second_screen.screen(meetings.select_related("report").get(), since=since))
        text = answer(found).content.decode()
        MEMORY.put(key, SafeString(f"{revision} {text}"))  # nosec B703  # JSON, never part of a page
    return answer(json.loads(text) | {"now": recorder_state.unchanged(revision)["now"]})


def _in_order(request: HttpRequest, found: dict[str, Any]) -> dict[str, Any]:
    if request.GET.get("queue") == UNSPOKEN_FIRST:
        found["queue"] = recorder_state.unspoken_first(found["queue"])
    return found


def _since(request: HttpRequest) -> int:
    return number_of(request.GET.get("since")) or 0


@answers_json(RECORD)
@require_safe
def key(request: HttpRequest, pk: int) -> HttpResponse:
    """The keys with which this device encrypts messages that it could not send yet. Derived for each request, not stored.

    The device stores them encrypted with the session's key, which is in a cookie that ends with the session.
    """
    meeting = meeting_of(request, pk)
    found = [each._asdict() for each in device_keys.of(request.user, meeting)]
    response = answer({"keys": found, "until": _ends(request).isoformat()})
    of_session = device_keys.of_session(str(request.session.session_key))
    response.set_cookie(DEVICE_KEY, of_session, path=LIVE, samesite="Strict", secure=request.is_secure())
    return response


def _ends(request: HttpRequest) -> dt.datetime:
    """When the session ends on the server. (``get_expiry_age`` would count from now.)"""
    rows = Session.objects.filter(session_key=request.session.session_key)
    return rows.values_list("expire_date", flat=True).first() or timezone.now()


@answers_json(RECORD)
@require_safe
def demands(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = meeting_of(request, pk)
    words = typed.searched(request.GET.get("q", "")[:LONGEST_QUERY])
    return answer({"demands": demand_offers.offered(meeting, words)})
