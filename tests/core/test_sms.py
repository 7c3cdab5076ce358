"""Text messages: the backends, and what is refused before a provider is asked."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from core import checks, sms

NUMBER = "+212600000012"


class Provider:
    """A local stand-in that answers as the provider's documentation says."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, dict[str, str], Any]] = []
        self.status: dict[str, Any] = {"groupId": 1, "groupName": "PENDING"}
        self.http = 200
        self.server = HTTPServer(("127.0.0.1", 0), self._handler())
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                provider.asked.append((self.path, dict(self.headers), body))
                answer = {"messages": [{"messageId": "1", "status": provider.status}]}
                self.send_response(provider.http)
                self.end_headers()
                self.wfile.write(json.dumps(answer).encode())

            def log_message(self, *_given: Any) -> None:
                pass

        return Handler


@pytest.fixture
def provider(settings: Any) -> Iterator[Provider]:
    made = Provider()
    settings.SMS_BACKEND, settings.SMS_URL = "core.sms.Infobip", made.url
    settings.SMS_KEY, settings.SMS_SENDER = "key", "Machoura"
    yield made
    made.server.shutdown()
    made.server.server_close()


def test_message_is_sent_as_the_provider_documents_it(provider: Provider) -> None:
    sms.send(NUMBER, "مشورة: سؤال ينتظركم")

    [(path, headers, body)] = provider.asked
    assert path == "/sms/3/messages"
    assert headers["Authorization"] == "App key"
    assert body["messages"] == [
        {
            "sender": "Machoura",
            "destinations": [{"to": NUMBER.removeprefix("+")}],
            "content": {"text": "مشورة: سؤال ينتظركم"},
        }
    ]


@pytest.mark.parametrize(
    "status", [{"groupId": 5, "groupName": "REJECTED"}, {"groupId": 2, "groupName": "UNDELIVERABLE"}]
)
def test_message_that_the_provider_refuses_is_an_error_without_number_and_text(
    provider: Provider, status: dict[str, Any]
) -> None:
    provider.status = status

    with pytest.raises(sms.Refused) as refused:
        sms.send(NUMBER, "سؤال ينتظركم")

    assert str(refused.value) == status["groupName"]


def test_error_of_the_provider_is_raised_so_that_the_outbox_tries_again(provider: Provider) -> None:
    provider.http = 401

    with pytest.raises(OSError, match="401"):
        sms.send(NUMBER, "نص")


def test_text_of_two_messages_is_refused(provider: Provider) -> None:
    with pytest.raises(ValueError, match="71"):
        sms.send(NUMBER, "م" * 71)
    assert provider.asked == []


def test_console_shows_the_text_and_not_the_number(settings: Any, capsys: pytest.CaptureFixture[str]) -> None:
    settings.SMS_BACKEND = "core.sms.Console"

    sms.send(NUMBER, "رمز 123456")

    assert capsys.readouterr().out == "text message to …12: رمز 123456\n"


@pytest.mark.parametrize(
    ("backend", "url", "found"),
    [
        ("", "", []),
        ("core.sms.Console", "", ["core.E041"]),
        ("core.sms.Infobip", "http://provider.example", ["core.E042"]),
        ("core.sms.Infobip", "https://provider.example", []),
    ],
)
def test_check_refuses_codes_in_the_log_and_a_readable_key(
    settings: Any, backend: str, url: str, found: list[str]
) -> None:
    settings.SMS_BACKEND, settings.SMS_URL = backend, url

    assert [each.id for each in checks.text_messages()] == found
