"""One sentence on the next page about what has just been done, for eyes and for screen readers (``role="status"``)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest
from django.utils.functional import Promise

# Messages of allauth have other tags: they are not shown.
TAG = "done"
SAID = "has_said_what_is_done"


def say(request: HttpRequest, sentence: str | Promise) -> None:
    setattr(request, SAID, True)
    messages.success(request, str(sentence), extra_tags=TAG)


def is_said(request: HttpRequest) -> bool:
    """Whether this request has said something."""
    return getattr(request, SAID, False)


def sentences(request: HttpRequest) -> list[str]:
    """What was said since the last page, which is forgotten by that."""
    if not hasattr(request, "_messages"):
        return []
    return [str(message) for message in messages.get_messages(request) if TAG in (message.extra_tags or "")]
