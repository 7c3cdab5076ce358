"""What participants say of a training, in one of three words. Only sums are shown."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from cooperation.models import Enrolment, SessionPresence, Training, TrainingFeedback
from cooperation.trainings import published
from core import clock
from core.errors import DomainError
from publications.schemas.training import TrainingFeedbackCounts

FEWEST: Final = 5
"""Sums of fewer participants are not published: each would know what the others said."""
ASKED_FOR_DAYS: Final = 60


def takes(enrolment: Enrolment) -> bool:
    """From the end of the last session, for some weeks, of whom was there."""
    facts = published.known(enrolment.training)
    if facts is None or not published.is_over(facts) or not enrolment.presences.exists():
        return False
    return clock.today() <= facts.last_day + dt.timedelta(days=ASKED_FOR_DAYS)


def give(enrolment: Enrolment, *, word: str) -> TrainingFeedback:
    """By whoever has the pass. A second answer replaces the first."""
    with transaction.atomic():
        row = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
        if not takes(row):
            raise DomainError(_("No answer is taken here at the moment."))
        return TrainingFeedback.objects.update_or_create(enrolment=row, defaults={"word": word, "at": clock.now()})[0]


def counts(training: Training) -> TrainingFeedbackCounts | None:
    """``None`` while the training is not over, and of too few participants."""
    last = training.sessions.order_by("day").last()
    if last is None or last.day >= clock.today():
        return None
    attended = SessionPresence.objects.filter(session__training=training).values("enrolment").distinct().count()
    if attended < FEWEST:
        return None
    words = Counter(TrainingFeedback.objects.filter(enrolment__training=training).values_list("word", flat=True))
    return TrainingFeedbackCounts(attended=attended, **words)
