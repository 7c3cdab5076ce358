"""A cache of complete responses of public pages, valid while the published store has not changed.

Publishing invalidates: the key of an entry has the version of the store (:func:`publications.reader.head`) and the day in
Morocco, because "overdue" and ages change at midnight. Entries also expire after ``PAGE_SECONDS``, since new PDFs
appear without a new edition. A hit uses no database, session or template.

While the database is down, expired entries are served with a note, from this process or from the disk of the node
(:mod:`portal.public.stale_pages`), except those older than a withdrawal that the node knows of (ADR 20).
"""

from __future__ import annotations

import gzip
import hashlib
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from core.web.memory_cache import MemoryCache
from portal.public.guard import asked_again
from portal.public.stale_pages import StalePages, marked
from publications import reader

PREFIXES = frozenset(f"/{code}/" for code, _name in settings.LANGUAGES)
FRESHNESS = "public, max-age=0, must-revalidate"
STALE = {"Warning": '110 - "Response is Stale"', "Cache-Control": "public, max-age=10", "Retry-After": "30"}
LARGEST_PAGE = 512 * 1024
SMALLEST_GZIP = 500
PAGE_SECONDS = 30
GONE = (404, 410)
STALE_NAME = "stale:"
NOT_ZIPPED = ("application/pdf", "image/", "font/")

Version = tuple[int, str]
UNKNOWN_VERSION: Version = (0, "")


@dataclass(frozen=True, slots=True)
class Page:
    """One response. ``zipped`` is ``None`` if gzip does not make it smaller."""

    version: Version
    until: float
    tag: str
    headers: dict[str, str]
    plain: bytes
    zipped: bytes | None
    made_at: float

    @property
    def size(self) -> int:
        return len(self.plain) + len(self.zipped or b"")

    def answer(self, request: HttpRequest) -> HttpResponse:
        """The response, with ``Content-Length``; without body for ``HEAD``."""
        meta = request.META
        if self.tag in meta.get("HTTP_IF_NONE_MATCH", ""):
            return HttpResponse(status=304, headers=self.headers | {"ETag": f'"{self.tag}"'})
        content, own = self.plain, {"ETag": f'"{self.tag}"'}
        if self.zipped is not None and "gzip" in meta.get("HTTP_ACCEPT_ENCODING", ""):
            content, own = self.zipped, {"ETag": f'"{self.tag}-gzip"', "Content-Encoding": "gzip"}
        own["Content-Length"] = str(len(content))
        return HttpResponse(b"" if request.method == "HEAD" else content, headers=self.headers | own)


class Shelf(MemoryCache[str, Page]):
    """The most recently asked pages of this process, at most ``PAGE_CACHE_BYTES`` of them."""

    def __init__(self) -> None:
        super().__init__(settings.PAGE_CACHE_BYTES, lambda page: page.size)

    def forget_before(self, sequence: float) -> None:
        """Pages made before an edition that withdrew something."""
        self.forget_where(lambda page: page.version[0] < sequence)


class Clock:
    """The version of the published store, read from the database at most every ``PUBLIC_HEAD_SECONDS``, by one thread at a time."""

    def __init__(self, shelf: Shelf, stale: StalePages) -> None:
        self._shelf, self._stale = shelf, stale
        self._version: Version | None = None
        self._until = self._away_until = 0.0
        self._asking = threading.Lock()

    def version(self, now: float) -> Version | None:
        """``None`` if the database is down and was never reached."""
        if now >= self._until and self._asking.acquire(blocking=self._version is None):
            try:
                if now >= self._until:
                    self._ask(now)
            finally:
                self._asking.release()
        return self._version

    def is_away(self, now: float) -> bool:
        """Whether the database has just failed, so that requests don't wait for it again."""
        return now < self._away_until

    def note_outage(self) -> None:
        self._until = self._away_until = time.monotonic() + 2 * settings.PUBLIC_HEAD_SECONDS

    def _ask(self, now: float) -> None:
        """While the database is down, the last known version is used."""
        today = timezone.localdate(timezone=timezone.get_default_timezone()).isoformat()
        try:
            head = asked_again(reader.head)
            self._learn(head)
        except (DatabaseError, InterfaceError):
            self._version = (self._version[0], today) if self._version else None
            self.note_outage()
        else:
            self._version = head, today
            self._until, self._away_until = now + settings.PUBLIC_HEAD_SECONDS, 0.0

    def _learn(self, head: int) -> None:
        """Find withdrawals since the last query of this or another process of this node."""
        since = self._version[0] if self._version else self._stale.head
        if since is None:  # the first query: the cache has no older pages
            self._stale.learn(head, head)
        elif head < since:  # the database was restored to an earlier state, or a standby is behind
            self._shelf.forget_before(float("inf"))
            self._stale.begin_anew(head)
        elif head > since:
            withdrawn = reader.newest_withdrawal(since)
            self._stale.learn(head, withdrawn)
            self._shelf.forget_before(withdrawn)


