"""Outstanding demands for the first topic of an agenda."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from consultations.models import Meeting
from proposals.models import Demand, Mention
from proposals.states import OPEN


def outstanding(meeting: Meeting) -> QuerySet[Demand]:
    """Open demands of earlier meetings of the same series or of a common area, the oldest first.

    For a meeting without series and areas: of its police unit.
    """
    before = Q(held_on__lt=meeting.held_on)
    same = Q(areas__in=meeting.areas.all())
    if meeting.series_id:
        same |= Q(series=meeting.series_id)
    if not meeting.series_id and not meeting.areas.exists():
        same = Q(unit=meeting.unit_id)
    earlier = Meeting.objects.filter(before & same).exclude(pk=meeting.pk)
    raised = Mention.objects.filter(source_kind=Mention.Source.MEETING, source_key__in=earlier.values("key"))
    in_area = Q(areas__in=meeting.areas.all()) & Q(registered_on__lt=meeting.held_on)
    found = Demand.objects.not_merged().filter(state__in=OPEN).filter(Q(pk__in=raised.values("demand")) | in_area)
    return found.distinct().order_by("registered_on", "number")
