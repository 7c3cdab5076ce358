"""An invented association asks for two demands of 2018, too, and judges the answer to one of them, by the real actions on their own days."""

from __future__ import annotations

import datetime as dt

import pghistory
from django.db import transaction

from accounts.models import User
from core.time_travel import happening
from demo import meknes, people, schools
from demo.civil_society import SENDERS
from partners.models import Association
from proposals.demands import support, verdicts
from proposals.models import Demand, Support, Verdict

# Before the second answer about the guide, so that the association is asked about it.
MARKED_ON = dt.date(2019, 1, 15)
JUDGED_ON = dt.date(2019, 3, 4)
READ_ON = dt.date(2019, 3, 5)
# Their places in demo.meknes.DEMANDS.
CRIME, GUIDE = 0, 2
SENTENCE = "ينفعنا الدليل، لكن عدد النسخ لا يكفي جميع الجمعيات. (مثال)"


def play() -> Verdict | None:
    """``None`` if that was done before, without the association, or without the answers (:mod:`demo.follow_ups`)."""
    users, president = people.ensure(), User.objects.filter(email=SENDERS[0].email).first()
    demands = [
        Demand.objects.filter(registered_on=meknes.HELD_ON, title=meknes.DEMANDS[place].title).first()
        for place in (CRIME, GUIDE)
    ]
    crime, guide = demands
    if (
        president is None
        or crime is None
        or guide is None
        or not guide.answers.exists()
        or Support.objects.filter(demand=crime).exists()
    ):
        return None
    association = Association.objects.get(memberships__user=president)
    with transaction.atomic(), pghistory.context(source="demonstration"):
        with happening(schools.hour(MARKED_ON, 10)):
            for demand in (crime, guide):
                support.add(demand, association=association, by=president, shows_name=True)
            support.publish(crime, by=users["moderator"], seen=support.pending(crime).fingerprint)
        return _judge(guide, association, president, users["moderator"])


def _judge(guide: Demand, association: Association, president: User, moderator: User) -> Verdict:
    with happening(schools.hour(JUDGED_ON, 18)):
        given = verdicts.give(
            guide,
            association=association,
            by=president,
            word=Verdict.Word.PARTLY,
            sentence=SENTENCE,
            shows_name=True,
        )
    with happening(schools.hour(READ_ON, 9)):
        return verdicts.publish(given, by=moderator, seen=verdicts.pending(given).fingerprint)
