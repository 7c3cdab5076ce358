"""Finding 53: signed-in pages are compressed, and compression tells nobody a secret."""

from __future__ import annotations

import gzip
import re
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from consultations.invitations import registrations
from tests import factories
from tests.security.addresses import arguments, every_url_name
from tests.security.scene import BROWSER_KEY, FUNCTIONS, Scene

pytestmark = pytest.mark.django_db
ZIPPED = {"accept-encoding": "gzip"}
REFLECTED = "canariqz"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


def office() -> Client:
    desk = Client(headers=ZIPPED)
    desk.force_login(factories.staff(*FUNCTIONS))
    return desk


def read(answer: Any) -> str:
    is_zipped = answer.headers.get("Content-Encoding") == "gzip"
    return (gzip.decompress(answer.content) if is_zipped else answer.content).decode()


@pytest.mark.parametrize("path", ["/staff/", "/staff/meetings/", "/staff/meetings/new/"])
def test_page_of_the_office_is_sent_in_a_third_of_its_bytes(path: str) -> None:
    answer = office().get(path)

    assert answer.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in answer.headers["Vary"]
    assert len(answer.content) < len(gzip.decompress(answer.content)) / 3


def test_page_of_a_member_is_compressed_and_plain_for_a_browser_that_does_not_ask(scene: Scene) -> None:
    member = scene.client("association_a")

    assert member.get("/members/", headers=ZIPPED).headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in member.get("/members/").headers


def test_lengths_of_one_page_differ_by_chance() -> None:
    desk = office()
    page = "/staff/meetings/?q=x"

    assert len({len(desk.get(page).content) for _each in range(12)}) > 3


def test_token_of_a_form_is_masked_anew_in_each_answer() -> None:
    desk = office()
    first, second = (TOKEN.search(read(desk.get("/staff/meetings/new/"))) for _each in range(2))

    assert first
    assert second
    assert first[1] != second[1]


@pytest.mark.slow
def test_pages_with_secrets_are_not_compressed(scene: Scene) -> None:
    where = arguments(scene)
    for role in ("anonymous", "association_a", "administrator"):
        client = scene.client(role)
        for name in every_url_name():
            url = reverse(name, kwargs=where.get(name))
            if url.startswith(("/accounts/", "/invited/", "/follow", "/register/")) and name != "account_logout":
                assert "Content-Encoding" not in client.get(url, headers=ZIPPED).headers, url


def test_page_whose_address_holds_a_token_is_not_compressed(scene: Scene) -> None:
    where = arguments(scene)
    named = [name for name in every_url_name() if "token" in (where.get(name) or {})]
    for name in named:
        for client in (Client(headers=ZIPPED), scene.client("association_a", headers=ZIPPED)):
            answer = client.get(f"{reverse(name, kwargs=where[name])}?lang={REFLECTED}")
            assert "Content-Encoding" not in answer.headers, name

    assert "members:invitation" in named


@pytest.mark.slow
def test_no_compressed_page_holds_a_secret_beside_what_was_asked(scene: Scene) -> None:
    desk, member, where = office(), scene.client("association_a", headers=ZIPPED), arguments(scene)
    tokens = {found["token"] for found in where.values() if "token" in found}
    reflected = 0
    for name in every_url_name():
        url = reverse(name, kwargs=where.get(name))
        if not url.startswith(("/staff/", "/members/")):
            continue
        for client in (desk, member):
            answer = client.get(f"{url}?q={REFLECTED}&lang={REFLECTED}&like={REFLECTED}")
            if answer.headers.get("Content-Encoding") == "gzip" and REFLECTED in (page := read(answer)):
                reflected += 1
                secrets = [
                    client.session.session_key, BROWSER_KEY, registrations.token_of(scene.registration), *tokens,
                    client.cookies[settings.CSRF_COOKIE_NAME].value if settings.CSRF_COOKIE_NAME in client.cookies else BROWSER_KEY,
                ]  # fmt: skip
                assert not [each for each in secrets if each in page], url
    assert reflected > 5
