"""What awaits a member about concerns: questions of the cell, decisions that can be contested, and letters of the cell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, Final

from django.db.models import Prefetch, prefetch_related_objects
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core import clock
from partners.models import Association
from portal.members.home.thing import MOST, Awaiting, end_of
from proposals.concerns import contests
from proposals.models import Concern, ConcernStep
from proposals.states import ConcernState

# A letter needs no answer, so it does not stay for ever.
LETTERS_STAY: Final = dt.timedelta(days=14)
# Nobody contests what was accepted; it stays possible on the page of the concern.
AGAINST: Final = (ConcernState.ANSWERED, ConcernState.DECLINED, ConcernState.REFERRED, ConcernState.MERGED)


def questions(_request: HttpRequest, associations: Sequence[Association]) -> list[Awaiting]:
    rows = Concern.objects.filter(association__in=associations, state=ConcernState.AWAITING)
    found = list(rows.select_related("association").order_by("-received_at", "-pk")[:MOST])
    asked = ConcernStep.objects.filter(concern__in=found, move="ask").order_by("at", "pk")
    last = {step.concern_id: step for step in asked}
    return [
        _about(
            row,
            at=last[row.pk].at,
            heading=_("Answer the question of the cell"),
            button=_("Answer the question"),
            asked_on=last[row.pk].at,
            quoted="" if row.is_confidential else last[row.pk].sentence,
        )
        for row in found
    ]


def decided(_request: HttpRequest, associations: Sequence[Association]) -> list[Awaiting]:
    """Decisions that can be contested, and letters of the cell to which the association wrote nothing."""
    found = []
    for row in _decided_lately(associations):
        steps = sorted(row.steps.all(), key=lambda step: step.pk)
        last, until = steps[-1], contests.contest_until(steps)
        if last.move == "write" and last.at > clock.now() - LETTERS_STAY:
            found.append(
                _about(
                    row,
                    at=last.at,
                    heading=_("The cell has written to you"),
                    button=_("Read the letter"),
                    written_on=last.at,
                )
            )
        elif row.state in AGAINST and contests.may_contest(steps) and until:
            found.append(
                _about(
                    row,
                    at=end_of(until),
                    heading=_("Read the decision: you can contest it once"),
                    button=_("Read the decision"),
                    until=until,
                    is_choice=True,
                )
            )
    return found


def _decided_lately(associations: Sequence[Association]) -> list[Concern]:
    """With all their steps. Two queries."""
    lately = clock.now() - max(contests.contesting(), LETTERS_STAY) - dt.timedelta(days=1)
    told = ConcernStep.objects.filter(concern__association__in=associations, is_from_cell=True, at__gt=lately).exclude(
        move="begin"
    )
    rows = Concern.objects.filter(pk__in=told.values("concern")).exclude(
        state__in=[ConcernState.AWAITING, ConcernState.WITHDRAWN]
    )
    found = list(rows.select_related("association").order_by("-received_at", "-pk")[:MOST])
    prefetch_related_objects(found, Prefetch("steps", ConcernStep.objects.defer("sentence", "sealed")))
    return found


def _about(concern: Concern, **facts: Any) -> Awaiting:
    return Awaiting(
        url=reverse("members:concern", args=[concern.reference]),
        association=concern.association.name,
        subject=concern.title,
        reference=concern.reference,
        **facts,
    )
