"""Threat 11: other sites can neither post here, nor lend us their name, nor be a place that we send people to."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests import factories
from tests.portal.staff.desk import signed_in
from tests.security.access_table import cells
from tests.security.addresses import arguments
from tests.security.rendering import unrendered
from tests.security.scene import Scene

pytestmark = pytest.mark.django_db
EVIL = "https://evil.example"
FOREIGN = {
    "another site": {"origin": EVIL},
    "a page without origin": {"origin": "null"},
    "our name in its name": {"origin": "http://testserver.evil.example"},
    "our name on another port": {"origin": "http://testserver:8080"},
}
OUTSIDE = [
    "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example", "https://evil.example",
    "https:evil.example", "http:///evil.example", "javascript:alert(1)", "//evil.example/%2f..",
    "\t//evil.example", "https://testserver@evil.example", "https://testserver.evil.example", "ftp://testserver/",
]  # fmt: skip
HARMLESS = ["/members/", "/staff/meetings/?page=2"]


def armed(client: Client) -> Client:
    """With a valid token in its cookie and in its forms: only the origin is wrong."""
    page = client.get("/accounts/reauthenticate/") if "sessionid" in client.cookies else client.get("/accounts/login/")
    client.token = page.context["csrf_token"]
    return client


def unsafe() -> list[str]:
    return sorted(name for name, method in cells() if method == "POST")


@pytest.mark.slow
@pytest.mark.parametrize("role", ["anonymous", "association_a", "head"])
def test_post_from_another_site_is_refused_everywhere(scene: Scene, role: str) -> None:
    client, where = armed(scene.client(role, enforce_csrf_checks=True)), arguments(scene)
    cookies = {name: morsel.value for name, morsel in client.cookies.items()}

    for name in unsafe():
        url = reverse(name, kwargs=where.get(name))
        for why, headers in FOREIGN.items():
            client.cookies.load(cookies)
            with unrendered():
                answer = client.post(url, {"csrfmiddlewaretoken": client.token}, headers=headers)

            assert answer.status_code == 403, f"{name}: {why}"


def test_post_without_a_token_is_refused_on_our_own_page(scene: Scene) -> None:
    client = scene.client("recorder", enforce_csrf_checks=True)

    answer = client.post(reverse("staff:meeting_move", args=[scene.session.pk]), {"move": "open"})

    page = answer.content.decode()
    assert answer.status_code == 403
    assert "<h1>" in page
    assert 'dir="rtl"' in page
    assert not any(word in page.lower() for word in ("csrf", "django", "origin", "traceback"))
    scene.session.refresh_from_db()
    assert scene.session.state == "draft"


def test_post_from_our_own_page_is_taken(scene: Scene) -> None:
    client = armed(scene.client("recorder", enforce_csrf_checks=True))

    answer = client.post(
        reverse("staff:meeting_move", args=[scene.session.pk]),
        {"move": "open", "csrfmiddlewaretoken": client.token},
        headers={"origin": "http://testserver"},
    )

    assert answer.status_code == 302


def test_post_over_https_with_a_foreign_referer_is_refused(scene: Scene) -> None:
    client = armed(scene.client("recorder", enforce_csrf_checks=True))
    url = reverse("staff:meeting_move", args=[scene.session.pk])
    sent = {"move": "open", "csrfmiddlewaretoken": client.token}

    for referer in (EVIL, "", "https://testserver.evil.example/"):
        assert client.post(url, sent, secure=True, headers={"referer": referer}).status_code == 403
    assert client.post(url, sent, secure=True, headers={"referer": "https://testserver/"}).status_code == 302


@pytest.mark.parametrize(
    "path",
    ["/", "/ar/", "/ar/demands/?q=x", "/robots.txt", "/health/live", "/accounts/login/", "/staff/", "/no-such-page/"],
)
def test_forged_host_is_refused(path: str) -> None:
    client = Client()
    assert client.get(path).status_code in {200, 302, 404}

    for host in ("evil.example", "testserver.evil.example", "testserver@evil.example", "a b"):
        answer = client.get(path, headers={"host": host})

        assert answer.status_code == 400, host
        assert host not in answer.content.decode()


def test_forwarded_host_is_not_believed() -> None:
    answer = Client().get("/ar/", headers={"x-forwarded-host": "evil.example", "forwarded": "host=evil.example"})

    assert answer.status_code == 200
    assert "evil.example" not in answer.content.decode()


def inside(location: str) -> bool:
    return location.startswith("/") and not location.startswith(("//", "/\\", "/\t")) and "evil" not in location


@pytest.mark.parametrize("there", OUTSIDE)
def test_nobody_is_sent_outside(recorder: User, there: str) -> None:
    sent = [
        Client().post("/accounts/login/", {"login": recorder.email, "password": factories.PASSWORD, "next": there}),
        signed_in(recorder).get("/accounts/login/", {"next": there}),
        Client().post("/accounts/language/", {"language": "fr", "next": there}),
        signed_in(recorder).post("/accounts/language/", {"language": "fr", "next": there}),
        signed_in(recorder).post("/accounts/logout/", {"next": there}),
        Client().get("/accounts/logout/", {"next": there}),
    ]

    assert [answer.status_code for answer in sent] == [302] * len(sent)
    assert all(inside(answer.headers["Location"]) for answer in sent), [each.headers["Location"] for each in sent]


@pytest.mark.parametrize("there", HARMLESS)
def test_everybody_is_sent_where_they_came_from(recorder: User, there: str) -> None:
    signed = Client().post("/accounts/login/", {"login": recorder.email, "password": factories.PASSWORD, "next": there})
    chosen = Client().post("/accounts/language/", {"language": "fr", "next": there})

    assert signed.headers["Location"] == chosen.headers["Location"] == there


@pytest.mark.parametrize("there", ["root", "staff:start", "no such name", "x" * 5000, "?page=2", "\0"])
def test_place_that_is_no_address_breaks_nothing(there: str) -> None:
    answer = Client(raise_request_exception=False).post("/accounts/language/", {"language": "fr", "next": there})

    assert answer.status_code in {302, 400}
    assert answer.status_code == 400 or inside(answer.headers["Location"])


def test_refusal_page_speaks_the_language_of_the_reader() -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies["machoura_language"] = "fr"

    answer = client.post("/accounts/login/")

    assert answer.status_code == 403
    assert 'lang="fr"' in answer.content.decode()
