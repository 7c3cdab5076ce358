"""What the clock does for trainings: reminders, places that are left after enrolment has closed, names whose time is over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db.models import Max, Q

from consultations.states import RegistrationState
from cooperation.models import Enrolment, Training
from cooperation.trainings import published
from cooperation.trainings.enrolments import serve_waiting, tell
from core import clock, retention
from publications.models import Document
from publications.schemas import TrainingDocument

DAY, WEEK = dt.timedelta(days=1), dt.timedelta(days=7)


def remind() -> None:
    """Each once for each first day: a week before (later if the task did not run), a day before, and a day after the last session."""
    today = clock.today()
    for training, facts in _near(today):
        rows = training.enrolments.filter(state=RegistrationState.REGISTERED).select_related("association")
        first, occasion = facts.first_day, str(facts.first_day)
        if first == today + DAY:
            tell(list(rows), "day_before", occasion=occasion)
        elif today + DAY < first <= today + WEEK:
            tell(list(rows), "week_before", occasion=occasion)
        elif today - WEEK <= facts.last_day < today:
            tell(list(rows.exclude(presences=None)), "feedback", occasion=occasion)


def give_what_is_left() -> None:
    """After enrolment has closed, the places that are left go to the waiting list, whatever the share."""
    for training in Training.objects.filter(enrolments__state=RegistrationState.WAITING).distinct():
        facts = published.known(training)
        if facts is not None and not published.shares_places(facts):
            serve_waiting(training)


def forget_names() -> int:
    """Delete names of participants whose time is over; returns how many."""
    today = clock.today()
    rows = Enrolment.objects.named().annotate(last=Max("training__sessions__day"))
    without = Q(certificates=None, last__lt=today - dt.timedelta(days=retention.PARTICIPANT_DAYS))
    certified = Q(last__lt=today - dt.timedelta(days=retention.CERTIFIED_DAYS))
    found = list(rows.filter(without | certified).values_list("pk", flat=True))
    return Enrolment.objects.filter(pk__in=found).update(participant="")


def _near(today: dt.date) -> Iterator[tuple[Training, TrainingDocument]]:
    """A training of many days is listed by its first one."""
    longest = dt.timedelta(days=200)
    rows = Document.objects.listed(TrainingDocument.kind).filter(listed_on__range=(today - longest, today + WEEK))
    trainings = list(Training.objects.filter(key__in=rows.values("key")))
    known = published.known_by_key(trainings)
    return ((each, known[each.key]) for each in trainings if each.key in known)
