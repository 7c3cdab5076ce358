"""Public pages kept as the bytes that go out, for as long as the square has not changed.

Publishing is the invalidation: an entry belongs to one state of the square (:func:`publications.square.head`) on one day in
Morocco, because "overdue" and ages change at midnight. It also ends after ``PAGE_SECONDS``, since finished PDFs
appear without an edition. A hit touches no database, session or template.
"""

from __future__ import annotations

import gzip
import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from publications import square

PREFIXES = frozenset(f"/{code}/" for code, _name in settings.LANGUAGES)
FRESHNESS = "public, max-age=0, must-revalidate"
LARGEST_PAGE = 512 * 1024
SMALLEST_GZIP = 500
PAGE_SECONDS = 30
NOT_ZIPPED = ("application/pdf", "image/", "font/")

Version = tuple[int, str]
NEVER_KEPT: Version = (0, "")


@dataclass(frozen=True, slots=True)
class Page:
    """One answer, ready to send. ``zipped`` is ``None`` where gzip would not help."""

    version: Version
    until: float
    tag: str
    headers: dict[str, str]
    plain: bytes
    zipped: bytes | None

    @property
    def size(self) -> int:
        return len(self.plain) + len(self.zipped or b"")

    def answer(self, request: HttpRequest) -> HttpResponse:
        """With its length, so that no server sends it in chunks; ``HEAD`` gets the length alone."""
        meta = request.META
        if self.tag in meta.get("HTTP_IF_NONE_MATCH", ""):
            return HttpResponse(status=304, headers=self.headers | {"ETag": f'"{self.tag}"'})
        content, own = self.plain, {"ETag": f'"{self.tag}"'}
        if self.zipped is not None and "gzip" in meta.get("HTTP_ACCEPT_ENCODING", ""):
            content, own = self.zipped, {"ETag": f'"{self.tag}-gzip"', "Content-Encoding": "gzip"}
        own["Content-Length"] = str(len(content))
        return HttpResponse(b"" if request.method == "HEAD" else content, headers=self.headers | own)


class Shelf:
    """The most recently asked pages of this process, at most ``PAGE_CACHE_BYTES`` of them."""

    def __init__(self) -> None:
        self._pages: OrderedDict[str, Page] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def get(self, name: str) -> Page | None:
        page = self._pages.get(name)
        if page is not None:
            with self._lock:
                if name in self._pages:
                    self._pages.move_to_end(name)
        return page

    def put(self, name: str, page: Page) -> None:
        with self._lock:
            self._forget(name)
            self._pages[name] = page
            self._bytes += page.size
            while self._bytes > settings.PAGE_CACHE_BYTES:
                self._forget(next(iter(self._pages)))

    def _forget(self, name: str) -> None:
        page = self._pages.pop(name, None)
        self._bytes -= page.size if page else 0


class Clock:
    """The version of the square, asked of the database at most every ``PUBLIC_HEAD_SECONDS``."""

    def __init__(self) -> None:
        self._version: Version | None = None
        self._until = 0.0

    def version(self, now: float) -> Version | None:
        """``None`` when the database is away and was never met."""
        if self._version is None or now >= self._until:
            self._version = self._asked()
            self._until = now + settings.PUBLIC_HEAD_SECONDS
        return self._version

    def _asked(self) -> Version | None:
        """With the database down the last known version stands: what was published does not vanish with it."""
        today = timezone.localdate(timezone=timezone.get_default_timezone()).isoformat()
        try:
            return square.head(), today
        except DatabaseError:
            return (self._version[0], today) if self._version else None


class PageCache:
    """Stands before every other middleware: what they add to a page (security headers, its policy) is kept with it."""

    def __init__(self, respond: Callable[[HttpRequest], HttpResponse]) -> None:
        self.respond = respond
        self.shelf = Shelf()
        self.clock = Clock()

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
        if version is None:
            return self.respond(request)
        page = self.shelf.get(name)
        if page is None or page.version != version or now >= page.until:
            return self._kept(request, name, version, now)
        return page.answer(request)

    def _passed(self, request: HttpRequest) -> HttpResponse:
        """Searches and later pages: too many to keep, but answered like the others."""
        response = self.respond(request)
        return _page(response, NEVER_KEPT, 0.0).answer(request) if _is_public(response) else response

    def _kept(self, request: HttpRequest, name: str, version: Version, now: float) -> HttpResponse:
        request.square_version = version  # type: ignore[attr-defined]  read by portal.public.context
        response = self.respond(request)
        if not _is_public(response):
            return response
        page = _page(response, version, now + (0 if settings.DEBUG else PAGE_SECONDS))
        if len(page.plain) <= LARGEST_PAGE:
            self.shelf.put(name, page)
        return page.answer(request)


def _forget_who_asks(request: HttpRequest) -> None:
    """Nothing behind this point can see a cookie of the reader, so no page can depend on one."""
    request.META.pop("HTTP_COOKIE", None)
    request.__dict__.pop("COOKIES", None)


def _has_our_host(request: HttpRequest) -> bool:
    """A forged Host gets no kept page: the middleware behind this one refuses it."""
    try:
        return bool(request.get_host())
    except DisallowedHost:
        return False


def _is_public(response: HttpResponse) -> bool:
    """Whether the same bytes may go to everybody: they cannot depend on a cookie, and they set none."""
    return response.status_code == 200 and not response.streaming and not response.cookies


def _page(response: HttpResponse, version: Version, until: float) -> Page:
    content = response.content
    headers = dict(response.items()) | {"Cache-Control": FRESHNESS, "Vary": "Accept-Encoding"}
    headers.pop("Content-Length", None)
    kind = headers.get("Content-Type", "")
    zips = len(content) >= SMALLEST_GZIP and not kind.startswith(NOT_ZIPPED)
    tag = hashlib.sha256(content).hexdigest()[:32]
    return Page(version, until, tag, headers, content, gzip.compress(content, 4, mtime=0) if zips else None)
