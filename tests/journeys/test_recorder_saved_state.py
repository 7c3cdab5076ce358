"""Storage of unfinished text: of simultaneous changes the last one wins, in whatever order encryption finishes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.browser import ROOT

pytestmark = pytest.mark.journey
PARTS = ROOT / "static/js/recorder"
# A device whose sealing waits until it is let go, the newest first.
DEVICE = """async (play) => {
  sessionStorage.setItem("machoura.recorder.tab", "own");
  const { SavedState } = await import("/saved_state.js");
  const rows = new Map();
  const written = [];
  const waiting = [];
  const store = {
    all: async () => [...rows.values()],
    put: async (_store, row) => { written.push(row.content); rows.set(row.name, row); },
    erase: async (_store, [_user, _meeting, name]) => { rows.delete(name); },
  };
  const encryption = {
    isReady: true,
    seal: (_name, content) => new Promise((done) => { waiting.push(() => done({ content })); }),
    open: async (_name, row) => row.content,
  };
  const saved = new SavedState({ user: 1, meeting: 1, store, encryption });
  const settled = async () => {
    let quiet = 0;
    setInterval(() => {
      quiet += 1;
      if (waiting.length) { waiting.pop()(); quiet = 0; }
    }, 5);
    while (quiet < 10) await new Promise((done) => { setTimeout(done, 5); });
  };
  const given = await new Function("saved", "rows", "settled", `return (async () => { ${play} })()`)(saved, rows, settled);
  return { left: [...rows.values()].map(({ name, content }) => [name, content]), written, given: given ?? null };
}"""

READ = "await saved.draft();"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    def answer(route: Route) -> None:
        name = route.request.url.rpartition("/")[2]
        if name:
            route.fulfill(body=(PARTS / name).read_text(encoding="utf-8"), content_type="text/javascript")
        else:
            route.fulfill(body="<!doctype html><title>device</title>", content_type="text/html")

    context = browser.new_context()
    page = context.new_page()
    page.route("**/*", answer)
    page.goto("https://recorder.example/")
    yield page
    context.close()


def played(page: Page, play: str) -> dict[str, Any]:
    return page.evaluate(DEVICE, play)


def test_words_taken_back_while_they_are_sealed_never_reach_the_device(page: Page) -> None:
    found = played(page, f"{READ} saved.keep('words'); saved.erase(); await settled();")

    assert found["left"] == []
    assert found["written"] == []


def test_words_that_nobody_takes_back_are_kept(page: Page) -> None:
    found = played(page, f"{READ} const kept = saved.keep('words'); await settled(); return kept;")

    assert found == {"left": [["draft-own", "words"]], "written": ["words"], "given": True}


def test_words_typed_after_others_were_taken_back_are_kept(page: Page) -> None:
    found = played(
        page, f"{READ} saved.keep('one'); saved.erase(); saved.keep('two'); saved.keep('three'); await settled();"
    )

    assert found["left"] == [["draft-own", "three"]]


def test_words_that_were_on_the_device_are_erased_after_all_that_was_asked_before(page: Page) -> None:
    play = f"{READ} saved.keep('one'); await settled(); saved.keep('two'); saved.erase(); await settled();"

    assert played(page, play) == {"left": [], "written": ["one"], "given": None}


@pytest.mark.parametrize("name", ["draft-own", "draft-closed"])
@pytest.mark.parametrize(
    "play", ["saved.erase(); const read = saved.draft();", "const read = saved.draft(); saved.erase();"]
)
def test_nothing_stays_of_earlier_words_when_they_are_taken_back_while_the_page_reads_them(
    page: Page, name: str, play: str
) -> None:
    found = played(
        page,
        f"rows.set('{name}', {{ name: '{name}', content: 'words' }}); {play} await settled(); await saved.erase(); return read;",
    )

    assert found["left"] == []


def test_words_of_a_closed_tab_become_those_of_this_one(page: Page) -> None:
    found = played(
        page,
        "rows.set('draft-closed', { name: 'draft-closed', content: 'words' }); const read = saved.draft(); await settled(); return read;",
    )

    assert found == {"left": [["draft-own", "words"]], "written": ["words"], "given": "words"}


@pytest.mark.parametrize("name", ["draft-own", "draft-closed"])
def test_earlier_words_reach_the_page_although_others_were_typed_before_they_were_read(page: Page, name: str) -> None:
    found = played(
        page,
        f"rows.set('{name}', {{ name: '{name}', content: 'words' }}); const kept = saved.keep('typed'); const read = saved.draft(); settled(); await kept; return read;",
    )

    assert found["given"] == "words"
    assert found["left"] == [["draft-own", "typed"]]


def test_last_state_is_the_one_that_stays(page: Page) -> None:
    found = played(page, "saved.keepStateNow('old'); saved.keepStateNow('new'); await settled();")

    assert found["left"] == [["state", "new"]]
