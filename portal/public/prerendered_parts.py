"""Writes the parts of the pages of an edition once it is published, so that its first reader does not wait for templates (ADR 38)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.urls import resolve, reverse
from django.utils import translation

from core.db.outbox import doer
from core.text.texts import LANGUAGES
from core.unattended import work_through
from portal.public.templatetags.prerendered import recording
from publications import prerendered_parts
from publications.models import Edition

LONGEST_RUN = 20
"""Seconds, so that other work of the worker does not wait long."""


@doer(prerendered_parts.WORK)
def prerender(payload: Mapping[str, Any]) -> None:
    """Of one edition. Reports that tell where a demand stands are written anew after it."""
    edition = Edition.objects.select_related("document").get(pk=payload["edition"])
    if edition.is_tombstone or edition.document.live_id != edition.pk:
        return
    prerender_page(edition)
    if edition.document.kind == "demand":
        prerendered_parts.ask_for_reports(edition.body)


def prerender_page(edition: Edition, languages: tuple[str, ...] = LANGUAGES) -> None:
    """``edition``: the live one, with its document."""
    prerendered_parts.store(edition, {language: written(edition, language) for language in languages})


def written(edition: Edition, language: str) -> dict[str, str]:
    """The parts of its page as a reader without cookies gets it, by key. None where the address leads to another page."""
    with translation.override(language), recording() as parts:
        path = reverse(f"public:{edition.document.kind}", args=[edition.document.key])
        request = _request(path)
        match = request.resolver_match
        match.func(request, *match.args, **match.kwargs)
    return parts


def prerender_missing() -> int:
    """Parts that another release wrote, or none; returns how many editions. For :data:`LONGEST_RUN` seconds.

    An edition whose page cannot be rendered, or that is withdrawn meanwhile, is left out: the older ones come after it. Its next reader sees
    the error, and the next run tries it again.
    """
    prerendered_parts.forget_old()
    missing = prerendered_parts.missing().select_related("document")[:1000]
    return work_through(
        missing, prerender_page, seconds=LONGEST_RUN, failure="The parts of the page of edition %s cannot be written."
    )


def _request(path: str) -> HttpRequest:
    origin = urlsplit(settings.PUBLIC_ORIGIN)
    request = HttpRequest()
    request.method, request.path, request.path_info = "GET", path, path
    request.META = {
        "SERVER_NAME": origin.hostname or "",
        "SERVER_PORT": str(origin.port or 443),
        "HTTP_HOST": origin.netloc,
    }
    request.resolver_match = resolve(path)
    return request
