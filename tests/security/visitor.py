"""Somebody at a browser, through the reverse proxy: cookies, forms and files, and no redirect followed by itself."""

from __future__ import annotations

import http.client
import json
from collections.abc import Sequence
from contextlib import closing
from http.cookies import SimpleCookie
from typing import Any, NamedTuple

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from tests.factories import PASSWORD
from tests.security.browsing import fields
from tests.security.reverse_proxy import ADDRESS


class Answer(NamedTuple):
    status: int
    headers: http.client.HTTPMessage
    content: bytes

    @property
    def url(self) -> str:
        return self.headers["Location"] or ""

    @property
    def text(self) -> str:
        return self.content.decode()


class Visitor:
    def __init__(self, port: int, user: Any) -> None:
        self.port, self.cookies = port, SimpleCookie()
        page = self.get("/accounts/login/")
        signed_in = self.post("/accounts/login/", fields(page) | {"login": user.email, "password": PASSWORD})
        assert signed_in.status == 302, signed_in.text

    def get(self, path: str) -> Answer:
        return self.ask("GET", path)

    def post(
        self, path: str, sent: dict[str, Any], *, files: Sequence[SimpleUploadedFile] = (), **headers: str
    ) -> Answer:
        body = encode_multipart(BOUNDARY, sent | ({"files": list(files)} if files else {}))
        return self.ask("POST", path, body, {"Content-Type": MULTIPART_CONTENT, **headers})

    def post_json(self, path: str, sent: dict[str, Any]) -> Answer:
        return self.ask("POST", path, json.dumps(sent).encode(), {"Content-Type": "application/json"})

    def ask(self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None) -> Answer:
        given = {"Cookie": "; ".join(f"{name}={each.value}" for name, each in self.cookies.items())}
        if "csrftoken" in self.cookies:
            given["X-CSRFToken"] = self.cookies["csrftoken"].value
        with closing(http.client.HTTPConnection(ADDRESS, self.port, timeout=60)) as connection:
            connection.request(method, path, body, given | (headers or {}))
            answer = connection.getresponse()
            found = Answer(answer.status, answer.headers, answer.read())
        for line in found.headers.get_all("Set-Cookie") or ():
            self.cookies.load(line)
        return found
