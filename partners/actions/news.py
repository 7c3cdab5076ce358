"""How a member receives news about what associations sent, and the link in each mail that stops it without signing in."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from accounts.models import User
from core.clock import now
from core.crypto import tokens
from partners.models import NewsPreference, WaitingNews

PURPOSE: Final = "partners.news"
HowOften = NewsPreference.HowOften


def how_often(user: User) -> str:
    row = NewsPreference.objects.filter(user=user).first()
    return row.how_often if row else HowOften.AT_ONCE


def choose(*, by: User, how_often: str) -> None:
    """News that waits for the daily message is dropped by somebody who wants no such news any more: it stands on the account page."""
    with transaction.atomic():
        NewsPreference.objects.update_or_create(user=by, defaults={"how_often": how_often})
        if how_often in (HowOften.NEEDED, HowOften.NEVER):
            WaitingNews.objects.filter(user=by).delete()


def stop(token: str) -> None:
    """The link of a mail: nothing more is mailed to its reader. Can be repeated; a wrong token does nothing."""
    if user := _reader(token):
        choose(by=user, how_often=HowOften.NEVER)


def keep_for_digest(user: User, reference: str) -> None:
    """Once for each reference. Called by the worker, perhaps twice."""
    WaitingNews.objects.bulk_create([WaitingNews(user=user, reference=reference, since=now())], ignore_conflicts=True)


def stopping_link(user: User) -> str:
    """Also the address to which a mail program posts when its own button is pressed (RFC 8058). Opens nothing but this."""
    path = reverse("news_stop", args=[f"{user.pk}-{_token(user.pk)}"])
    return f"{settings.PUBLIC_ORIGIN}{path}?lang={user.language}"


def _token(pk: int) -> str:
    return tokens.token_of(str(pk), purpose=PURPOSE)


def _reader(token: str) -> User | None:
    pk, _dash, given = token.partition("-")
    if not (pk.isascii() and pk.isdigit() and len(pk) < 18 and tokens.is_same(given, _token(int(pk)))):
        return None
    return User.objects.filter(pk=int(pk)).first()
