"""Reminders to invited and registered people, a week and a day before a meeting."""

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
    """Schedule the mails that are due. Can be repeated: a reminder is sent once for each date of the meeting.

    If the task did not run seven days before, the reminder of a week is sent later, until two days before.
    """
    today = timezone.localdate()
    announced = Document.objects.listed(MeetingDocument.kind).in_state(MeetingState.ANNOUNCED)
    # The announced day, not a new plan that is not announced yet.
    days = dict(announced.filter(listed_on__range=(today + DAY, today + WEEK)).values_list("key", "listed_on"))
    meetings = list(Meeting.objects.filter(state=MeetingState.ANNOUNCED, key__in=days))
    documents = known_by_key(meetings)
    for meeting in meetings:
        day = days[meeting.key]
        may_answer = takes_answers(meeting, documents.get(meeting.key))
        _remind(meeting, day, DAY if day == today + DAY else WEEK, may_answer)


def _remind(meeting: Meeting, day: dt.date, before: dt.timedelta, may_answer: bool) -> None:
    """Not to registrations that are newer, because they have just got the facts."""
    what = "day_before" if before == DAY else "week_before"
    states = [R.REGISTERED, R.INVITED] if may_answer else [R.REGISTERED]
    morning = dt.datetime.combine(day - before, dt.time(), timezone.get_current_timezone())
    with transaction.atomic():
        expected = meeting.registrations.filter(state__in=states, made_at__lt=morning)
        tell(list(expected.select_related("association")), what, occasion=f"{day}")
