"""The file store over S3, with a small S3 server that implements the used operations."""

from __future__ import annotations

import email.utils
import hashlib
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.file_storage import private_files
from core.files import store
from core.files.kinds import PDF, Clean

CLEAN = Clean(PDF.name, PDF.media_type, PDF.extension, b"%PDF-1.7 content %%EOF")
LIST_HEAD = '<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><IsTruncated>false</IsTruncated>'
DAY = 24 * 3600


class ObjectStore(ThreadingHTTPServer):
    """``objects``: content and time by path; ``asked``: method, path and headers of each request."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Objects)
        self.objects: dict[str, tuple[bytes, float]] = {}
        self.asked: list[tuple[str, str, dict[str, str]]] = []


class Objects(BaseHTTPRequestHandler):
    server: ObjectStore
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: Any) -> None:
        """Quietly."""

    def _path(self) -> str:
        path = urlsplit(self.path).path
        self.server.asked.append((self.command, path, {name.lower(): value for name, value in self.headers.items()}))
        return path

    def _answer(self, status: int, content: bytes = b"", when: float | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("ETag", f'"{hashlib.md5(content, usedforsecurity=False).hexdigest()}"')
        if when is not None:
            self.send_header("Last-Modified", email.utils.formatdate(when, usegmt=True))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def do_PUT(self) -> None:
        path, content = self._path(), self.rfile.read(int(self.headers["Content-Length"]))
        self.server.objects[path] = (content, time.time())
        self._answer(200)

    def do_GET(self) -> None:
        path = self._path()
        if path.rstrip("/") == "/bucket":
            rows = "".join(f"<Contents><Key>{escape(each[8:])}</Key></Contents>" for each in self.server.objects)
            self._answer(200, f"{LIST_HEAD}{rows}</ListBucketResult>".encode())
        elif path in self.server.objects:
            self._answer(200, *self.server.objects[path])
        else:
            self._answer(404)

    do_HEAD = do_GET

    def do_DELETE(self) -> None:
        self.server.objects.pop(self._path(), None)
        self._answer(204)


@pytest.fixture
def object_store(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[ObjectStore]:
    server = ObjectStore()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    for name, value in {
        "BUCKET": "bucket",
        "ENDPOINT": f"http://127.0.0.1:{server.server_port}",
        "REGION": "somewhere",
        "ACCESS_KEY": "who",
        "SECRET_KEY": "never sent",
    }.items():
        monkeypatch.setenv(f"FILES_S3_{name}", value)
    settings.STORAGES = settings.STORAGES | {"private": private_files(settings.DATA_DIR, for_group=False)}
    yield server
    server.shutdown()
    server.server_close()
    thread.join(5)


@pytest.mark.slow
@pytest.mark.django_db
def test_file_is_kept_read_and_forgotten_in_an_object_store(object_store, django_capture_on_commit_callbacks):
    stored = store.keep(CLEAN, shown_name="a.pdf")

    assert object_store.objects[f"/bucket/{stored.name}"][0] == CLEAN.content
    assert store.read(stored) == CLEAN.content

    with django_capture_on_commit_callbacks(execute=True):
        store.forget(stored)
    assert object_store.objects == {}


@pytest.mark.django_db
def test_object_is_signed_private_and_says_nothing_of_its_file(object_store):
    store.keep(CLEAN, shown_name="canary.pdf", locked_with="A" * 43)

    method, path, headers = object_store.asked[0]

    assert method == "PUT"
    assert headers["x-amz-acl"] == "private"
    assert headers["authorization"].startswith("AWS4-HMAC-SHA256 Credential=who/")
    assert "canary" not in f"{path} {headers}"
    assert "never sent" not in str(headers)
    assert b"content" not in object_store.objects[path][0]


@pytest.mark.slow
@pytest.mark.django_db
def test_remove_orphans_deletes_only_old_objects_without_a_row(object_store):
    kept = store.keep(CLEAN, shown_name="a.pdf")
    old = time.time() - 2 * DAY
    object_store.objects |= {
        f"/bucket/{kept.name}": (CLEAN.content, old), "/bucket/old": (b"", old), "/bucket/young": (b"", time.time())
    }  # fmt: skip

    assert store.remove_orphans() == 1
    assert sorted(object_store.objects) == sorted([f"/bucket/{kept.name}", "/bucket/young"])


@pytest.mark.django_db
def test_object_that_is_missing_is_an_error_and_not_an_empty_file(object_store):
    stored = store.keep(CLEAN, shown_name="a.pdf")
    object_store.objects.clear()

    with pytest.raises(FileNotFoundError):
        store.read(stored)


@pytest.mark.parametrize("missing", ["ACCESS_KEY", "SECRET_KEY"])
def test_object_store_without_credentials_stops_the_start(object_store, missing, monkeypatch, tmp_path):
    monkeypatch.delenv(f"FILES_S3_{missing}")

    with pytest.raises(ImproperlyConfigured, match=missing):
        private_files(tmp_path, for_group=False)
