"""Reminding those who are expected, a week and a day before a meeting."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from consultations.actions.registrations import takes_answers, tell
from consultations.models import Meeting
from consultations.states import MeetingState, RegistrationState

R = RegistrationState
WEEK = dt.timedelta(days=7)
DAY = dt.timedelta(days=1)


def remind() -> None:
    """Ask for the mails that are due. Safe to do again: a mail goes out once for each day on which the meeting is held.

    If nothing ran on the seventh day before, the week's reminder is made up for until the second.
    """
    today = timezone.localdate()
    for meeting in Meeting.objects.filter(state=MeetingState.ANNOUNCED, held_on__range=(today + DAY, today + WEEK)):
        is_tomorrow = meeting.held_on == today + DAY
        _remind(meeting, "day_before" if is_tomorrow else "week_before", DAY if is_tomorrow else WEEK)


def _remind(meeting: Meeting, what: str, before: dt.timedelta) -> None:
    """Whoever came onto the list later than that has just read everything."""
    states = [R.REGISTERED, R.INVITED] if takes_answers(meeting) else [R.REGISTERED]
    morning = dt.datetime.combine(meeting.held_on - before, dt.time(), timezone.get_current_timezone())
    with transaction.atomic():
        expected = meeting.registrations.filter(state__in=states, made_at__lt=morning)
        tell(list(expected.select_related("association")), what, occasion=f"{meeting.held_on}")
