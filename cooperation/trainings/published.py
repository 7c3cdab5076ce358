"""What the public knows of trainings. Enrolment, mails and certificates go by it, not by a draft of a correction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import cast

from cooperation.models import Training
from core import clock
from core.zone import ZONE
from publications.models import Document
from publications.schemas import TrainingDocument


def known(training: Training) -> TrainingDocument | None:
    return known_by_key([training]).get(training.key)


def known_by_key(trainings: Iterable[Training]) -> dict[str, TrainingDocument]:
    """Without those that are withdrawn. One query."""
    keys = [each.key for each in trainings]
    rows = Document.objects.filter(kind=TrainingDocument.kind, key__in=keys, live__is_tombstone=False)
    return {row.key: cast(TrainingDocument, row.live.body) for row in rows.select_related("live") if row.live}


def begins(facts: TrainingDocument) -> dt.datetime:
    first = facts.sessions[0]
    return dt.datetime.combine(first.day, first.starts_at, ZONE)


def ends(facts: TrainingDocument) -> dt.datetime:
    last = facts.sessions[-1]
    return dt.datetime.combine(last.day, last.ends_at, ZONE)


def has_begun(facts: TrainingDocument) -> bool:
    return clock.now() >= begins(facts)


def is_over(facts: TrainingDocument) -> bool:
    return clock.now() >= ends(facts)


def takes_enrolments(facts: TrainingDocument) -> bool:
    return shares_places(facts) and not has_begun(facts)


def shares_places(facts: TrainingDocument) -> bool:
    """Whether each association still has its share only; afterwards the places that are left go to the waiting list."""
    return clock.today() <= facts.enrol_until
