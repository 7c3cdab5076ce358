"""One sentence on the next page about what has just been done, for eyes and for screen readers (``role="status"``)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest
from django.utils.functional import Promise

# Messages of allauth have other tags: they are not shown.
TAG = "done"


def say(request: HttpRequest, sentence: str | Promise) -> None:
    messages.success(request, sentence, extra_tags=TAG)


def is_said(request: HttpRequest) -> bool:
    """Whether this request has said something."""
    return any(TAG in (message.extra_tags or "") for message in messages.get_messages(request)._queued_messages)  # type: ignore[attr-defined]


def sentences(request: HttpRequest) -> list[str]:
    """What was said since the last page, which is forgotten by that."""
    if not hasattr(request, "_messages"):
        return []
    return [str(message) for message in messages.get_messages(request) if TAG in (message.extra_tags or "")]
