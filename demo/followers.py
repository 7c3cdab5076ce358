"""Somebody follows a demand of 2018 before it is answered, and gets the digest: it is in the folder of mails of this installation."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.utils import timezone

from core.clock import today
from core.time_travel import happening
from demo import meknes
from followers import digests, requests
from followers.models import Follower, FollowRequest, Kind, Period
from followers.subjects import Subject
from publications.models import Document
from reference.models import Theme

ADDRESS: Final = "follower@example.org"
LANGUAGE: Final = "ar"
THEME: Final = "schools_surroundings"


def follow() -> bool:
    """Before the answers are published. False if that was done before, or without the meeting of 2018."""
    demand = Document.objects.listed("demand").filter(listed_on=meknes.HELD_ON).last()
    if demand is None or Follower.objects.exists():
        return False
    subjects = [Subject(Kind.DEMAND, demand.key)]
    subjects += [Subject(Kind.THEME, key) for key in Theme.objects.filter(key=THEME).values_list("key", flat=True)]
    with happening(timezone.now() - dt.timedelta(days=1)):
        for subject in subjects:
            requests.ask(subject, email=ADDRESS, language=LANGUAGE, period=Period.DAILY)
            requests.confirm(requests.request_token(FollowRequest.objects.latest("pk")))
    return True


def tell() -> int:
    """After the answers: what the clock does each morning. Returns how many digests were sent."""
    return digests.send_due() if Follower.objects.due(today()).exists() else 0
