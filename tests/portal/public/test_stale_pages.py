"""Public pages while the public database is away (findings 6 and 18)."""

from __future__ import annotations

import gzip
import json
import os
import threading
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from core.text import formats
from portal.public import page_cache, stale_pages
from portal.public.page_cache import PageCache
from portal.public.stale_pages import StalePages
from tests.portal import away
from tests.portal.public import published

pytestmark = pytest.mark.django_db
PAGE = "/en/demands/2/"
LATER = page_cache.PAGE_SECONDS + 1


def reading() -> Client:
    """A client with an empty cache, which gets error pages like a browser."""
    return Client(raise_request_exception=False)


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Any:
    """So much later that no page counts as fresh any more."""
    now = page_cache.time.monotonic

    def pass_seconds(seconds: float = LATER) -> None:
        monkeypatch.setattr(page_cache.time, "monotonic", lambda: now() + seconds)

    return pass_seconds


def test_page_is_shown_and_marked_long_after_it_was_kept(square: None, later: Any) -> None:
    client = reading()
    before = client.get(PAGE)
    later()

    with away.database_away():
        answer = client.get(PAGE)

    assert answer.status_code == 200
    assert "This page is shown as it was on" in answer.content.decode()
    assert before.content.partition(b'<main id="content"')[2] in answer.content
    assert answer.headers["Warning"].startswith("110")
    assert int(answer.headers["Age"]) >= 0
    assert answer.headers["Retry-After"] == "30"
    assert answer.headers["Cache-Control"] == "public, max-age=10"
    assert answer.headers["ETag"] != before.headers["ETag"]
    assert answer.headers["Content-Security-Policy"] == before.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("language", "words"),
    [("ar", "تُعرض هذه الصفحة كما كانت في"), ("fr", "présentée telle qu’elle était le"), ("en", "as it was")],
)
def test_mark_is_written_in_the_language_of_the_page(square: None, later: Any, language: str, words: str) -> None:
    client, page = reading(), PAGE.replace("/en/", f"/{language}/")
    client.get(page)
    later()

    with away.database_away():
        shown = client.get(page).content.decode()

    assert words in shown
    assert formats.day(page_cache.timezone.localdate(), language) in shown


def test_process_that_never_made_the_page_shows_that_of_the_node(square: None) -> None:
    reading().get(PAGE)

    with away.database_away():
        answer = reading().get(PAGE, headers={"accept-encoding": "gzip"})

    assert answer.status_code == 200
    assert "as it was on" in gzip.decompress(answer.content).decode()


@pytest.mark.parametrize("kind", away.STATES)
def test_page_is_shown_whatever_is_wrong_with_the_database(square: None, later: Any, kind: str) -> None:
    client = reading()
    client.get(PAGE)
    later()

    with away.database_away(kind):
        assert "as it was on" in client.get(PAGE).content.decode()


def test_page_that_was_never_kept_answers_503_in_words(square: None) -> None:
    with away.database_away():
        answers = [reading().get(path) for path in (PAGE, "/fr/demands/?q=x", "/sitemap.xml")]

    assert [answer.status_code for answer in answers] == [503, 503, 503]
    assert all(answer.headers["Retry-After"] == "30" for answer in answers)
    assert "The portal is not available for a moment" in answers[0].content.decode()
    assert answers[1].headers["Content-Language"] == "fr"


def test_fresh_page_comes_back_by_itself_without_the_mark(square: None, later: Any) -> None:
    client = reading()
    client.get(PAGE)
    later()
    with away.database_away():
        assert "as it was on" in client.get(PAGE).content.decode()

    answer = client.get(PAGE)

    assert "as it was on" not in answer.content.decode()
    assert "Warning" not in answer.headers


def test_page_withdrawn_before_the_outage_is_never_shown(square: None, later: Any) -> None:
    first, second = reading(), reading()
    first.get(PAGE)
    second.get(PAGE)
    published.withdraw("demand", "2")
    first.get("/en/")  # this process learns of it, and the node with it
    later()

    with away.database_away():
        answers = [client.get(PAGE) for client in (first, second, reading())]

    assert [answer.status_code for answer in answers] == [503, 503, 503]


def test_list_that_named_a_withdrawn_page_is_not_shown_either(square: None, later: Any) -> None:
    client = reading()
    assert "demands/2/" in client.get("/en/demands/").content.decode()
    published.withdraw("demand", "2")
    client.get("/en/")
    later()

    with away.database_away():
        assert client.get("/en/demands/").status_code == 503
        assert client.get("/en/").status_code == 200, "made after the withdrawal"


def test_edition_that_closes_earlier_ones_counts_as_a_withdrawal(square: None, later: Any) -> None:
    client = reading()
    client.get(PAGE)
    published.publish(published.demand(2, title=published.ar("عنوان آخر")), note="سُحب شيء منه.", closes_earlier=True)
    client.get("/en/")
    later()

    with away.database_away():
        assert client.get(PAGE).status_code == 503


def test_ordinary_publication_leaves_other_pages_showable(square: None, later: Any) -> None:
    client = reading()
    client.get(PAGE)
    published.publish(published.demand(3, title=published.ar("عنوان آخر")), note="تغير العنوان.")
    client.get("/en/")
    later()

    with away.database_away():
        assert client.get(PAGE).status_code == 200


