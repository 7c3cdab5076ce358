"""The posted form, for an error page that gives it back.

It is only in the response and not stored: it may be confidential, and the failed service may be the database.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest, QueryDict, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.middleware.csrf import CsrfViewMiddleware, get_token

from core.web.middleware import is_too_large

TOKEN = "csrfmiddlewaretoken"  # noqa: S105  # nosec B105  # the name of a field
SECRET = re.compile(r"password|token|secret|otp|^code$", re.IGNORECASE)
# Numbers, keys of choices, signed values: posted again, but not shown.
FOR_MACHINES = re.compile(r"[\w.:+/=-]*", re.ASCII)
UNREADABLE = (UnreadablePostError, RequestDataTooBig, SuspiciousOperation, MultiPartParserError)


@dataclass(frozen=True)
class Posted:
    """``fields``: for the form that posts again; ``texts``: shown to be read and copied."""

    action: str
    token: str
    fields: list[tuple[str, str]]
    has_secrets: bool
    has_files: bool

    @property
    def texts(self) -> list[str]:
        return [value for name, value in self.fields if name[:1] != "_" and not FOR_MACHINES.fullmatch(value)]


def posted(request: HttpRequest) -> Posted | None:
    """``None`` if nothing was posted, it cannot be parsed, or it comes from another site."""
    if request.method != "POST" or is_too_large(request):
        return None
    left_out = _NoFiles(request)
    try:
        if not is_from_here(request):
            return None
        fields = _fields(request, left_out)
        has_files = left_out.has_any or bool(request.FILES)
    except UNREADABLE:
        return None
    open_fields = [(name, value) for name, value in _each(fields) if not SECRET.search(name)]
    has_secrets = any(SECRET.search(name) for name in fields if name != TOKEN)
    return Posted(request.get_full_path(), _token(request), open_fields, has_secrets, has_files)


def is_from_here(request: HttpRequest) -> bool:
    """Whether the origin is ours. Browsers send it with every POST; a client without it shows no page to a person."""
    origin = request.headers.get("origin")
    return origin is None or origin in {f"{request.scheme}://{request.get_host()}", settings.PUBLIC_ORIGIN}


def _fields(request: HttpRequest, left_out: _NoFiles) -> QueryDict:
    """The posted fields. Files are not read into memory, unless they were already."""
    if not hasattr(request, "_files"):
        request.upload_handlers = [left_out]
    return request.POST


def _each(fields: QueryDict) -> Iterator[tuple[str, str]]:
    for name, values in fields.lists():
        yield from ((name, str(value)) for value in values)


def _token(request: HttpRequest) -> str:
    """The CSRF token for the form; the error may have occurred before the CSRF middleware."""
    if TOKEN not in request.POST or settings.CSRF_COOKIE_NAME not in request.COOKIES:
        return ""
    CsrfViewMiddleware(lambda _request: None).process_request(request)  # type: ignore[arg-type, return-value]
    return get_token(request)


class _NoFiles(FileUploadHandler):
    has_any = False

    def new_file(self, *_file: Any, **_more: Any) -> None:
        self.has_any = True
        raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        return None

    def file_complete(self, file_size: int) -> None:
        return None
