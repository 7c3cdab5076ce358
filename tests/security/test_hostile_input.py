"""Threats 5, 15 and 16: whatever is sent, the portal says no or shows nothing; it never breaks."""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests import factories
from tests.security.access_table import PUBLIC, cells
from tests.security.addresses import arguments, every_url_name
from tests.security.browsing import field_names, fields
from tests.security.rendering import unrendered
from tests.security.scene import FUNCTIONS, Scene
from tests.security.undoing import taken_back

pytestmark = pytest.mark.django_db
Thing = TypeVar("Thing")
HUGE = 10**30
FORM = "application/x-www-form-urlencoded"
QUERIES = [
    f"page={'9' * 400}&state={'9' * 400}&unit=%FF%FE&q=%FF%FE%ED%A0%80",
    "page=1&page=-1&page=x&q=a&q=b&state=draft&state=closed&unit=a&unit=b&theme=a&theme=b",
    "page=0x10&q=%27%22%5C&added=../../x&theme[]=1&theme__key=1&q[]=1",
    "page=%D9%A3&" + "&".join(f"f{number}=1" for number in range(1500)),
    "q=" + "%E3%8C%80" * 200,  # a letter that folds into four: longer than a word may be in an index
]
VALUES = ["a\0b", str(HUGE), "-1", "9" * 5000, "0001-01-01", "9999-12-31", "٣\u202e"]
FORMS = (
    "meeting_new", "meeting_edit", "presence_new", "presence", "contribution_new", "contribution", "point_new", "point",
    "report_edit", "demand_edit", "association_new", "association_edit", "reference_new", "reference_entry",
    "presence_several", "point_several", "person_new", "check_in_walk_in", "check_in_official", "registration", "demand_new", "demand_merge", "follow_up",
    "commitment_new", "commitment_edit", "ledger_change_edit", "sentence_new", "sentence",
)  # fmt: skip


class Undone(Exception):
    pass


@pytest.fixture
def everything() -> Client:
    """Somebody who may do everything, so that nothing stops before the view does its work."""
    client = Client(raise_request_exception=False)
    client.force_login(factories.staff(*FUNCTIONS))
    return client


def undone(ask: Any) -> Any:
    try:
        with taken_back():
            answer = ask()
            raise Undone
    except Undone:
        return answer


def in_turn(things: Sequence[Thing], number: int) -> Thing:
    return things[number % len(things)]


def unsafe(scene: Scene) -> list[tuple[str, str]]:
    writing = {name for name, method in cells() if method == "POST"} - set(PUBLIC)
    return [(name, url) for name, url in addresses(scene) if name in writing]


def addresses(scene: Scene) -> Iterator[tuple[str, str]]:
    where = arguments(scene)
    for name in every_url_name():
        if name != "account_logout":
            yield name, reverse(name, kwargs=where.get(name))


