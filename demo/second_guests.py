"""Invitations and answers for the example of spring 2019, with a waiting list."""

from __future__ import annotations

from typing import NamedTuple

from accounts.models import User
from consultations.invitations import registrations
from consultations.models import Meeting, Registration
from core.time_travel import happening
from demo import schools
from demo.civil_society import SENDERS
from partners.models import Association


class Coming(NamedTuple):
    quarter: Registration
    parents: Registration
    amicale: Registration


def answer(meeting: Meeting, recorder: User) -> Coming:
    quarter, parents = _invite(meeting, recorder)
    with happening(schools.hour(schools.ANSWERED_ON, 9)):
        registrations.come(quarter, people=11)
        registrations.come(parents, people=1, women=1)
    amicale = _ask(meeting)
    # Fewer people come than were registered: the first of the waiting list gets a place.
    with happening(schools.hour(schools.CHANGED_ON, 16)):
        registrations.come(quarter, people=3, women=1)
    return Coming(quarter, parents, amicale)


def _invite(meeting: Meeting, recorder: User) -> list[Registration]:
    known = [Association.objects.get(memberships__user__email=sender.email) for sender in SENDERS]
    with happening(schools.hour(schools.INVITED_ON, 9)):
        return registrations.invite(meeting, known, by=recorder)


def _ask(meeting: Meeting) -> Registration:
    with happening(schools.hour(schools.ANSWERED_ON, 20)):
        asked = registrations.ask(
            meeting, organisation=schools.AMICALE, email=schools.AMICALE_EMAIL, language="ar", people=1, women=0
        )
        if asked is None:
            raise LookupError(schools.AMICALE_EMAIL)
        # Confirm by the link in the mail.
        return registrations.come(asked, people=1, women=0)
