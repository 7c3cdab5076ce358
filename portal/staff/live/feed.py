"""What the recorder and its followers read."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from consultations import keys, live
from consultations.models import Meeting
from portal.staff.doors import WORDS
from portal.staff.live.doors import Refused, answer, answers_json, meeting_of

RECORD = "consultations.record_meetings"
LONGEST_QUERY = 300
VIEWS = ("recorder", "screen")


@answers_json("consultations.view_meetings")
@require_safe
def state(request: HttpRequest, pk: int) -> HttpResponse:
    """Asked every two seconds by everybody in the room: one query where nothing changed."""
    meetings = Meeting.objects.visible_to(request.user).filter(pk=pk)
    revision = meetings.values_list("revision", flat=True).first()
    if revision is None:
        raise Http404
    since = _since(request)
    if since == revision:
        return answer(live.unchanged(revision))
    # A device that knows more than the server held before a restore begins anew.
    return answer(_state(request, meetings, since if since < revision else 0))


def _state(request: HttpRequest, meetings: Any, since: int) -> dict[str, Any]:
    view = request.GET.get("view", VIEWS[0])
    if view not in VIEWS:
        raise Http404
    may_record = request.user.has_perm(RECORD)
    if view == "recorder" and not may_record:
        raise Refused(403, WORDS)
    meeting = meetings.select_related("report").get()
    if view == "screen":
        found = live.screen(meeting, since=since)
    else:
        found = live.recorder(meeting, since=since, may_record=may_record)
    if request.GET.get("queue") == "unspoken_first":
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