def test_page_that_answers_404_is_forgotten(settings: Any) -> None:
    status = [200, 404]
    cache = PageCache(lambda _request: HttpResponse("words", status=status.pop(0)))
    request = RequestFactory().get("/ar/x/")
    cache(request)
    assert StalePages().get("http:/ar/x/")
    cache.shelf.forget("http:/ar/x/")

    cache(request)

    assert StalePages().get("http:/ar/x/") is None


def test_database_restored_to_an_earlier_state_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    heads = iter([5, 3])
    monkeypatch.setattr("publications.reader.head", lambda: next(heads))
    cache = PageCache(lambda _request: HttpResponse("words"))
    cache(RequestFactory().get("/ar/x/"))

    cache.clock.version(page_cache.time.monotonic())

    assert cache.shelf.get("http:/ar/x/") is None
    assert StalePages().get("http:/ar/x/") is None
    assert StalePages().head == 3


def test_old_page_is_not_shown(square: None, settings: Any, later: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    client = reading()
    client.get(PAGE)
    later()
    now = page_cache.time.time()
    monkeypatch.setattr(stale_pages.time, "time", lambda: now + settings.STALE_PAGE_HOURS * 3600 + 1)

    with away.database_away():
        assert client.get(PAGE).status_code == 503


def test_many_pages_stay_within_the_bound_and_the_newest_stay(settings: Any) -> None:
    settings.STALE_PAGES_BYTES = 100_000
    pages = StalePages()
    for number in range(60):
        pages.put(f"/ar/{number}/", "tag", 1, {}, b"x" * 5_000, None)
        os.utime(stale_pages._path(f"/ar/{number}/"), (number, page_cache.time.time() - 100 + number))
    for thread in threading.enumerate():
        if thread.name == "stale-pages":
            thread.join(10)

    pages.sweep()

    files = [path for path in Path(settings.STALE_PAGES_FOLDER).rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) <= settings.STALE_PAGES_BYTES
    assert pages.get("/ar/59/")
    assert pages.get("/ar/0/") is None


def test_page_of_another_user_of_the_machine_is_not_shown(square: None, monkeypatch: pytest.MonkeyPatch) -> None:
    reading().get(PAGE)
    monkeypatch.setattr(stale_pages.os, "geteuid", lambda: 12345)

    with away.database_away():
        assert reading().get(PAGE).status_code == 503


def test_nobody_else_may_read_or_write_the_folder(square: None, settings: Any) -> None:
    reading().get(PAGE)

    found = list(Path(settings.STALE_PAGES_FOLDER).rglob("*"))

    assert found
    assert all(path.stat().st_mode & 0o077 == 0 for path in found if path.name != stale_pages.LOCK)


def test_only_public_pages_are_on_the_disk(square: None, settings: Any, recorder: Any) -> None:
    client = reading()
    client.force_login(recorder)
    for path in ("/staff/", "/members/", "/accounts/login/", "/en/demands/?q=x", PAGE):
        client.get(path)

    files = [path for path in Path(settings.STALE_PAGES_FOLDER).rglob("*") if len(path.name) > 30]

    assert [json.loads(path.read_bytes().partition(b"\n")[0])["name"] for path in files] == [f"http:{PAGE}"]


def test_disk_that_refuses_costs_only_the_copy(square: None, settings: Any, tmp_path: Path) -> None:
    settings.STALE_PAGES_FOLDER = tmp_path / "file" / "folder"
    (tmp_path / "file").write_text("in the way")

    assert reading().get(PAGE).status_code == 200


def test_broken_file_on_the_disk_is_as_none(square: None) -> None:
    reading().get(PAGE)
    stale_pages._path(f"http:{PAGE}").write_bytes(b'{"name": "half')

    with away.database_away():
        assert reading().get(PAGE).status_code == 503


def test_page_is_not_written_again_while_it_stays_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    written = []
    monkeypatch.setattr(stale_pages, "_write", lambda path, content: written.append(path))
    pages = StalePages()

    for tag, sequence in [("a", 1), ("a", 1), ("b", 1), ("b", 2)]:
        pages.put("/ar/", tag, sequence, {}, b"words", None)

    assert len(written) == 3


def test_one_thread_waits_for_a_database_that_hangs(monkeypatch: pytest.MonkeyPatch) -> None:
    """The others go on with the version that is known: a locked table must not hold every thread of a process."""
    asking, go_on, asked = threading.Event(), threading.Event(), []
    cache = PageCache(lambda _request: HttpResponse("words"))
    cache(RequestFactory().get("/ar/"))

    def hang() -> int:
        asked.append(1)
        asking.set()
        assert go_on.wait(10)
        return 0

    monkeypatch.setattr("publications.reader.head", hang)
    waiting = threading.Thread(target=lambda: cache.clock.version(page_cache.time.monotonic()))
    waiting.start()
    assert asking.wait(10)

    answer = cache(RequestFactory().get("/ar/"))

    go_on.set()
    waiting.join(10)
    assert answer.content == b"words"
    assert asked == [1]
