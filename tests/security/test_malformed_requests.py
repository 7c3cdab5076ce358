"""Threat 16, at every address and with every method: NUL, invalid UTF-8, a field of 10 MB, repeated parameters, huge ids. Never 500."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import nullcontext
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.security.addresses import arguments, every_url_name
from tests.security.browsing import field_names
from tests.security.rendering import unrendered
from tests.security.scene import FUNCTIONS, Scene
from tests.security.test_hostile_input import addresses, form_pages, in_turn, undone, unsafe

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
UNKNOWN = ("PUT", "PATCH", "DELETE", "TRACE", "PROPFIND")
FORM = "application/x-www-form-urlencoded"
TEN_MEGABYTES = 10 * 1024 * 1024
HUGE = (10**30, 2**63)


def client_of(scene: Scene, role: str) -> Client:
    """``office`` may do everything, so that nothing stops before the view does its work."""
    if role != "office":
        return scene.client(role, raise_request_exception=False)
    client = Client(raise_request_exception=False)
    client.force_login(factories.staff(*FUNCTIONS))
    return client


@pytest.fixture(params=["anonymous", "office"])
def client(request: pytest.FixtureRequest, scene: Scene) -> Client:
    return client_of(scene, request.param)


def status(
    client: Client, method: str, url: str, body: bytes = b"", content_type: str = FORM, *, renders: bool = True
) -> int:
    """Whatever the request changed is undone."""
    with nullcontext() if renders else unrendered():
        return int(undone(lambda: client.generic(method, url, body, content_type)).status_code)


def test_nul_is_refused_at_every_address(scene: Scene, client: Client) -> None:
    """Before any view is asked: every address is read and written to, and the other methods take turns."""
    for number, (name, url) in enumerate(addresses(scene)):
        for method in ("GET", "POST", in_turn(("HEAD", "OPTIONS", *UNKNOWN), number)):
            assert status(client, method, f"{url}?q=a%00b", renders=False) == 400, f"{method} {name}"


def test_method_that_no_page_knows_is_refused_everywhere(scene: Scene, client: Client) -> None:
    """Before any view is asked: two of the methods for each address, in turn, and all of them at the first."""
    for number, (name, url) in enumerate(addresses(scene)):
        for method in {in_turn(UNKNOWN, number), in_turn(UNKNOWN, number + 2)} if number else UNKNOWN:
            assert status(client, method, url, b"a=1", renders=False) == 405, f"{method} {name}"


@pytest.mark.parametrize(
    "query", ["a=%FF%FE&q=%ED%A0%80&page=%C0%80", "&".join(f"{name}={n}" for n in (1, "x", "") for name in "pq") + "&page=1&page=x"],
    ids=["invalid UTF-8", "repeated"],
)  # fmt: skip
def test_query_that_cannot_be_read_breaks_no_address_for_a_visitor(scene: Scene, query: str) -> None:
    """For the office: ``test_query_breaks_no_page``."""
    visitor = client_of(scene, "anonymous")
    for name, url in addresses(scene):
        for method in ("GET", "OPTIONS"):
            assert status(visitor, method, f"{url}?{query}") < 500, f"{method} {name}"


BODIES = {
    "no boundary": ("multipart/form-data", b"x"),
    "empty boundary": ("multipart/form-data; boundary=", b"--\r\n\r\n"),
    "cut off": (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="title_ar"\r\n\r\nhalf',
    ),
    "no name": ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data\r\n\r\n1\r\n--x--\r\n"),
    "bad base64": (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="a"\r\nContent-Transfer-Encoding: base64\r\n\r\n!\r\n--x--\r\n',
    ),
    "a file": (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="title_ar"; filename="../../x"\r\n\r\n\x00\xff\r\n--x--\r\n',
    ),
    "invalid UTF-8": ("application/x-www-form-urlencoded", b"title_ar=\xff\xfe&version=%FF&%FF=%FF"),
    "unknown charset": ("application/x-www-form-urlencoded; charset=x-evil", b"title_ar=a"),
    "wide charset": ("application/x-www-form-urlencoded; charset=utf-16", b"title_ar=a&version=1"),
    "json": ("application/json", b'{"title_ar": {"$gt": ""}}'),
    "no type": ("", b"\x00\x01\x02"),
}


# What a form can show again. Otherwise it is shown as after an empty one, which ``test_access.py`` renders.
FILLED = {"repeated", "invalid UTF-8", "cut off", "a file", "file", "unknown charset", "wide charset"}


def bodies(names: set[str]) -> dict[str, tuple[str, bytes]]:
    repeated = "&".join(f"{name}=1&{name}=x&{name}=" for name in sorted(names)).encode()
    invalid = "&".join(f"{name}=%FF%FE%ED%A0%80" for name in sorted(names)).encode()
    nul = "&".join(f"{name}=a%00b" for name in sorted(names)).encode()
    part = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a\0\xff.pdf"\r\n\r\n\xff\0\r\n--x--\r\n'
    return {
        "repeated": (FORM, repeated),
        "invalid UTF-8": (FORM, invalid),
        "raw bytes": (FORM, b"\xff\xfe=\xff&\0=\0"),
        "NUL": (FORM, nul),
        "many fields": (FORM, b"&".join(b"f%d=1" % number for number in range(5000))),
        "file": ("multipart/form-data; boundary=x", part),
        "JSON": ("application/json", b'{"operations": [{"uid": "\\u0000\\ud800"}], "sent_at": 1e400}'),
        "broken JSON": ("application/json", b'{"a": \xff' + b"[" * 5000),
    } | BODIES


def test_body_that_cannot_be_read_breaks_no_address(scene: Scene, client: Client) -> None:
    office = client_of(scene, "office")
    names = set().union(*(field_names(office.get(page)) for page in form_pages(scene)))
    sent = bodies(
        names | {"move", "sentence", "has_read", "function", "language", "next", "login", "password", "email"}
    )
    assert len(names) > 50

    kinds, writing = list(sent), {name for name, _url in unsafe(scene)}
    for number, (name, url) in enumerate(addresses(scene)):
        # Each form meets three of them in turn, each other address one.
        for kind in (in_turn(kinds, number + 6 * step) for step in range(3 if name in writing else 1)):
            content_type, body = sent[kind]
            assert status(client, "POST", url, body, content_type, renders=kind in FILLED) < 500, f"{name}: {kind}"


def test_field_of_ten_megabytes_is_refused_at_every_address(scene: Scene, client: Client) -> None:
    body = b"text=" + b"x" * TEN_MEGABYTES
    for name, url in addresses(scene):
        found = status(client, "POST", url, body, renders=False)
        # Who is not signed in is sent to sign in before anything is read.
        assert 400 <= found < 500 or found == 302, f"{name}: {found}"


def huge(scene: Scene) -> Iterator[tuple[str, str]]:
    """Every address with a number in it, with a number that no row can have."""
    where = arguments(scene)
    for name in every_url_name():
        numbers = [key for key, value in where.get(name, {}).items() if isinstance(value, int)]
        for key in numbers:
            for value in HUGE:
                # By hand: some patterns refuse such a number, and its address is asked for all the same.
                plain = reverse(name, kwargs=where[name])
                changed = re.sub(rf"(?<=[/-]){where[name][key]}(?=[/.]|$)", str(value), plain, count=1)
                assert changed != plain, f"{name}: {plain}"
                yield name, changed


def test_huge_id_is_not_found_with_every_method(scene: Scene, client: Client) -> None:
    asked = 0
    for number, (name, url) in enumerate(huge(scene)):
        for method in ("GET", "POST", in_turn(("HEAD", "OPTIONS"), number // len(HUGE))):
            found = status(client, method, url, renders=False)
            asked += 1
            assert found < 500, f"{method} {name} {url}"
            assert found != 200 or method == "OPTIONS", f"{method} {name} {url}"
    assert asked > 300


def test_check_would_see_an_error_page(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_given: Any, **_more: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr("portal.public.home.views.figures", broken)

    assert status(client_of(scene, "anonymous"), "GET", "/ar/?q=1") == 500
