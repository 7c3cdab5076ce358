"""Success messages: a sentence on the next page about what has just been done, visible and read by screen readers (``role="status"``)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest
from django.utils.functional import Promise

# Messages of allauth have other tags: they are not shown.
TAG = "done"
ADDED = "has_success_message"


def add(request: HttpRequest, sentence: str | Promise) -> None:
    setattr(request, ADDED, True)
    messages.success(request, str(sentence), extra_tags=TAG)


def was_added(request: HttpRequest) -> bool:
    """Whether this request has added a message."""
    return getattr(request, ADDED, False)


def sentences(request: HttpRequest) -> list[str]:
    """The messages that were added since the last page. Reading removes them."""
    if not hasattr(request, "_messages"):
        return []
    return [str(message) for message in messages.get_messages(request) if TAG in (message.extra_tags or "")]
