"""Cache poisoning: nothing of a request gets into a cached page."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.handlers.wsgi import get_script_name
from django.test import Client

from tests.security.scene import Scene

pytestmark = pytest.mark.django_db
PAGE = "/en/demands/"
MARK = "poisonqz"

POISONS: list[dict[str, Any]] = [
    {"headers": {"x-forwarded-host": f"{MARK}.example"}},
    {"headers": {"x-forwarded-proto": "https", "x-forwarded-port": "1234", "x-forwarded-prefix": f"/{MARK}"}},
    {"headers": {"x-original-url": f"/{MARK}", "x-rewrite-url": f"/{MARK}", "x-host": MARK}},
    {"headers": {"accept-language": "ar", "cookie": f"machoura_language=ar; sessionid={MARK}; {MARK}=1"}},
    {"headers": {"accept-encoding": f"gzip;q=0, {MARK}"}},
    {"headers": {"accept-encoding": "gzip"}},
    {"headers": {"hx-request": "true", "hx-target": MARK, "hx-current-url": f"http://{MARK}/"}},
    {"headers": {"range": "bytes=0-10", "if-range": MARK}},
    {"headers": {"if-none-match": "*", "if-modified-since": "Thu, 01 Jan 2099 00:00:00 GMT"}},
    {"headers": {"user-agent": MARK, "referer": f"http://{MARK}/", "origin": f"http://{MARK}"}},
    {"headers": {"x-http-method-override": "POST", "x-method-override": "DELETE"}},
    {"REMOTE_USER": MARK, "REMOTE_ADDR": MARK},
    {"QUERY_STRING": f"q={MARK}"},
    {"QUERY_STRING": f"utm_source={MARK}&page=1"},
]


@pytest.fixture
def clean(scene: Scene) -> bytes:
    return Client().get(PAGE).content


def test_request_leaves_nothing_in_the_kept_page(clean: bytes) -> None:
    for poison in POISONS:
        site = Client()  # with an empty cache of its own

        site.get(PAGE, **poison)
        site.head(PAGE, **poison)

        after = site.get(PAGE)
        assert after.status_code == 200, poison
        assert after.content == clean, poison
        assert MARK not in str(dict(after.items())), poison


def test_place_of_the_portal_is_not_taken_from_the_request() -> None:
    """Gunicorn believes a header of this name from a proxy on the same machine; every link of a kept page would follow."""
    assert get_script_name({"SCRIPT_NAME": f"/{MARK}", "PATH_INFO": PAGE}) == ""


def test_marks_would_be_seen(clean: bytes) -> None:
    assert MARK in Client().get(PAGE, {"q": MARK}).content.decode()


def test_head_first_keeps_the_whole_page(clean: bytes) -> None:
    site = Client()

    headed = site.head(PAGE)

    assert headed.content == b""
    assert site.get(PAGE).content == clean


def test_language_of_a_member_does_not_reach_the_public_page(scene: Scene) -> None:
    member, reader = scene.client("association_a"), Client()
    scene.people["association_a"].language = "fr"
    scene.people["association_a"].save()

    for path, language in (("/ar/", "ar"), ("/fr/", "fr"), ("/en/", "en")):
        for client in (member, reader, member):
            answer = client.get(path)
            assert f'lang="{language}"' in answer.content.decode()
            assert answer.headers["Content-Language"] == language


def test_staff_and_strangers_read_the_same_bytes(scene: Scene) -> None:
    staff, stranger = scene.client("head"), Client()

    for path in ("/ar/", "/ar/demands/?q=x", f"/ar/reports/{scene.published.meeting.key}/"):
        assert staff.get(path).content == stranger.get(path).content


@pytest.mark.parametrize("path", ["/AR/", "/ar//", "/ar/demands", "/ar/./", "/ar/%2e%2e/staff/"])
def test_address_written_otherwise_is_not_another_entry(scene: Scene, path: str) -> None:
    answer = Client().get(path)

    assert answer.status_code in {301, 404}
    if answer.status_code == 301:
        assert answer.headers["Location"].startswith("/ar/")
        assert "ETag" not in answer.headers
