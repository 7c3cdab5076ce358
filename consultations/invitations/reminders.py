"""Reminding those who are expected, a week and a day before a meeting."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from consultations.invitations.open_for_answers import takes_answers
from consultations.invitations.published_meeting import known_by_key
from consultations.invitations.registrations import tell
from consultations.models import Meeting
from consultations.states import MeetingState, RegistrationState
from publications.models import Document
from publications.schemas import MeetingDocument

R = RegistrationState
WEEK = dt.timedelta(days=7)
DAY = dt.timedelta(days=1)


def remind() -> None:
    """Ask for the mails that are due. Safe to do again: a mail goes out once for each day on which the meeting is held.

    If nothing ran on the seventh day before, the week's reminder is made up for until the second.
    """
    today = timezone.localdate()
    announced = Document.objects.listed(MeetingDocument.kind).in_state(MeetingState.ANNOUNCED)
    # The day that was announced: another one that somebody planned since is not known to anybody.
    days = dict(announced.filter(listed_on__range=(today + DAY, today + WEEK)).values_list("key", "listed_on"))
    meetings = list(Meeting.objects.filter(state=MeetingState.ANNOUNCED, key__in=days))
    documents = known_by_key(meetings)
    for meeting in meetings:
        day = days[meeting.key]
        may_answer = takes_answers(meeting, documents.get(meeting.key))
        _remind(meeting, day, DAY if day == today + DAY else WEEK, may_answer)


def _remind(meeting: Meeting, day: dt.date, before: dt.timedelta, may_answer: bool) -> None:
    """Whoever came onto the list later than that has just read everything."""
    what = "day_before" if before == DAY else "week_before"
    states = [R.REGISTERED, R.INVITED] if may_answer else [R.REGISTERED]
    morning = dt.datetime.combine(day - before, dt.time(), timezone.get_current_timezone())
    with transaction.atomic():
        expected = meeting.registrations.filter(state__in=states, made_at__lt=morning)
        tell(list(expected.select_related("association")), what, occasion=f"{day}")
