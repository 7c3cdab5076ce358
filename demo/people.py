"""Demonstration accounts: one for each function, none of a real person. Created only if ``MACHOURA_LOCAL`` is set."""

from __future__ import annotations

from typing import NamedTuple

from allauth.account.models import EmailAddress

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


def _user(account: Account) -> User:
    user = User.objects.filter(email=account.email).first()
    if user is None:
        user = User.objects.create_user(account.email, PASSWORD, name=account.name)
        EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
        HeldFunction.objects.create(user=user, function=account.function)
    return user
