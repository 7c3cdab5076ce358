"""Compression of signed-in pages. (Public pages are compressed once, by portal/public/page_cache.py.)

Whoever sees the lengths of encrypted answers, and can have a reader's browser ask again with words of his own, could guess a secret that
stands in a compressed page beside those words (the BREACH attack). Therefore:

* Django adds a random number of bytes to each answer (:class:`~django.middleware.gzip.GZipMiddleware`) and masks the CSRF token anew;
* pages with secrets in them are left as they are: accounts and second factors, addresses that hold a token, and pages that show one
  (:func:`never`).
"""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

COMPRESSED = ("/staff/", "/members/")
KINDS = ("text/html", "application/json")
NEVER = "is_never_compressed"


class CompressSignedInPages(GZipMiddleware):
    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        kind = response.headers.get("Content-Type", "").partition(";")[0]
        is_compressed = request.path_info.startswith(COMPRESSED) and not _has_secret(request)
        if response.streaming or kind not in KINDS or not is_compressed:
            return response
        return super().process_response(request, response)


def never(request: HttpRequest) -> None:
    """The answer to ``request`` is not compressed: called where a page shows a secret."""
    setattr(request, NEVER, True)


def _has_secret(request: HttpRequest) -> bool:
    """A token in the address stands in links and forms of the page, too."""
    match = request.resolver_match
    return hasattr(request, NEVER) or (match is not None and "token" in match.kwargs)
