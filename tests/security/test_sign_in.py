"""Threats 6 and 7: nobody is told which address has an account; wrong passwords are counted, and lock no owner out."""

from __future__ import annotations

import datetime as dt
import math
import statistics
import time
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from accounts import known_browsers
from accounts.models import User
from tests import factories

pytestmark = pytest.mark.django_db
LOGIN, RESET, SIGN_UP = "/accounts/login/", "/accounts/password/reset/", "/accounts/signup/"
MOST_TRIES, WRONG = 40, "not the password at all"


class Hasher(PBKDF2PasswordHasher):
    """As in production, but shorter: what does not hash weighs more in the comparison."""


# The part of production's iterations that a test can wait for.
SHORTER = {"sign-in": 20, "reset": 20, "sign-up": 5}

FORMS: dict[str, tuple[str, Callable[[str], dict[str, str]]]] = {
    "sign-in": (LOGIN, lambda email: {"login": email, "password": WRONG}),
    "reset": (RESET, lambda email: {"email": email}),
    "sign-up": (SIGN_UP, lambda email: {"email": email, "password1": WRONG}),
}


def answer(url: str, fields: dict[str, str]) -> tuple[Any, ...]:
    """What a stranger sees, without his own address and the tokens of the form."""
    client = Client()
    response = client.post(url, fields)
    after = client.get(response.url) if response.status_code == 302 else response
    page = after.content.decode()
    for own in (
        fields.get("login"),
        fields.get("email"),
        client.cookies["csrftoken"].value if "csrftoken" in client.cookies else None,
    ):
        page = page.replace(own or "\0", "")
    return response.status_code, response.get("Location"), after.status_code, len(page), sorted(client.cookies)


