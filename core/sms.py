"""Text messages: one function to send them, and the backends that ``SMS_BACKEND`` can name.

A backend is a class without arguments and with a method ``send(number, text)``: it returns when the provider has accepted the message, and
raises otherwise, so that the outbox tries again. ``number`` is in E.164. The default is empty: no message is sent, and no page offers any.
"""

from __future__ import annotations

import json
import sys
import urllib.request
from typing import Any, Final, Protocol

from django.conf import settings
from django.utils.module_loading import import_string

# UCS-2, which Arabic needs: a longer text is two messages, and is paid twice.
LONGEST: Final = 70
TIMEOUT_SECONDS: Final = 10
# Groups of Infobip's status: the message is not on its way.
UNDELIVERABLE, REJECTED = 2, 5


class Refused(Exception):
    """The provider did not accept the message. Without its text and number, because the error is logged."""


class Backend(Protocol):
    def send(self, number: str, text: str) -> None: ...


class Console:
    """For development only (a check says so in production): the text and the last digits of the number, on the standard output."""

    def send(self, number: str, text: str) -> None:
        sys.stdout.write(f"text message to …{number[-2:]}: {text}\n")


class Infobip:
    """The HTTP interface of Infobip: docs/sms.md."""

    def send(self, number: str, text: str) -> None:
        message = {
            "sender": settings.SMS_SENDER,
            "destinations": [{"to": number.removeprefix("+")}],
            "content": {"text": text},
        }
        request = urllib.request.Request(  # noqa: S310  https, by the setting's check
            f"{settings.SMS_URL}/sms/3/messages",
            data=json.dumps({"messages": [message]}).encode(),
            headers={
                "Authorization": f"App {settings.SMS_KEY}",
                "Content-Type": "application/json",
                "Accept": "application/json",
            },
        )
        with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as response:  # noqa: S310  # nosec B310  # https, by the setting’s check
            _check_accepted(json.load(response))


def is_on() -> bool:
    return bool(settings.SMS_BACKEND)


def send(number: str, text: str) -> None:
    """Raises ``ValueError`` for a text that would be two messages."""
    if len(text) > LONGEST:
        raise ValueError(f"a text message of {len(text)} characters")
    backend: Backend = import_string(settings.SMS_BACKEND)()
    backend.send(number, text)


def _check_accepted(answer: Any) -> None:
    (message,) = answer["messages"]
    if message["status"]["groupId"] in (UNDELIVERABLE, REJECTED):
        raise Refused(message["status"]["groupName"])
