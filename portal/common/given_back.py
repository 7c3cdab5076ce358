"""What a person has posted, for a page that gives it back when the portal could not take it.

Nothing of it is written anywhere but into the answer: it may be confidential, and the service that failed may be the database.
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
# Numbers, keys of choices, signed notes: carried on, but of no use to a reader.
FOR_MACHINES = re.compile(r"[\w.:+/=-]*", re.ASCII)
UNREADABLE = (UnreadablePostError, RequestDataTooBig, SuspiciousOperation, MultiPartParserError)


@dataclass(frozen=True)
class Posted:
    """``fields`` go into the form that posts again, ``texts`` are shown to be read and copied."""

    action: str
    token: str
    fields: list[tuple[str, str]]
    has_secrets: bool
    has_files: bool

    @property
    def texts(self) -> list[str]:
        return [value for name, value in self.fields if name[:1] != "_" and not FOR_MACHINES.fullmatch(value)]


def posted(request: HttpRequest) -> Posted | None:
    """``None`` where nothing was posted, it cannot be read, or another site's page has sent it."""
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
    """Browsers send the origin with every form; programs that send none have no reader to deceive."""
    origin = request.headers.get("origin")
    return origin is None or origin in {f"{request.scheme}://{request.get_host()}", settings.PUBLIC_ORIGIN}


def _fields(request: HttpRequest, left_out: _NoFiles) -> QueryDict:
    """Files are skipped instead of being read into memory, unless they have been read already."""
    if not hasattr(request, "_files"):
        request.upload_handlers = [left_out]
    return request.POST


def _each(fields: QueryDict) -> Iterator[tuple[str, str]]:
    for name, values in fields.lists():
        yield from ((name, str(value)) for value in values)


def _token(request: HttpRequest) -> str:
    """For forms that carry one; the error may have come before the middleware that reads the cookie."""
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
