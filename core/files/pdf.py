"""PDF files: read by qpdf in a child process, refused if they have active content, and written anew.

Only examined content is stored: rewriting removes hidden objects, earlier revisions, bytes before and after the PDF, and author names.
"""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from core.files import Refused, limited
from core.files.limits import MAX_FILE_BYTES

START, END = b"%PDF-", b"%%EOF"
HEAD, TAIL = 1024, 2048
# Scanners and mail gateways add these bytes before or after the PDF; every PDF reader accepts them.
BEFORE, BEHIND = b"\xef\xbb\xbf\r\n\t \0", b"\r\n\t \0"
MARKUP = (b"<html", b"<script", b"<!doctype", b"<svg", b"<body", b"<iframe")
READER = Path(__file__).with_name("pdf_reader.py")
REASONS = {
    "active": _(
        "This PDF contains something that starts or loads other things when it is opened (a script, an attached file, an interactive form or a film). Print it as PDF and send that."
    ),
    "password": _("This PDF has a password. Save it without one."),
    "damaged": _("This PDF is damaged. Open it and save it again."),
    "complicated": _("This PDF is too complicated to be examined. Print it as PDF and send that."),
}


def is_pdf(content: bytes) -> bool:
    return content[:HEAD].lstrip(BEFORE).startswith(START)


def rewritten(content: bytes) -> bytes:
    """The same pages, in a file that qpdf wrote. Raises :class:`core.files.Refused`."""
    content = content.strip(BEFORE)
    _check_form(content)
    try:
        done = limited.run([sys.executable, "-I", "-B", str(READER)], content, succeeds=(0, 1))
    except limited.Failed:
        raise Refused(REASONS["complicated"]) from None
    if done.returncode == 1:
        raise Refused(REASONS.get(done.stderr.decode("ascii", "replace").strip(), REASONS["complicated"]))
    if len(done.stdout) > MAX_FILE_BYTES:
        raise Refused(REASONS["complicated"])
    return done.stdout


def _check_form(content: bytes) -> None:
    """Refuse a PDF that is at the same time a web page or an archive (a polyglot file)."""
    head = content[:HEAD].lower()
    if any(mark in head for mark in MARKUP) or zipfile.is_zipfile(io.BytesIO(content)):
        raise Refused(_("This file is a PDF and something else at the same time. Save it as PDF again."))
    if END not in content[-TAIL:]:
        raise Refused(_("This PDF is not complete: its end is missing. Save it again."))
