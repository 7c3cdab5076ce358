"""What the recorder and its followers read."""

from __future__ import annotations

import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from consultations import keys, live
from consultations.models import Meeting
from core.templatetags.remembered import MEMORY
from portal.staff.doors import WORDS
from portal.staff.live.doors import Refused, answer, answers_json, meeting_of

RECORD = "consultations.record_meetings"
LONGEST_QUERY = 300
VIEWS = ("recorder", "screen")
UNSPOKEN_FIRST = "unspoken_first"


@answers_json("consultations.view_meetings")
@require_safe
def state(request: HttpRequest, pk: int) -> HttpResponse:
    """Asked every two seconds by everybody in the room: one query where nothing changed."""
    meetings = Meeting.objects.visible_to(request.user).filter(pk=pk)
    revision = meetings.values_list("revision", flat=True).first()
    if revision is None:
        raise Http404
    since, view = _since(request), request.GET.get("view", VIEWS[0])
    if since == revision:
        return answer(live.unchanged(revision))
    # A device that knows more than the server held before a restore begins anew.
    since = since if since < revision else 0
    if view == "screen":
        return _screen(request, meetings, revision, since)
    if view != "recorder":
        raise Http404
    return _recorder(request, meetings, since)


def _recorder(request: HttpRequest, meetings: Any, since: int) -> HttpResponse:
    if not request.user.has_perm(RECORD):
        raise Refused(403, WORDS)
    found = live.recorder(meetings.select_related("report").get(), since=since, may_record=True)
    return answer(_in_order(request, found))


def _screen(request: HttpRequest, meetings: Any, revision: int, since: int) -> HttpResponse:
    """The same for all who follow: after a change the first of them waits for it, the others get what he got."""
    key = (
        "live screen",
        request.resolver_match.kwargs["pk"],
        get_language(),
        not since,
        request.GET.get("queue") == UNSPOKEN_FIRST,
    )
    known, _space, text = (MEMORY.get(key) or "").partition(" ")
    if known != str(revision):
        found = _in_order(request, live.screen(meetings.select_related("report").get(), since=since))
        text = answer(found).content.decode()
        MEMORY.put(key, SafeString(f"{revision} {text}"))  # nosec B703  # JSON, never part of a page
    return answer(json.loads(text) | {"now": live.unchanged(revision)["now"]})


def _in_order(request: HttpRequest, found: dict[str, Any]) -> dict[str, Any]:
    if request.GET.get("queue") == UNSPOKEN_FIRST:
        found["queue"] = live.unspoken_first(found["queue"])
    return found


def _since(request: HttpRequest) -> int:
    given = request.GET.get("since", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 19 else 0


@answers_json(RECORD)
@require_safe
def key(request: HttpRequest, pk: int) -> HttpResponse:
    """The keys with which this device keeps what it could not send yet. Not stored here either: derived at each request."""
    meeting = meeting_of(request, pk)
    return answer({"keys": [found._asdict() for found in keys.of(request.user, meeting)]})


@answers_json(RECORD)
@require_safe
def demands(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = meeting_of(request, pk)
    words = request.GET.get("q", "").replace("\0", "")[:LONGEST_QUERY]
    return answer({"demands": live.like(meeting, words)})