class PageCache:
    """The first middleware, so that headers added by the others are cached with the page."""

    def __init__(self, respond: Callable[[HttpRequest], HttpResponse]) -> None:
        self.respond = respond
        self.shelf = Shelf()
        self.stale = StalePages()
        self.clock = Clock(self.shelf, self.stale)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        path = request.path_info
        if path[:4] not in PREFIXES or request.method not in ("GET", "HEAD"):
            return self.respond(request)
        _forget_who_asks(request)
        if request.META.get("QUERY_STRING"):
            return self._passed(request)
        if not _has_our_host(request):
            return self.respond(request)
        name = path if request.is_secure() else f"http:{path}"
        now = time.monotonic()
        version = self.clock.version(now)
        page = self.shelf.get(name)
        if page is None or page.version != version or now >= page.until:
            return self._made(request, name, version, now)
        return page.answer(request)

    def _passed(self, request: HttpRequest) -> HttpResponse:
        """Searches and later pages are not cached, because there are too many of them."""
        response = self.respond(request)
        return _page(response, UNKNOWN_VERSION, 0.0).answer(request) if _is_public(response) else response

    def _made(self, request: HttpRequest, name: str, version: Version | None, now: float) -> HttpResponse:
        if self.clock.is_away(now) and (stale := self._stale_page(name)):
            return _stale_answer(stale, request)
        request.square_version = version  # type: ignore[attr-defined]  read by portal.public.context_processors
        response = self.respond(request)
        if getattr(response, "is_outage", False):
            self.clock.note_outage()
            stale = self._stale_page(name)
            return _stale_answer(stale, request) if stale else response
        return self._kept(request, response, name, version, now) if version else response

    def _kept(
        self, request: HttpRequest, response: HttpResponse, name: str, version: Version, now: float
    ) -> HttpResponse:
        if response.status_code in GONE:
            self.shelf.forget(name)
            self.stale.forget(name)
        if not _is_public(response):
            return response
        page = _page(response, version, now + (0 if settings.DEBUG else PAGE_SECONDS))
        self.shelf.forget(f"{STALE_NAME}{name}")
        if len(page.plain) <= LARGEST_PAGE:
            self.shelf.put(name, page)
        self.stale.put(name, page.tag, version[0], page.headers, page.plain, page.zipped)
        return page.answer(request)

    def _stale_page(self, name: str) -> Page | None:
        """The newest page of this process or node, with a note. Created once while the database is down."""
        page = self.shelf.get(f"{STALE_NAME}{name}")
        if page and self.stale.may_show(page.version[0], page.made_at):
            return page
        found = [each for each in (self.shelf.get(name), self._on_disk(name)) if each is not None]
        newest = max(found, key=lambda each: (each.version[0], each.made_at), default=None)
        if newest is None or not self.stale.may_show(newest.version[0], newest.made_at):
            return None
        content = marked(newest.plain, newest.headers.get("Content-Type", ""), newest.made_at, name)
        page = _kept_page(content, newest.headers | STALE, newest.version, 0.0, newest.made_at)
        if len(content) <= LARGEST_PAGE:
            self.shelf.put(f"{STALE_NAME}{name}", page)
        return page

    def _on_disk(self, name: str) -> Page | None:
        found = self.stale.get(name)
        return Page((found.sequence, ""), 0.0, "", found.headers, found.plain, None, found.made_at) if found else None


def _stale_answer(page: Page, request: HttpRequest) -> HttpResponse:
    response = page.answer(request)
    response.headers["Age"] = str(max(0, int(time.time() - page.made_at)))
    return response


def _forget_who_asks(request: HttpRequest) -> None:
    """Remove the reader's cookies, so that the page cannot depend on them."""
    request.META.pop("HTTP_COOKIE", None)
    request.__dict__.pop("COOKIES", None)


def _has_our_host(request: HttpRequest) -> bool:
    """A request with a wrong Host gets no cached page; a later middleware refuses it."""
    try:
        return bool(request.get_host())
    except DisallowedHost:
        return False


def _is_public(response: HttpResponse) -> bool:
    """Whether the response may be sent to everybody: it does not vary by cookie and sets none."""
    return response.status_code == 200 and not response.streaming and not response.cookies


def _page(response: HttpResponse, version: Version, until: float) -> Page:
    headers = dict(response.items()) | {"Cache-Control": FRESHNESS, "Vary": "Accept-Encoding"}
    headers.pop("Content-Length", None)
    return _kept_page(response.content, headers, version, until, time.time())


def _kept_page(content: bytes, headers: dict[str, str], version: Version, until: float, made_at: float) -> Page:
    kind = headers.get("Content-Type", "")
    zips = len(content) >= SMALLEST_GZIP and not kind.startswith(NOT_ZIPPED)
    tag = hashlib.sha256(content).hexdigest()[:32]
    return Page(version, until, tag, headers, content, gzip.compress(content, 4, mtime=0) if zips else None, made_at)
