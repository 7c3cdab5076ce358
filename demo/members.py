"""What a member of an invented association finds after signing in: a letter that nobody has read in time, a draft, and news once a day."""

from __future__ import annotations

import datetime as dt
import uuid

import pghistory
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.crypto import sealing
from demo.civil_society import SENDERS
from partners.actions import news
from partners.models import Membership
from proposals.concerns import drafts, submission
from proposals.concerns.content import Content
from proposals.models import Concern

# Longer than the cell promises to read in, and long enough for the first step of recourse.
DAYS_AGO = 12
LETTER = Content(
    title="مثال: ازدحام أمام المركب السوسيوثقافي مساء كل سبت",
    text="هذا مثال لرسالة وصلت على الورق ولم تُقرأ في الأجل: يشتد الازدحام مساء كل سبت، ولا ممر للراجلين.",
    place="أمام المركب",
    times=("evening",),
    themes=("road_motorbikes",),
    areas=("hamria",),
)
DRAFT = {"title": ["مثال: مسودة بدأ تحريرها على هاتف آخر"]}


def play() -> bool:
    """By the real actions; ``False`` if it was done before, or without the associations."""
    members = {each.user.email: each for each in Membership.objects.select_related("user", "association")}
    if not all(sender.email in members for sender in SENDERS) or Concern.objects.filter(title=LETTER.title).exists():
        return False
    president, secretary = (members[sender.email] for sender in SENDERS)
    with transaction.atomic(), pghistory.context(source="demonstration"):
        _entered(president, by=User.objects.get(email="moderator@example.org"))
        key = sealing.new_browser_key()
        drafts.begin(
            by=president.user, association=president.association, browser_key=key, draft_id=uuid.uuid4(), typed=DRAFT
        )
        news.choose(by=secretary.user, how_often=news.HowOften.DAILY)
    return True


def _entered(sender: Membership, *, by: User) -> None:
    received_at = timezone.now() - dt.timedelta(days=DAYS_AGO)
    letter = submission.Submission(
        uuid.uuid4(),
        Concern.Kind.CONCERN,
        Concern.Use.PUBLIC_NAMED,
        "ar",
        LETTER,
        channel=Concern.Channel.PAPER,
        received_at=received_at,
    )
    submission.enter(sender.association, letter, by=by)