@pytest.mark.slow
def test_query_breaks_no_page(scene: Scene, everything: Client) -> None:
    """Each page meets one of the two that hold everything at once, and one of the others, in turn."""
    for number, (name, url) in enumerate(addresses(scene)):
        for query in (in_turn(QUERIES[:2], number), in_turn(QUERIES[2:], number // 2)):
            status = everything.get(f"{url}?{query}").status_code
            assert status < 500, f"{name}: {query[:60]}"
            if status == 405:
                break


def test_nul_in_the_address_is_refused(everything: Client) -> None:
    for path in ("/", "/ar/", "/ar/demands/", "/staff/", "/accounts/login/", "/robots.txt", "/no-such-page/"):
        assert everything.get(f"{path}?q=%00").status_code == 400
        assert everything.get(f"{path}%00").status_code == 400


@pytest.mark.parametrize(
    "cookie", ['sessionid="aaaaaaaaaaaa\\000"', 'machoura_language="a\\000"', "csrftoken=" + "x" * 4000, "=;;=;\xff"]
)
@pytest.mark.parametrize("path", ["/", "/ar/", "/staff/", "/accounts/login/"])
def test_hostile_cookie_breaks_nothing(path: str, cookie: str) -> None:
    answer = Client(raise_request_exception=False).get(path, headers={"cookie": cookie})

    assert answer.status_code < 500


@pytest.mark.parametrize(
    "path",
    [
        f"/staff/meetings/{HUGE}/", f"/staff/reports/{'9' * 5000}/", f"/ar/demands/{HUGE}/", "/ar/demands/%FF%FE/",
        f"/ar/reports/x/editions/{HUGE}/", "/%FF/", "/ar/%ED%A0%80/", "/ar/demands/../../etc/passwd",
        f"/sitemap-{HUGE}.xml", "/sitemap-999999.xml", f"/staff/reference/theme/{HUGE}/", "/staff/reference/x/",
        "/ar/reports/" + "a" * 5000 + "/", "/accounts/password/reset/key/zzzzzzzzzzzzzzzz-x/",
        "/accounts/confirm-email/" + "x" * 5000 + "/", "//", "/ar//", "/.%2e/",
    ],
)  # fmt: skip
def test_impossible_address_is_not_found(everything: Client, path: str) -> None:
    answer = everything.get(path)

    assert 300 <= answer.status_code < 500 or path.startswith("/accounts/")
    assert answer.status_code < 500


@pytest.mark.slow
def test_hostile_value_in_every_field_breaks_no_form(scene: Scene, everything: Client) -> None:
    """Each form meets two of the values, in turn."""
    names = set().union(*(field_names(everything.get(page)) for page in form_pages(scene)))
    names |= {"move", "sentence", "sentence_ar", "steps", "has_read", "function", "unit", "language", "next", "login"}
    assert len(names) > 50

    # Written once for all addresses: a test client that writes and a server that reads the parts of a form anew for each take minutes.
    bodies = [urlencode(dict.fromkeys(names, value)).encode() for value in VALUES]
    for number, (name, url) in enumerate(unsafe(scene)):
        for body in (in_turn(bodies, number + step) for step in (0, 3)):
            answer = undone(lambda: everything.generic("POST", url, body, FORM))  # noqa: B023
            assert answer.status_code < 500, f"{name}: {body[:60]!r}"


def form_pages(scene: Scene) -> list[str]:
    where = arguments(scene)
    entry = f"{reverse('staff:concern_new')}?association={scene.association.pk}"
    return [entry, *(reverse(f"staff:{name}", kwargs=where.get(f"staff:{name}")) for name in FORMS)]


@pytest.mark.slow
def test_one_hostile_value_in_an_otherwise_good_form_breaks_nothing(scene: Scene, everything: Client) -> None:
    asked = 0
    for url in form_pages(scene):
        page = everything.get(url)
        assert page.status_code == 200, url
        good = fields(page)
        for number, name in enumerate(sorted(field_names(page) - {"csrfmiddlewaretoken", "_who"})):
            value = VALUES[number % len(VALUES)]
            with unrendered():  # as the test above shows such values in every form again
                answer = undone(lambda sent=good | {name: value}: everything.post(url, sent))  # noqa: B023
            asked += 1

            assert answer.status_code < 500, f"{url}: {name}={value[:40]}"
    assert asked > 100


def test_good_form_as_it_stands_is_saved(scene: Scene, everything: Client) -> None:
    page = reverse("staff:meeting_edit", args=[scene.session.pk])

    assert everything.post(page, fields(everything.get(page))).status_code == 302


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
@pytest.mark.parametrize("path", ["/accounts/login/", "/staff/meetings/new/", "/accounts/language/"])
def test_field_of_ten_megabytes_is_refused(everything: Client, path: str, kind: str) -> None:
    text = b"a" * 10_000_000
    part = b'--x\r\nContent-Disposition: form-data; name="title_ar"\r\n\r\n%s\r\n--x--\r\n'
    content = part % text if "multipart" in kind else b"title_ar=" + text

    assert everything.generic("POST", path, content, kind).status_code == 413
    anonymous = Client().generic("POST", path, content, kind)
    assert anonymous.status_code == 413
    assert anonymous.headers["Content-Language"] == "ar"
    assert "<h1>" in anonymous.content.decode()


def test_page_of_a_request_that_was_too_large_says_what_to_do_in_the_language_of_the_user() -> None:
    member, client = factories.representative(), Client()
    User.objects.filter(pk=member.pk).update(language="fr")
    client.force_login(member)
    address = reverse("members:draft_file_add", args=[uuid.uuid4()])

    answer = client.generic("POST", address, b"x" * (12 * 1024 * 1024), "multipart/form-data; boundary=x")

    page = answer.content.decode()
    assert (answer.status_code, answer.headers["Content-Language"]) == (413, "fr")
    assert 'lang="fr"' in page
    assert "11" in page


def test_file_of_ten_megabytes_is_refused_before_it_is_read() -> None:
    part = b'--x\r\nContent-Disposition: form-data; name="a"; filename="b"\r\n\r\n%s\r\n--x--\r\n' % (b"a" * 10_000_000)

    answer = Client().generic("POST", "/accounts/login/", part, "multipart/form-data; boundary=x")

    assert answer.status_code == 413


FILTERS = [
        "author__email__startswith=a", "live__approval__approver_id=1", "order_by=live__canonical", "sort=password",
        "ordering=-id", "is_listed=", "kind=meeting", "state__in=registered", "theme__startswith=s", "state=secret",
]  # fmt: skip


LISTS = ("demands/", "demands/unanswered/", "reports/", "meetings/", "figures/", "themes/schools_surroundings/")


@pytest.mark.parametrize("path", [f"/ar/{each}" for each in LISTS])
def test_unknown_filter_changes_nothing(scene: Scene, path: str) -> None:
    reader = Client()
    plain = reader.get(path)

    for query in FILTERS:
        filtered = reader.get(f"{path}?{query}")

        assert filtered.status_code == 200, query
        assert filtered.content == plain.content, query


def test_known_filter_changes_the_list(scene: Scene) -> None:
    key = scene.published.reported_points.get().point.demand.key

    assert key in [row.key for row in Client().get("/ar/demands/?state=registered").context["page"]]
    assert key not in [row.key for row in Client().get("/ar/demands/?state=done").context["page"]]


SQL = ["'; SELECT pg_sleep(5); --", "' OR '1'='1", "مطلب' & !'x", "a:*|!b", "\\", "\\'", "((((", "<->", "%' --", "_%"]


@pytest.mark.parametrize("path", ["/ar/demands/", "/staff/meetings/", "/staff/associations/", "/staff/people/"])
def test_sql_in_a_search_finds_nothing_and_takes_no_time(scene: Scene, everything: Client, path: str) -> None:
    assert everything.get(path).context["page"].object_list

    for words in SQL:
        started = time.monotonic()
        answer = everything.get(path, {"q": words})

        assert answer.status_code == 200, words
        assert not answer.context["page"].object_list, words
        assert time.monotonic() - started < 4, words
