"""A follower's steps, as a person and the clock take them."""

from __future__ import annotations

import datetime as dt
import re
from email.message import EmailMessage
from typing import Any

from django.core import mail
from django.utils import timezone

from core.db import outbox
from core.time_travel import happening
from followers import digests, requests
from followers.models import Follower, FollowRequest
from followers.subjects import EVERYTHING, Subject
from proposals.demands import follow_up
from proposals.models import Demand
from tests import factories

ADDRESS = "reader@example.org"


def asked(subject: Subject = EVERYTHING, *, email: str = ADDRESS, language: str = "en", period: str = "daily") -> None:
    requests.ask(subject, email=email, language=language, period=period)


def requested(subject: Subject = EVERYTHING, **values: Any) -> FollowRequest:
    """Asked, and not confirmed."""
    asked(subject, **values)
    return FollowRequest.objects.latest("pk")


def follower(subject: Subject = EVERYTHING, **values: Any) -> Follower:
    """Asked and confirmed, without the mail."""
    return requests.confirm(requests.request_token(requested(subject, **values)))


def tomorrow(days: int = 1) -> Any:
    return happening(timezone.now() + dt.timedelta(days=days))


def sent_tomorrow(days: int = 1) -> list[Any]:
    """The digests of that day."""
    before = len(mail.outbox)
    with tomorrow(days):
        digests.send_due()
    return mail.outbox[before:]


def mails() -> list[Any]:
    """What the worker sends now."""
    before = len(mail.outbox)
    outbox.drain()
    return mail.outbox[before:]


def links(message: EmailMessage | Any) -> list[str]:
    """Paths of the addresses that stand in the text."""
    return [re.sub(r"^https?://[^/]+", "", found) for found in re.findall(r"https?://\S+", str(message.body))]


def moved(demand: Demand, words: str = "ندرس المطلب مع الجهة المختصة.") -> None:
    """A new edition of the demand, with a new step."""
    editor = factories.staff("editor")
    draft = factories.follow_up(demand, by=editor, sentence=factories.text(words))
    follow_up.send(draft, by=editor)
    draft.refresh_from_db()
    factories.approve_follow_up(draft, by=factories.staff("head"))
