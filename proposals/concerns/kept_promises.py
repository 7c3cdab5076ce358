"""How many concerns were read as promised."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.conf import settings
from django.db.models import Count, ExpressionWrapper, F, Min, OuterRef, Q, Subquery
from django.db.models.fields import DateTimeField
from django.utils import timezone

from proposals.models import Concern, ConcernStep
from proposals.states import TOLD_OF_OTHERS, ConcernState

BEFORE_A_DECISION = ("submit", "begin", "write", *TOLD_OF_OTHERS)


class Kept(NamedTuple):
    """``kept`` of ``due`` promises."""

    kept: int
    due: int


def read_in_time(since: dt.datetime) -> Kept:
    """Of the concerns received ``since`` then: those that the cell decided about within the promised hours, and those about which it
    decided or had to. One query.

    Without those that the association withdrew before the cell decided.
    """
    hours = dt.timedelta(hours=settings.SITE["promises"]["triage_hours"])
    decisions = ConcernStep.objects.filter(concern=OuterRef("pk"), is_from_cell=True).exclude(
        move__in=BEFORE_A_DECISION
    )
    first = decisions.order_by().values("concern").annotate(first=Min("at")).values("first")
    rows = Concern.objects.filter(received_at__gte=since).order_by()
    rows = rows.annotate(
        decided_at=Subquery(first), read_by=ExpressionWrapper(F("received_at") + hours, output_field=DateTimeField())
    )
    rows = rows.exclude(decided_at=None, state=ConcernState.WITHDRAWN)
    was_due = Q(decided_at__isnull=False) | Q(read_by__lt=timezone.now())
    found = rows.aggregate(kept=Count("pk", filter=Q(decided_at__lte=F("read_by"))), due=Count("pk", filter=was_due))
    return Kept(**found)
