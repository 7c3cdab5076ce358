"""The sign-in pages in the portal's own look."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.test import Client

from core.db import outbox
from tests import factories
from tests.factors import AGAIN, ENROL, MAILBOX, at_the_enrolment_page, sign_in

pytestmark = pytest.mark.django_db
OPEN = [
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/confirm-email/unknown/",
    "/accounts/password/reset/",
    "/accounts/password/reset/done/",
]
OWN = ["/accounts/logout/", "/accounts/password/change/", "/accounts/2fa/", "/accounts/email/"]


def assert_ours(response: Any) -> None:
    page = response.content.decode()
    assert response.status_code == 200
    assert 'class="masthead"' in page
    assert "data:" not in page
    assert " style=" not in page


@pytest.mark.parametrize("page", OPEN)
def test_open_page_wears_the_look(page: str) -> None:
    assert_ours(Client().get(page))


@pytest.mark.parametrize("page", OWN)
def test_own_page_wears_the_look(representative: Any, page: str) -> None:
    client = Client()
    client.post("/accounts/login/", {"login": representative.email, "password": factories.PASSWORD})

    assert_ours(client.get(page))


def test_set_up_second_factor_shows_the_square_without_a_data_address(recorder: Any) -> None:
    client, _answer = sign_in(recorder)
    mailbox = client.get(ENROL, follow=True)
    assert mailbox.request["PATH_INFO"] == MAILBOX
    client, response = at_the_enrolment_page(recorder)

    for page in (mailbox, client.get(AGAIN), response):
        assert_ours(page)
    assert '<svg width="' in response.content.decode()
    assert "<?xml" not in response.content.decode()


def test_sign_in_leads_staff_to_the_office_and_others_to_their_account(recorder: Any, representative: Any) -> None:
    pages = []
    for user in (recorder, representative):
        pages.append(Client().post("/accounts/login/", {"login": user.email, "password": factories.PASSWORD}).url)

    assert pages == ["/staff/", "/members/"]


def test_sign_in_with_a_wrong_password_keeps_the_address() -> None:
    response = Client().post("/accounts/login/", {"login": "someone@example.org", "password": "wrong"})

    page = response.content.decode()
    assert 'value="someone@example.org"' in page
    assert 'role="alert"' in page


def test_reset_password_by_the_link_in_the_mail(representative: Any) -> None:
    client = Client()
    client.post("/accounts/password/reset/", {"email": representative.email})
    outbox.drain()
    link = next(word for word in mail.outbox[0].body.split() if "/accounts/password/reset/key/" in word)
    form = client.get(link.partition("//")[2].partition("/")[2].join(["/", ""]), follow=True)

    assert_ours(form)
    changed = client.post(
        form.redirect_chain[-1][0], {"password1": "an even longer password", "password2": "an even longer password"}
    )

    representative.refresh_from_db()
    assert changed.status_code == 302
    assert representative.check_password("an even longer password")


def test_choose_language_of_the_office_is_kept_on_the_account(representative: Any) -> None:
    client = Client()
    client.force_login(representative)

    client.post("/accounts/language/", {"language": "fr", "next": "/members/"})

    assert '<html lang="fr" dir="ltr">' in client.get("/members/").content.decode()


def test_sign_in_goes_from_the_address_to_the_password_to_the_button() -> None:
    page = Client().get("/accounts/login/").content.decode()
    form = page[page.index('<form class="sheet"') :]

    places = [form.index(each) for each in ('name="login"', 'name="password"', "<button", "/accounts/password/reset/")]
    assert places == sorted(places)
    assert form.count("/accounts/password/reset/") == 1
