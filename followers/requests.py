"""Asking to follow something, and confirming it by the link in the mail (double opt-in).

Anybody, also a script, can ask with any address. The form does the same work for every address: it stores the request and schedules one
mail. Only the worker looks whether the address follows already. So neither the answer nor its time nor the number of mails tells it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core import clock, retention
from core.crypto import server_key, tokens
from core.db import locks, mail_limits, outbox, rate_limits
from core.db.bulk_delete import forget
from core.db.rate_limits import RateLimit
from core.errors import DomainError
from core.text.addresses import canonical
from followers.changes import newest_edition
from followers.models import ADDRESS, Follow, Follower, FollowRequest
from followers.periods import next_day
from followers.querysets import FollowerQuerySet
from followers.subjects import Subject

PURPOSE: Final = "followers.request"
FOLLOWER_PURPOSE: Final = "followers.follower"
# The address must be confirmed by the link within this time.
CONFIRMED_WITHIN: Final = dt.timedelta(days=retention.UNCONFIRMED_FOLLOWER_DAYS)
# Digests are composed from the index of changes, which is asked once for each.
MOST_FOLLOWS: Final = 50


class NoRequest(LookupError):
    """There is no such request: it was confirmed already, or it is too old."""


def ask(subject: Subject, *, email: str, language: str, period: str) -> None:
    """Send one mail with a link to this address, at most one in an hour for one subject (and ``mail_limits`` in a day).

    A mailbox at its limit silently gets no more; asking again works later. Asking again changes language and period, never the link.
    """
    email = canonical(email)
    mark = server_key.marks(email, purpose=ADDRESS)[0]
    with transaction.atomic():
        if not rate_limits.is_counted(_once_an_hour(mark, subject), mail_limits.limit(email)):
            return
        nonce, token_hash = tokens.issue(purpose=PURPOSE)
        row = FollowRequest(
            mark=mark,
            locked_address=server_key.lock(email, purpose=ADDRESS),
            language=language,
            period=period,
            **subject._asdict(),
            nonce=nonce,
            token_hash=token_hash,
            asked_at=clock.now(),
        )
        (stored,) = FollowRequest.objects.bulk_create(
            [row],
            update_conflicts=True,
            unique_fields=["mark", "kind", "key"],
            update_fields=["language", "period", "asked_at"],
        )
        outbox.put("followers.request_mail", key=f"{stored.pk}:{clock.now():%Y%m%d%H}", request=stored.pk)


def request_token(row: FollowRequest) -> str:
    return tokens.token_of(row.nonce, purpose=PURPOSE)


def found(token: str) -> FollowRequest:
    """Raises :class:`NoRequest`."""
    row = tokens.with_token(FollowRequest.objects.all(), token).filter(asked_at__gte=_oldest()).first()
    if row is None:
        raise NoRequest
    return row


def confirm(token: str) -> Follower:
    """Begin to follow. The link works once: the request is deleted. Raises :class:`NoRequest`, and
    :class:`~core.errors.DomainError` for an address that follows :data:`MOST_FOLLOWS` subjects."""
    with transaction.atomic():
        locks.hold(f"follower:{found(token).mark}")
        row = found(token)  # once more: another confirmation may have been waited for
        follower = _follower(row)
        if follower.follows.count() >= MOST_FOLLOWS:
            raise DomainError(_("You follow very much already. Stop following something first."))
        Follow.objects.get_or_create(
            follower=follower, kind=row.kind, key=row.key, defaults={"after": newest_edition()}
        )
        row.delete()
    return follower


def known(row: FollowRequest) -> Follower | None:
    """The follower who has this address already."""
    return _with_address(row).first()


def forget_unconfirmed() -> int:
    """Delete requests that nobody confirmed in time; returns how many."""
    return forget(FollowRequest.objects.filter(asked_at__lt=_oldest()))


def _follower(row: FollowRequest) -> Follower:
    """The one with this address, made where there is none. What the owner has just confirmed decides language and period."""
    follower = _with_address(row).select_for_update().first()
    if follower is None:
        nonce, token_hash = tokens.issue(purpose=FOLLOWER_PURPOSE)
        return Follower.objects.create(
            mark=row.mark,
            locked_address=row.locked_address,
            language=row.language,
            period=row.period,
            nonce=nonce,
            token_hash=token_hash,
            told_until=newest_edition(),
            next_on=next_day(row.period, clock.today()),
        )
    if follower.period != row.period:
        follower.next_on = next_day(row.period, clock.today())
    follower.language, follower.period = row.language, row.period
    follower.save(update_fields=["language", "period", "next_on"])
    return follower


def _with_address(row: FollowRequest) -> FollowerQuerySet:
    return Follower.objects.filter(mark__in=server_key.marks(row.address, purpose=ADDRESS))


def _once_an_hour(mark: str, subject: Subject) -> RateLimit:
    what = hashlib.sha256(f"{mark}:{subject.kind}:{subject.key}".encode()).hexdigest()[:24]
    return RateLimit(f"follow:{what}", 1, is_hourly=True)


def _oldest() -> dt.datetime:
    return clock.now() - CONFIRMED_WITHIN
