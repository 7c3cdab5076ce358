"""Handing a file out, so that no browser takes it for a page of the portal. Whoever calls has asked whether the reader may."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _

from core.files import NotYet, Refused, store
from core.models import StoredFile

Verdict = StoredFile.Verdict


def download(
    stored: StoredFile, content: bytes | None = None, *, shown_name: str = "", inline_image: bool = False
) -> HttpResponse:
    """``content`` and ``shown_name`` of a sealed or locked file are the caller's, who opened it.

    Raises :class:`core.files.NotYet` before the virus scanner has answered, :class:`core.files.Refused` when it found something.
    """
    content = store.read(stored) if content is None else content
    _check(stored)
    return HttpResponse(
        content,
        content_type=stored.media_type,
        headers={
            "Content-Disposition": _disposition(stored, shown_name, inline_image),
            # Stands in the place of the portal's own policy, which the middleware adds only where there is none.
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "X-Content-Type-Options": "nosniff",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Cache-Control": "private, no-store",
        },
    )


def _check(stored: StoredFile) -> None:
    if stored.verdict == Verdict.INFECTED:
        raise Refused(_("The virus scanner found something in this file, so nobody can download it."))
    if not store.is_downloadable(stored):
        raise NotYet(_("The virus scanner has not looked at this file yet. It is kept; try again in a few minutes."))


def _disposition(stored: StoredFile, shown_name: str, inline_image: bool) -> str:
    name = shown_name or stored.shown_name or f"file-{stored.pk.hex[:8]}.{stored.extension}"
    is_inline = inline_image and stored.media_type.startswith("image/")
    return content_disposition_header(not is_inline, name) or "attachment"