@pytest.mark.parametrize("form", FORMS)
def test_answer_is_the_same_for_a_known_and_an_unknown_address(form: str) -> None:
    url, fields = FORMS[form]
    factories.user(email="known@example.org")
    User.objects.update(joined_at=timezone.now() - dt.timedelta(days=1))

    known, unknown = answer(url, fields("known@example.org")), answer(url, fields("other@example.org"))

    assert known == unknown


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS)
def test_answer_takes_as_long_for_a_known_as_for_an_unknown_address(
    form: str, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tries alternate, so that what slows the machine slows both; of each pair the median of the ratios counts.

    Of the processor time, which other programs hardly change, and within wider bounds of the time on the clock, which would show what
    waits and does not reckon. The tries end when the first is known well enough: on most machines after half of them.
    """
    monkeypatch.setattr(Hasher, "iterations", PBKDF2PasswordHasher.iterations // SHORTER[form])
    settings.PASSWORD_HASHERS = [f"{__name__}.Hasher"]
    settings.ACCOUNT_RATE_LIMITS = False
    url, fields = FORMS[form]
    emails = [factories.user(email=f"known{number}@example.org").email for number in range(MOST_TRIES)]
    User.objects.update(joined_at=timezone.now() - dt.timedelta(days=1))
    ratios: list[tuple[float, float]] = []

    for number, email in enumerate(emails):
        pair = {"known": email, "unknown": f"other{number}@example.org"}
        order = sorted(pair, reverse=bool(number % 2))
        took = {each: _seconds(url, fields(pair[each])) for each in order}
        ratios.append(tuple(known / unknown for known, unknown in zip(took["known"], took["unknown"], strict=True)))
        reckoned, waited = zip(*ratios, strict=True)
        if number % 5 == 4 and _median_lies_within(0.9, 1.1, reckoned) and 0.75 < statistics.median(waited) < 1.33:
            break

    assert 0.9 < statistics.median(reckoned) < 1.1
    assert 0.75 < statistics.median(waited) < 1.33


def _median_lies_within(lowest: float, highest: float, ratios: Sequence[float]) -> bool:
    """Whether the median of endless tries does, so surely that looking after every five tries does no harm (z = 4)."""
    ordered, reach = sorted(ratios), 2 * math.sqrt(len(ratios))
    first, last = math.floor(len(ratios) / 2 - reach), math.ceil(len(ratios) / 2 + reach)
    return first >= 0 and last < len(ratios) and lowest < ordered[first] and ordered[last] < highest


def test_median_is_known_only_where_enough_tries_lie_on_each_side() -> None:
    steady, leaning = [0.99, 1.01] * 20, [1.0, 1.2] * 20

    assert _median_lies_within(0.9, 1.1, steady)
    assert not _median_lies_within(0.9, 1.1, steady[:10])
    assert not _median_lies_within(0.9, 1.1, leaning)


def _seconds(url: str, fields: dict[str, str]) -> tuple[float, float]:
    """Of this thread's processor time, and on the clock."""
    client = Client()
    started = time.thread_time(), time.perf_counter()
    client.post(url, fields)
    return time.thread_time() - started[0], time.perf_counter() - started[1]


def try_password(client: Client, email: str, password: str = WRONG, **meta: str) -> Any:
    return client.post(LOGIN, {"login": email, "password": password}, **meta)


def is_throttled(response: Any) -> bool:
    return response.status_code == 429 or "too_many_login_attempts" in _codes(response)


def _codes(response: Any) -> set[str]:
    if not response.context or "form" not in response.context:
        return set()
    return {error.code for errors in response.context["form"].errors.as_data().values() for error in errors}


def test_wrong_passwords_are_counted_whatever_address_is_forged() -> None:
    """The address is the connection's; nobody believes a header."""
    cache.clear()
    user = factories.user()

    outcomes = [
        is_throttled(
            try_password(
                Client(), user.email, HTTP_X_FORWARDED_FOR=f"10.0.0.{number}", HTTP_X_REAL_IP=f"10.1.1.{number}"
            )
        )
        for number in range(12)
    ]

    assert not any(outcomes[:5])
    assert all(outcomes[5:])


def test_wrong_passwords_from_many_addresses_are_counted_by_account() -> None:
    cache.clear()
    user = factories.user()

    outcomes = [is_throttled(try_password(Client(REMOTE_ADDR=f"192.0.2.{number}"), user.email)) for number in range(8)]

    assert outcomes == [False] * 5 + [True] * 3


def test_owner_is_not_locked_out_by_the_wrong_passwords_of_others() -> None:
    cache.clear()
    user = factories.user()
    own = Client(REMOTE_ADDR="198.51.100.7")
    assert try_password(own, user.email, factories.PASSWORD).status_code == 302
    own.post("/accounts/logout/")

    attacks = [is_throttled(try_password(Client(REMOTE_ADDR=f"192.0.2.{number}"), user.email)) for number in range(9)]

    assert attacks[-1]
    assert try_password(own, user.email, factories.PASSWORD).status_code == 302
    assert is_throttled(try_password(Client(REMOTE_ADDR="198.51.100.8"), user.email, factories.PASSWORD))


def test_owner_in_a_new_browser_gets_in_by_a_new_password() -> None:
    cache.clear()
    user = factories.user()
    for number in range(9):
        try_password(Client(REMOTE_ADDR=f"192.0.2.{number}"), user.email)
    fresh = Client(REMOTE_ADDR="198.51.100.9")
    assert is_throttled(try_password(fresh, user.email, factories.PASSWORD))

    assert fresh.post(RESET, {"email": user.email}).status_code == 302


@pytest.mark.parametrize("note", ["", "x", "1:2:3", "\u00e9"])
def test_forged_device_gets_no_count_of_its_own(note: str) -> None:
    cache.clear()
    user = factories.user()

    outcomes = []
    for number in range(8):
        client = Client(REMOTE_ADDR=f"192.0.2.{number}")
        client.cookies[known_browsers.COOKIE] = f"{note}{number}" if note else note
        outcomes.append(is_throttled(try_password(client, user.email)))

    assert outcomes[-1]


def test_device_of_one_person_is_no_device_of_another() -> None:
    """Signing in to an account of one's own gives no free tries at somebody else's."""
    cache.clear()
    attacker, victim = factories.user(), factories.user()
    client = Client(REMOTE_ADDR="198.51.100.7")
    outcomes = []
    for number in range(8):
        client.defaults["REMOTE_ADDR"] = f"198.51.100.{number}"
        try_password(client, attacker.email, factories.PASSWORD)
        client.post("/accounts/logout/")
        outcomes.append(is_throttled(try_password(client, victim.email)))

    assert outcomes[-1]


@pytest.mark.slow
@pytest.mark.parametrize("url", [SIGN_UP, RESET])
def test_sign_up_and_reset_are_throttled_by_the_address_of_the_connection(url: str) -> None:
    cache.clear()

    def sent(number: int, address: str) -> int:
        fields = {"email": f"a{number}@example.org", "password1": WRONG}
        return Client(REMOTE_ADDR=address).post(url, fields, HTTP_X_FORWARDED_FOR=f"10.0.0.{number}").status_code

    statuses = [sent(number, "192.0.2.1") for number in range(25)]

    assert statuses[0] == 302
    assert statuses[-1] == 429
    assert sent(99, "192.0.2.2") == 302


def test_reset_for_one_account_is_throttled_from_many_addresses() -> None:
    cache.clear()
    user = factories.user()

    statuses = [
        Client(REMOTE_ADDR=f"192.0.2.{number}").post(RESET, {"email": user.email}).status_code for number in range(8)
    ]

    assert statuses == [302] * 5 + [429] * 3
