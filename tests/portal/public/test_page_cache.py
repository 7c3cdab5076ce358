from __future__ import annotations

import datetime as dt
import gzip
from typing import Any

import pytest
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client, RequestFactory

from portal.public import page_cache
from portal.public.page_cache import PageCache, Shelf, _page
from publications import reader as published
from tests.portal.public import published as documents

pytestmark = pytest.mark.django_db
PAGE = "/en/demands/2/"


def answering(**changed: Any) -> PageCache:
    """A cache before a view that answers with a growing number."""
    served = iter(range(100))

    def respond(request: Any) -> HttpResponse:
        response = HttpResponse(f"answer {next(served)}", status=changed.get("status", 200))
        if changed.get("cookie"):
            response.set_cookie("sessionid", "secret")
        return response

    return PageCache(respond)


def ask(cache: PageCache, path: str = "/ar/", **headers: str) -> HttpResponse:
    return cache(RequestFactory().get(path, headers=headers))


def test_page_asked_again_costs_only_the_version_of_the_square(
    reader: Client, square: None, django_assert_num_queries: Any
) -> None:
    first = reader.get(PAGE)

    with django_assert_num_queries(1):
        again = reader.get(PAGE)

    assert again.content == first.content
    assert again.headers["ETag"] == first.headers["ETag"]


def test_version_is_remembered_for_a_moment(
    reader: Client, square: None, settings: Any, django_assert_num_queries: Any
) -> None:
    settings.PUBLIC_HEAD_SECONDS = 60
    reader.get(PAGE)

    with django_assert_num_queries(0):
        assert reader.get(PAGE).status_code == 200


def test_new_edition_is_read_at_once(reader: Client, square: None) -> None:
    before = reader.get(PAGE).content.decode()

    documents.publish(documents.demand(2, title=documents.ar("عنوان آخر")), note="تغير العنوان.")

    assert "عنوان آخر" not in before
    assert "عنوان آخر" in reader.get(PAGE).content.decode()


def test_withdrawn_document_leaves_the_cache(reader: Client, square: None) -> None:
    assert reader.get(PAGE).status_code == 200

    documents.withdraw("demand", "2")

    assert reader.get(PAGE).status_code == 410


def test_page_is_made_anew_on_another_day(monkeypatch: pytest.MonkeyPatch) -> None:
    cache = answering()
    assert ask(cache).content == b"answer 0"
    assert ask(cache).content == b"answer 0"

    monkeypatch.setattr(page_cache.timezone, "localdate", lambda **_: dt.date(2030, 1, 1))

    assert ask(cache).content == b"answer 1"


def test_page_is_made_anew_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    now = page_cache.time.monotonic()
    cache = answering()
    ask(cache)

    monkeypatch.setattr(page_cache.time, "monotonic", lambda: now + page_cache.PAGE_SECONDS + 1)

    assert ask(cache).content == b"answer 1"


@pytest.mark.parametrize("changed", [{"status": 404}, {"status": 410}, {"cookie": True}])
def test_answer_that_is_not_for_everybody_is_never_kept(changed: dict[str, Any]) -> None:
    cache = answering(**changed)

    assert [ask(cache).content for _ in range(2)] == [b"answer 0", b"answer 1"]


@pytest.mark.parametrize("path", ["/staff/", "/members/", "/accounts/login/", "/"])
def test_office_page_is_never_kept(path: str) -> None:
    cache = answering()

    answers = [ask(cache, path) for _ in range(2)]

    assert [answer.content for answer in answers] == [b"answer 0", b"answer 1"]
    assert "ETag" not in answers[0].headers


@pytest.mark.parametrize("path", ["/ar/", "/ar/demands/?q=x"])
def test_public_page_never_sees_a_cookie(path: str) -> None:
    seen = []
    cache = PageCache(lambda request: seen.append(dict(request.COOKIES)) or HttpResponse())

    ask(cache, path, cookie="sessionid=secret")

    assert seen == [{}]


