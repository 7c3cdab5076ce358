"""A real browser against a real server with both database roles."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import get_ident
from typing import Any, ClassVar

import pytest
from django.conf import settings
from django.core.servers.basehttp import ThreadedWSGIServer
from django.test import Client
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from core.db import outbox
from tests.factories import PASSWORD

ROOT = Path(__file__).resolve().parents[1]
AXE = ROOT / "node_modules/axe-core/axe.min.js"
QUIET = [
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
DESKTOP = {"viewport": {"width": 1280, "height": 900}}
# Playwright runs its own event loop in this thread; Django would refuse the ORM beside it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


class SamePort(ThreadedWSGIServer):
    """Can be killed and started again on its port, though connections of earlier tests are still being closed there. ``threads``: those
    that answer a browser, each with its own connection to the database."""

    threads: ClassVar[set[int]] = set()

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **{**options, "allow_reuse_address": True})

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        self.threads.add(get_ident())
        try:
            super().process_request_thread(request, client_address)
        finally:
            self.threads.discard(get_ident())


LiveServerThread.server_class = SamePort


# The headless shell, a package of its own, opens a page in a fifth of the time that the whole browser takes.
BROWSERS = ("chromium-headless-shell", "chrome-headless-shell", "chromium", "chromium-browser", "google-chrome")


def chromium() -> str:
    for name in BROWSERS:
        if path := shutil.which(name):
            return path
    if os.environ.get("MACHOURA_REQUIRE_BROWSER"):
        pytest.fail("no Chromium found, and MACHOURA_REQUIRE_BROWSER asks for one")
    pytest.skip("no Chromium on this machine: install it to run the journeys")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium()
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=QUIET + sandbox)
        yield running
        running.close()


Opened = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser, live_server: Any) -> Iterator[Opened]:
    """``visit("/ar/", device=PHONE)`` opens a fresh browser; every console error and refused resource fails the test at its end.

    With ``user`` somebody is signed in already: a journey that is not about signing in need not load its pages.
    """
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def opened(path: str = "/", *, device: dict[str, Any] | None = None, user: Any = None, **options: Any) -> Page:
        context = browser.new_context(base_url=live_server.url, **(device or DESKTOP), **options)
        contexts.append(context)
        if user:
            context.add_cookies([session_of(user) | {"url": live_server.url}])
        page = context.new_page()
        page.on("console", lambda message: message.type == "error" and faults.append(message.text))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(path)
        return page

    opened.faults = faults  # type: ignore[attr-defined]
    yield opened
    for context in contexts:
        context.close()
    _wait_for_answers()
    assert faults == [], faults


def _wait_for_answers() -> None:
    """The last question of a page that is gone is still being answered, and needs its database."""
    end = time.monotonic() + 5
    while SamePort.threads and time.monotonic() < end:
        time.sleep(0.01)


def session_of(user: Any) -> dict[str, str]:
    client = Client()
    client.force_login(user)
    return {"name": settings.SESSION_COOKIE_NAME, "value": client.session.session_key}


def sign_in(page: Page, user: Any) -> None:
    if not page.url.endswith("/accounts/login/"):
        page.goto("/accounts/login/")
    page.locator("input[name=login]").fill(user.email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main form", has=page.locator("input[name=password]")).locator("button").first.click()
    page.wait_for_load_state()


@pytest.fixture
def work() -> Callable[[], int]:
    """What the workers would do now."""
    return outbox.drain


# Of the rest, axe would describe each thing on the page, and Playwright would carry it over: half of the time.
RUN_AXE = """tags => axe.run(document, {runOnly: tags, resultTypes: ["violations"]}).then(done =>
    done.violations.flatMap(one => one.nodes.slice(0, 3).map(node => [one.id, node.html.slice(0, 160)])))"""


def axe(page: Page) -> list[str]:
    """What axe finds on the page; empty is well. Runs past the page's policy, as a browser extension would."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    return [f"{page.url} {rule}: {html}" for rule, html in page.evaluate(RUN_AXE, tags)]
