"""Threat 46: a header Host with another name or port. No address, no identifier and no kept page follows it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import pytest
from allauth.core.context import request_context
from allauth.mfa.adapter import get_adapter
from django.conf import settings as live_settings
from django.test import Client, RequestFactory
from django.urls import reverse

from publications.models import Rendering
from tests.security.crawling import everything_public
from tests.security.scene import Scene

pytestmark = pytest.mark.django_db
ENTRIES = {"schools_surroundings", "meknes"}
STRANGE = ("localhost:6666", "[::1]:6666", "127.0.0.1:1")


def body(response: Any) -> bytes:
    return response.getvalue()


@pytest.mark.slow
def test_every_public_address_answers_the_same_bytes_whatever_the_host(scene: Scene) -> None:
    # Not a real PDF: nobody can read its text.
    Rendering.objects.all().delete()
    reader = Client()
    addresses = sorted(each for each in everything_public(entries=ENTRIES) if each.startswith("/"))
    feeds = [reverse("public:unit_feed", args=["meknes"]), reverse("public:calendar_feed")]
    followed = []
    for address in {*addresses, *feeds}:
        strange = reader.get(address, headers={"host": STRANGE[0]})
        kept = reader.get(address)
        if body(strange) != body(kept) or b":6666" in body(strange) or ":6666" in str(dict(strange.headers)):
            followed.append(address)

    assert len(addresses) > 100
    assert any(address.endswith(".ics") for address in addresses)
    assert not followed


@pytest.mark.parametrize("host", STRANGE)
def test_calendar_file_has_the_addresses_and_identifiers_of_the_portal(scene: Scene, settings: Any, host: str) -> None:
    settings.PUBLIC_ORIGIN = "https://portal.example:8443"
    page = reverse("public:meeting_ics", args=[scene.published.meeting.key])

    file = Client().get(page, headers={"host": host}).content.decode().replace("\r\n ", "")

    assert f"UID:{scene.published.meeting.key}@portal.example\r\n" in file
    assert f"https://portal.example:8443/ar/meetings/{scene.published.meeting.key}/" in file
    assert host.rpartition(":")[0] not in file


def test_kept_page_is_the_same_for_the_reader_after_a_strange_host(scene: Scene) -> None:
    reader, feed = Client(), reverse("public:calendar_feed")

    first = reader.get(feed, headers={"host": STRANGE[0]})
    second = reader.get(feed)

    assert first.content == second.content
    assert urlsplit(live_settings.PUBLIC_ORIGIN).hostname.encode() in second.content


def test_redirect_to_https_leads_to_the_portal(settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT, settings.SECURE_SSL_HOST = True, "portal.example"

    for address in ("/ar/", "/", "/accounts/login/", "/staff/"):
        response = Client().get(address, headers={"host": STRANGE[0]})

        assert response.status_code == 301
        assert response["Location"].startswith("https://portal.example/")


def test_host_of_the_https_redirect_is_that_of_the_portal() -> None:
    assert urlsplit(live_settings.PUBLIC_ORIGIN).netloc == live_settings.SECURE_SSL_HOST


@pytest.mark.parametrize("address", ["/", "/accounts/login", "/staff/", "/members/", "/ar"])
def test_redirect_names_no_host(address: str) -> None:
    response = Client().get(address, headers={"host": STRANGE[0]})

    assert response.status_code in {301, 302}
    assert response["Location"].startswith("/")
    assert "6666" not in response["Location"]


def test_square_of_the_second_factor_names_the_portal(scene: Scene) -> None:
    request = RequestFactory().get("/", headers={"host": STRANGE[0]})

    with request_context(request):
        address = get_adapter().build_totp_url(scene.people["editor"], "SECRET")

    assert "6666" not in address
    assert f"issuer={urlsplit(live_settings.PUBLIC_ORIGIN).hostname}" in address


def test_office_and_member_pages_follow_no_host(scene: Scene) -> None:
    for role, address in (("editor", "/staff/"), ("head", "/staff/meetings/"), ("association_a", "/members/")):
        page = scene.client(role).get(address, headers={"host": STRANGE[0]}).content.decode()

        assert "6666" not in page
