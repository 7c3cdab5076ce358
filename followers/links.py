"""Addresses that stand in mails to followers, each in the language of the mail."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from followers.following import follower_token
from followers.models import Follower, FollowRequest
from followers.requests import request_token


def confirmation(row: FollowRequest) -> str:
    return _address(reverse("following_confirm", args=[request_token(row)]), row.language)


def followed(follower: Follower) -> str:
    """The page of what somebody follows."""
    return _address(reverse("following", args=[follower_token(follower)]), follower.language)


def leaving(follower: Follower) -> str:
    """Also the address to which a mail program posts when its own button is pressed (RFC 8058)."""
    return _address(reverse("following_leave", args=[follower_token(follower)]), follower.language)


def public_page(kind: str, key: str) -> str:
    """In the active language."""
    return settings.PUBLIC_ORIGIN + reverse(f"public:{kind}", args=[key])


def _address(path: str, language: str) -> str:
    return f"{settings.PUBLIC_ORIGIN}{path}?lang={language}"
