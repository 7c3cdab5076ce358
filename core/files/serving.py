"""HTTP responses with uploaded files, such that no browser renders them as a page of the portal. The caller checks the permission."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext, gettext_lazy as _

from core.files import NotYet, Refused, converting, store
from core.files.kinds import PDF
from core.models import StoredFile

Verdict = StoredFile.Verdict
POLICY = "default-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox"


def download(
    stored: StoredFile,
    content: bytes | None = None,
    *,
    shown_name: str = "",
    inline_image: bool = False,
    safely: bool = False,
) -> HttpResponse:
    """``content`` and ``shown_name`` of a sealed or locked file are the caller's, who opened it. ``safely``: as pictures of its pages where
    no scanner called it clean and a converter is set up (:mod:`core.files.converting`).

    Raises :class:`core.files.NotYet` before the virus scanner has answered, :class:`core.files.Refused` when it found something.
    """
    content = store.read(stored) if content is None else content
    _check(stored)
    is_converted = safely and converting.turns_to_pictures(stored)
    return HttpResponse(
        converting.pictures(content) if is_converted else content,
        content_type=PDF.media_type if is_converted else stored.media_type,
        headers={
            "Content-Disposition": _disposition(
                stored, shown_name, inline_image, PDF.extension if is_converted else ""
            ),
            # A stricter policy: the middleware adds the portal's policy only where this header is missing.
            "Content-Security-Policy": POLICY,
            "X-Content-Type-Options": "nosniff",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Cache-Control": "private, no-store",
        },
    )


def warning(stored: StoredFile) -> str:
    """The warning to staff about a file that no scanner found clean. None for photos, which were encoded anew."""
    if stored.verdict == Verdict.CLEAN or stored.media_type.startswith("image/") or not store.is_downloadable(stored):
        return ""
    if converting.turns_to_pictures(stored):
        return gettext("Not scanned for viruses: its pages are shown as pictures.")
    return gettext("Not scanned for viruses. Open it only if you expect it.")


def _check(stored: StoredFile) -> None:
    if stored.verdict == Verdict.INFECTED:
        raise Refused(_("The virus scanner found something in this file, so nobody can download it."))
    if not store.is_downloadable(stored):
        raise NotYet(_("The virus scanner has not looked at this file yet. It is kept; try again in a few minutes."))


def _disposition(stored: StoredFile, shown_name: str, inline_image: bool, extension: str) -> str:
    name = shown_name or stored.shown_name or f"file-{stored.pk.hex[:8]}.{stored.extension}"
    if extension:
        name = f"{name.rpartition('.')[0]}.{extension}"
    is_inline = inline_image and stored.media_type.startswith("image/")
    return content_disposition_header(not is_inline, name) or "attachment"
