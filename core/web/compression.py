"""Compression of signed-in pages. (Public pages are compressed once, by portal/public/page_cache.py.)

Whoever sees the lengths of encrypted answers, and can have a reader's browser ask again with words of his own, could guess a secret that
stands in a compressed page beside those words (the BREACH attack). Therefore:

* Django adds a random number of bytes to each answer (:class:`~django.middleware.gzip.GZipMiddleware`) and masks the CSRF token anew;
* pages with secrets in them are left as they are: accounts and second factors, and addresses that hold a token.
"""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

COMPRESSED = ("/staff/", "/members/")
KINDS = ("text/html", "application/json")


class CompressSignedInPages(GZipMiddleware):
    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        kind = response.headers.get("Content-Type", "").partition(";")[0]
        if response.streaming or kind not in KINDS or not request.path_info.startswith(COMPRESSED):
            return response
        return super().process_response(request, response)
