"""Digests: one mail in a period, with what has changed in what somebody follows.

A digest is marked as told before it is sent, in a transaction of its own. If the mail server refuses, the mark is taken back and a later
run tries again. If the process dies in between, this one digest is lost: followers are told of an edition once, never twice (ADR 29).
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator
from smtplib import SMTPRecipientsRefused
from typing import Final, NamedTuple

import structlog
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.db.models.functions import Greatest

from core import clock
from followers import changes
from followers.digest_mail import message
from followers.models import Change, Follow, Follower, Period
from followers.news import news_for
from followers.periods import next_day

BATCH: Final = 200
# Seconds of one run; the next one begins after five minutes (config/timetable.py).
LONGEST_RUN: Final = 240
# In a row, in one run: then the mail server is away, not a mailbox.
MOST_FAILURES: Final = 5
SENT, REFUSED, FAILED = "sent", "refused", "failed"
log = structlog.get_logger(__name__)


class Claimed(NamedTuple):
    """A mail to send now, and what its follower was told before."""

    follower: int
    mail: EmailMessage
    told_until: int
    told_before: int


def send_due(*, longest: float = LONGEST_RUN) -> int:
    """Send the digests that are due today; returns how many. Several workers may do so at the same time."""
    until, deadline, today = changes.read(), time.monotonic() + longest, clock.today()
    sent = failed = 0
    connection = get_connection()
    try:
        for follower in _with_news(today, until):
            if time.monotonic() > deadline or failed == MOST_FAILURES:
                break
            connection.open()  # before a digest is marked: a mail server that is away costs nobody a mail
            if (claimed := _claim_or_put_off(follower, today, until)) is None:
                continue
            outcome = _send(claimed, today, connection)
            sent, failed = sent + (outcome == SENT), failed + 1 if outcome == FAILED else 0
    finally:
        connection.close()
    return sent


def _with_news(today: dt.date, until: int) -> Iterator[int]:
    """Ids of followers who are due and have news. Those without news are put off to their next day, a batch at a time."""
    place: tuple[dt.date, int] | None = None
    while True:
        with transaction.atomic():
            rows = Follower.objects.due(today)
            rows = rows.later_than(*place) if place else rows
            batch = list(rows.select_for_update(skip_locked=True)[:BATCH])
            have_news = _have_news(batch)
            _put_off([row.pk for row in batch if row.pk not in have_news], today, until)
        if not batch:
            return
        place = batch[-1].next_on, batch[-1].pk
        yield from (row.pk for row in batch if row.pk in have_news)


def _have_news(batch: list[Follower]) -> set[int]:
    newer = Change.objects.filter(
        kind=OuterRef("kind"),
        key=OuterRef("key"),
        sequence__gt=Greatest(OuterRef("after"), OuterRef("follower__told_until")),
    )
    rows = Follow.objects.filter(follower__in=batch).filter(Exists(newer))
    return set(rows.values_list("follower_id", flat=True).distinct())


def _put_off(followers: list[int], today: dt.date, until: int) -> None:
    for period in Period:
        rows = Follower.objects.filter(pk__in=followers, period=period)
        rows.update(told_until=Greatest(F("told_until"), until), next_on=next_day(period, today))


def _claim_or_put_off(pk: int, today: dt.date, until: int) -> Claimed | None:
    """One row that cannot be read must not keep the others waiting in this run and in the next."""
    try:
        return _claim(pk, today, until)
    except Exception as error:
        log.error("digest_not_composed", exc_info=error)
        for period in Period:
            Follower.objects.filter(pk=pk, period=period).update(next_on=next_day(period, today))
        return None


def _claim(pk: int, today: dt.date, until: int) -> Claimed | None:
    """Mark what is new as told; ``None`` if another worker did, or if all of it was withdrawn."""
    with transaction.atomic():
        follower = Follower.objects.due(today).select_for_update(skip_locked=True).filter(pk=pk).first()
        if follower is None:
            return None
        before = follower.told_until
        news = news_for(follower, until)
        mail = message(follower, news) if news else None
        follower.told_until, follower.next_on = max(before, until), next_day(follower.period, today)
        follower.save(update_fields=["told_until", "next_on"])
    return Claimed(pk, mail, follower.told_until, before) if mail else None


def _send(claimed: Claimed, today: dt.date, connection: BaseEmailBackend) -> str:
    """What could not be sent is new again: today, or on the next day if the mail server refuses this mailbox."""
    try:
        connection.send_messages([claimed.mail])
    except BaseException as error:
        is_refused = isinstance(error, SMTPRecipientsRefused)
        rows = Follower.objects.filter(pk=claimed.follower, told_until=claimed.told_until)
        rows.update(told_until=claimed.told_before, **({} if is_refused else {"next_on": today}))
        if not isinstance(error, Exception):
            raise
        log.warning("digest_not_sent", error=type(error).__name__)
        return REFUSED if is_refused else FAILED
    return SENT
