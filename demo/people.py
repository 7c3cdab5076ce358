"""Demonstration accounts: one for each function, none of a real person. Created only if ``MACHOURA_LOCAL`` is set."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.hashers import make_password

from accounts.models import HeldFunction, User

PASSWORD = "machoura-demo-2018"  # noqa: S105  # nosec B105  # printed by `make run`; a demonstration never holds real data


class Account(NamedTuple):
    email: str
    name: str
    function: str


ACCOUNTS = tuple(
    Account(f"{function}@example.org", f"Demonstration {function}", function)
    for function in HeldFunction.Function.values
)


def ensure() -> dict[str, User]:
    """The demonstration users by function; created on the first call."""
    return {account.function: _user(account) for account in ACCOUNTS}


def account_of(email: str, name: str) -> User:
    user = User.objects.create(email=email, name=name, password=_hashed(settings.PASSWORD_HASHERS[0]))
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    return user


@cache
def _hashed(_hasher: str) -> str:
    """Once for all accounts: a hash takes half a second, and everybody knows this password."""
    return make_password(PASSWORD)


def _user(account: Account) -> User:
    user = User.objects.filter(email=account.email).first()
    if user is None:
        user = account_of(account.email, account.name)
        HeldFunction.objects.create(user=user, function=account.function)
    return user
