"""Documents that no scanner found clean are shown to staff as pictures of their pages, so that active content cannot run.

``FILE_CONVERTER`` is a command that reads the document on its standard input and writes its pages as PPM pictures, one after the
other, on its standard output; poppler's ``pdftoppm -r 110 -l 40`` is one. It runs as :mod:`core.files.limited` says.
"""

from __future__ import annotations

import io
import re
import shlex
from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from PIL import Image

from core.files import Refused, limited
from core.files.limits import PAGES, PIXELS
from core.models import StoredFile

PPM = re.compile(rb"P6\s+(\d{1,5})\s+(\d{1,5})\s+255\s")
QUALITY = 85


def turns_to_pictures(stored: StoredFile) -> bool:
    """Whether staff get pictures instead of this file."""
    is_clean = stored.verdict == StoredFile.Verdict.CLEAN
    return bool(settings.FILE_CONVERTER) and not is_clean and stored.extension in settings.FILE_CONVERTER_KINDS


def pictures(content: bytes) -> bytes:
    """A PDF of the pictures of its pages. Raises :class:`core.files.Refused` when the command fails or draws nothing."""
    try:
        done = limited.run(shlex.split(settings.FILE_CONVERTER), content)
        pages = list(_pages(done.stdout))
    except (limited.Failed, ValueError):
        raise _failed() from None
    if not pages:
        raise _failed()
    written = io.BytesIO()
    pages[0].save(written, "PDF", save_all=True, append_images=pages[1:], quality=QUALITY)
    return written.getvalue()


def _pages(written: bytes) -> Iterator[Image.Image]:
    """Split the output into PPM pictures; raises ``ValueError`` for anything else, or too many or too large pictures."""
    at = count = 0
    while at < len(written):
        head, count = PPM.match(written, at), count + 1
        if head is None or count > PAGES:
            raise ValueError("not a picture")
        width, height = int(head[1]), int(head[2])
        size = width * height * 3
        if not 0 < width * height <= PIXELS or head.end() + size > len(written):
            raise ValueError("not a whole picture")
        yield Image.frombytes("RGB", (width, height), written[head.end() : head.end() + size])
        at = head.end() + size


def _failed() -> Refused:
    return Refused(
        _(
            "This file was not scanned, and its pages could not be turned into pictures. Ask the association to send it in another form."
        )
    )
