"""The least that Django can do: one view, no middleware, no database, bytes that lie in memory."""

from __future__ import annotations

import os
from pathlib import Path

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import re_path

settings.configure(
    DEBUG=False,
    SECRET_KEY="measures nothing secret",
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    MIDDLEWARE=[],
    LOGGING_CONFIG=None,
)
BYTES = Path(os.environ["BENCHMARK_PAGE"]).read_bytes()
# With the length, which spares the baseline the chunked encoding that a bare view would get.
HEADERS = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Encoding": "gzip",
    "Content-Length": str(len(BYTES)),
}


def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse(BYTES, headers=HEADERS)


urlpatterns = [re_path("", page)]
application = get_wsgi_application()
