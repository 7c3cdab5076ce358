"""What one follows: seen, changed and left by the link in each mail, without an account."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from core import clock
from core.crypto import server_key, tokens
from followers.models import ADDRESS, Follower, FollowRequest
from followers.periods import next_day
from followers.requests import FOLLOWER_PURPOSE


class NoFollower(LookupError):
    """No follower has this link: it was wrong, or the follower has left."""


def found(token: str) -> Follower:
    """Raises :class:`NoFollower`."""
    follower = tokens.with_token(Follower.objects.all(), token).first()
    if follower is None:
        raise NoFollower
    return follower


def follower_token(follower: Follower) -> str:
    """Of the link in each mail. After a change of the server's secret key a new one is issued: the old one could not be written any more."""
    token = tokens.token_of(follower.nonce, purpose=FOLLOWER_PURPOSE)
    if tokens.hashed(token) != follower.token_hash:
        follower.nonce, follower.token_hash = tokens.issue(purpose=FOLLOWER_PURPOSE)
        follower.save(update_fields=["nonce", "token_hash"])
        token = tokens.token_of(follower.nonce, purpose=FOLLOWER_PURPOSE)
    return token


def change(follower: Follower, *, language: str, period: str, kept: Collection[int]) -> Follower | None:
    """Keep the follows with the ids ``kept`` and no other; who keeps none leaves, and ``None`` is returned."""
    with transaction.atomic():
        row = Follower.objects.select_for_update().filter(pk=follower.pk).first()
        if row is None or not row.follows.filter(pk__in=kept).exists():
            leave(follower)
            return None
        row.follows.exclude(pk__in=kept).delete()
        if row.period != period:
            row.next_on = next_day(period, clock.today())
        row.language, row.period = language, period
        row.save(update_fields=["language", "period", "next_on"])
    return row


def leave(follower: Follower) -> None:
    """Delete everything that belongs to the address. Can be repeated."""
    with transaction.atomic():
        marks = [follower.mark, *server_key.marks(follower.address, purpose=ADDRESS)]
        FollowRequest.objects.filter(mark__in=marks).delete()
        Follower.objects.filter(pk=follower.pk).delete()
