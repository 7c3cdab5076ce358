from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from partners.models import Association, GuideSuggestion
from portal.members.concerns.next_step import with_next_step
from portal.members.home.awaiting import SHOWN_AT_ONCE, awaiting
from portal.members.meetings.views import coming
from proposals.models import Concern

MOST_SENT = 5


def home(request: HttpRequest) -> HttpResponse:
    """The account page: what awaits the associations that the user represents, what they sent, and the account."""
    associations = [] if request.user.is_cell_staff else list(Association.objects.visible_to(request.user))
    waiting = [] if request.user.is_cell_staff else awaiting(request, associations)
    context = {
        "associations": associations,
        "several": len(associations) > 1,
        "awaiting": waiting[:SHOWN_AT_ONCE],
        "later": waiting[SHOWN_AT_ONCE:],
        "waiting": waiting,
        "sent": with_next_step(Concern.objects.newest_of(associations)[:MOST_SENT]) if associations else [],
        "suggested": _suggested(associations),
        "coming": coming(request) if associations else [],
    }
    return render(request, "members/home/home.html", context)


def _suggested(associations: list[Association]) -> list[GuideSuggestion]:
    """The newest suggestions for the guide, with what was decided."""
    rows = (
        GuideSuggestion.objects.filter(association__in=associations) if associations else GuideSuggestion.objects.none()
    )
    return list(rows.select_related("chapter", "association").order_by("-id")[:MOST_SENT])