def test_office_page_sees_the_cookies() -> None:
    seen = []
    cache = PageCache(lambda request: seen.append(dict(request.COOKIES)) or HttpResponse())

    ask(cache, "/staff/", cookie="sessionid=secret")

    assert seen == [{"sessionid": "secret"}]


def test_search_is_never_kept() -> None:
    cache = answering()

    assert [ask(cache, "/ar/demands/?q=x").content for _ in range(2)] == [b"answer 0", b"answer 1"]


def test_reader_who_has_the_page_gets_only_a_nod(reader: Client, square: None) -> None:
    tag = reader.get(PAGE).headers["ETag"]

    answer = reader.get(PAGE, headers={"if-none-match": tag})

    assert answer.status_code == 304
    assert answer.content == b""
    assert answer.headers["ETag"] == tag


def test_reader_who_has_another_edition_gets_the_page(reader: Client, square: None) -> None:
    answer = reader.get(PAGE, headers={"if-none-match": '"0123"'})

    assert answer.status_code == 200


def test_page_is_zipped_for_those_who_ask(reader: Client, square: None) -> None:
    plain = reader.get(PAGE)

    zipped = reader.get(PAGE, headers={"accept-encoding": "gzip, br"})

    assert zipped.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(zipped.content) == plain.content
    assert len(zipped.content) < len(plain.content) / 2
    assert zipped.headers["ETag"] != plain.headers["ETag"]


def test_page_says_its_length(reader: Client, square: None) -> None:
    answer = reader.get(PAGE, headers={"accept-encoding": "gzip"})

    assert answer.headers["Content-Length"] == str(len(answer.content))


def test_head_gets_the_length_of_the_page_and_nothing_of_it() -> None:
    cache = answering()
    page = ask(cache)

    head = cache(RequestFactory().head("/ar/"))

    assert head.content == b""
    assert head.headers["Content-Length"] == str(len(page.content))
    assert head.headers["ETag"] == page.headers["ETag"]


def test_no_page_is_kept_where_the_cache_may_hold_nothing(settings: Any) -> None:
    settings.PAGE_CACHE_BYTES = 0
    cache = answering()

    assert [ask(cache).content for _ in range(2)] == [b"answer 0", b"answer 1"]


def test_forged_host_is_refused_even_where_the_page_is_kept(reader: Client, square: None) -> None:
    assert reader.get(PAGE).status_code == 200

    refused = reader.get(PAGE, headers={"host": "forged.example"})

    assert refused.status_code == 400
    assert "default-src 'none'" in refused.headers["Content-Security-Policy"]


def test_plain_http_never_gets_the_page_kept_for_https() -> None:
    cache = answering()
    secure = cache(RequestFactory().get("/ar/", secure=True))

    plain = cache(RequestFactory().get("/ar/"))

    assert [secure.content, plain.content] == [b"answer 0", b"answer 1"]


def test_each_language_has_its_own_page(reader: Client, square: None) -> None:
    answers = {reader.get(PAGE.replace("/en/", f"/{language}/")).content for language in ("ar", "fr", "en")}

    assert len(answers) == 3


def test_last_known_version_stands_while_the_database_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    cache = answering()
    ask(cache)

    def away() -> int:
        raise OperationalError

    monkeypatch.setattr(published, "head", away)

    assert ask(cache).content == b"answer 0"


def test_page_with_the_database_away_from_the_start_is_left_to_the_view(monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> int:
        raise OperationalError

    monkeypatch.setattr(published, "head", away)
    cache = answering()

    assert [ask(cache).content for _ in range(2)] == [b"answer 0", b"answer 1"]


def test_shelf_forgets_what_was_not_asked_for_longest(settings: Any) -> None:
    settings.PAGE_CACHE_BYTES = 250
    shelf = Shelf()
    pages = {name: _page(HttpResponse(name * 100), (1, ""), 0.0) for name in "abc"}
    shelf.put("a", pages["a"])
    shelf.put("b", pages["b"])
    shelf.get("a")

    shelf.put("c", pages["c"])

    assert [name for name in "abc" if shelf.get(name)] == ["a", "c"]
