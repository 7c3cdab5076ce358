"""From nothing to a member of a pending association, on a phone."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.models import User
from core.db import outbox
from core.web.middleware import LANGUAGE_COOKIE
from tests import factories

pytestmark = pytest.mark.django_db
SIGN_UP, EMAIL, PASSWORD = "/accounts/signup/", "president@example.org", "a sentence of my own"


def link_in(message: Any) -> str:
    return "/" + next(word for word in message.body.split() if "/accounts/" in word).split("/", 3)[3]


def test_sign_up_confirm_and_register() -> None:
    phone = Client()
    sent = phone.post(SIGN_UP, {"email": EMAIL.upper(), "password1": PASSWORD})
    assert sent.url == "/accounts/confirm-email/"

    outbox.drain()
    link = link_in(mail.outbox[0])
    assert phone.get(link).status_code == 200
    phone.post(link)
    entered = phone.post("/accounts/login/", {"login": EMAIL, "password": PASSWORD}, follow=True)

    assert EmailAddress.objects.get(email=EMAIL).verified
    assert entered.redirect_chain[-1][0] == "/members/"
    assert "/members/associations/new/" in entered.content.decode()


def test_sign_up_from_a_public_page_goes_on_in_its_language() -> None:
    phone = Client()
    home = phone.get("/fr/").content.decode()
    assert 'href="/accounts/signup/?language=fr"' in home
    page = phone.get("/accounts/signup/?language=fr")

    again = phone.post(SIGN_UP, {"email": EMAIL, "password1": PASSWORD, "name": "Prés\u202eidente"}, follow=True)

    assert page.headers["Content-Language"] == again.headers["Content-Language"] == "fr"
    assert (User.objects.get().language, User.objects.get().name) == ("fr", "Présidente")


def test_language_chosen_on_the_page_wins_over_that_of_the_link() -> None:
    phone = Client()
    phone.get(SIGN_UP, {"language": "fr"})

    chosen = phone.post("/accounts/language/", {"language": "ar", "next": f"{SIGN_UP}?language=fr&next=/members/"})

    assert chosen.url == f"{SIGN_UP}?next=/members/"
    assert phone.get(chosen.url).headers["Content-Language"] == "ar"


@pytest.mark.parametrize("asked", ["xx", "", "<b>"])
def test_language_that_is_none_of_ours_is_not_kept(asked: str) -> None:
    page = Client().get(SIGN_UP, {"language": asked})

    assert page.headers["Content-Language"] == "ar"
    assert not page.cookies.get(LANGUAGE_COOKIE)


def test_account_stays_closed_until_its_address_is_confirmed() -> None:
    phone = Client()
    phone.post(SIGN_UP, {"email": EMAIL, "password1": PASSWORD})

    signed = phone.post("/accounts/login/", {"login": EMAIL, "password": PASSWORD})

    assert signed.url == "/accounts/confirm-email/"
    assert phone.get("/members/").url.startswith("/accounts/login/")


def test_address_is_not_confirmed_by_opening_the_link() -> None:
    """Mail programs open links by themselves."""
    Client().post(SIGN_UP, {"email": EMAIL, "password1": PASSWORD})
    outbox.drain()

    Client().get(link_in(mail.outbox[0]))

    assert not EmailAddress.objects.get(email=EMAIL).verified


def test_sign_up_keeps_the_language_of_the_page() -> None:
    phone = Client()
    phone.post("/accounts/language/", {"language": "fr", "next": SIGN_UP})
    phone.post(SIGN_UP, {"email": EMAIL, "password1": PASSWORD})

    assert User.objects.get(email=EMAIL).language == "fr"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"email": "nobody"}, "email"),
        ({"email": ""}, "email"),
        ({"password1": "short"}, "password1"),
        ({"password1": EMAIL}, "password1"),
    ],
)
def test_wrong_field_is_explained_beside_it(wrong: dict[str, str], field: str) -> None:
    response = Client().post(SIGN_UP, {"email": EMAIL, "password1": PASSWORD} | wrong)

    assert response.context["form"].errors.keys() == {field}
    assert not User.objects.exists()


def test_known_address_gets_a_mail_and_no_second_account() -> None:
    user = factories.user(email=EMAIL)
    User.objects.update(joined_at=timezone.now() - dt.timedelta(hours=1))

    Client().post(SIGN_UP, {"email": EMAIL, "password1": PASSWORD})
    outbox.drain()

    assert User.objects.count() == 1
    assert [message.to for message in mail.outbox] == [[EMAIL]]
    assert "/accounts/password/reset/" in mail.outbox[0].body
    user.refresh_from_db()
    assert user.check_password(factories.PASSWORD)


def test_outbox_of_accounts_holds_no_address_and_no_token() -> None:
    Client().post(SIGN_UP, {"email": EMAIL, "password1": PASSWORD})
    Client().post("/accounts/password/reset/", {"email": EMAIL})

    payloads = list(outbox.OutboxRow.objects.values_list("payload", flat=True))
    assert len(payloads) == 2
    assert all(isinstance(value, int) for payload in payloads for value in payload.values())


def test_person_without_association_is_offered_one_and_told_of_invitations() -> None:
    client = Client()
    client.force_login(factories.user())

    page = client.get("/members/").content.decode()

    assert 'class="empty"' in page
    assert "/members/associations/new/" in page


def test_staff_account_finds_no_page_for_associations(recorder: Any) -> None:
    client = Client()
    client.force_login(recorder)

    assert client.get("/members/associations/new/").status_code == 404
    assert client.post("/members/associations/new/", {"name_ar": "جمعية"}).status_code == 404


def test_address_confirmed_in_another_browser_says_so_on_the_page_of_signing_in() -> None:
    Client().post(SIGN_UP, {"email": EMAIL, "password1": PASSWORD})
    outbox.drain()
    link = link_in(mail.outbox[0])

    answer = Client().post(link, follow=True)

    assert answer.redirect_chain[-1][0].startswith("/accounts/login/")
    assert 'class="wrap done" role="status"' in answer.content.decode()
