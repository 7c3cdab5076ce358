"""A minimal Django application as baseline: one view, no middleware, no database, a response from memory."""

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
# With Content-Length, so that the baseline does not use chunked encoding.
HEADERS = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Encoding": "gzip",
    "Content-Length": str(len(BYTES)),
}


def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse(BYTES, headers=HEADERS)


urlpatterns = [re_path("", page)]
application = get_wsgi_application()
