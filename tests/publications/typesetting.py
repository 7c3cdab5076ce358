"""A report to be typeset in tests, and what readers of PDF files find in the file."""

from __future__ import annotations

import datetime as dt
import io
import re
import shutil
import subprocess
import unicodedata
from typing import Any

import pypdf
import pypdfium2
import pytest

from core.text.texts import Texts
from publications import pdf as typeset
from publications.schemas import ReportDocument

SHA256 = "4f1c9a07e2d8" + "0b7e" * 13
URL = "https://machoura.example/ar/reports/meknes-2018-10-17/editions/2/"
EDITION = typeset.EditionFacts(2, dt.datetime(2018, 11, 9, 10, tzinfo=dt.UTC), SHA256, None, URL)
WILAYA = {"key": "wilaya", "name": Texts(ar="ولاية أمن مكناس", fr="Préfecture de police de Meknès")}
MEETING = {
    "key": "meknes-2018-10-17",
    "meeting_kind": "open",
    "held_on": dt.date(2018, 10, 17),
    "part_of_day": "evening",
    "venue": Texts(ar="مقر الدائرة الثانية للشرطة"),
    "organiser": WILAYA,
    "unit": WILAYA,
    "level": "wilaya",
    "requester": "cell",
}


def a_report(**changes: Any) -> ReportDocument:
    body = {
        "key": "meknes-2018-10-17",
        "title": Texts(ar="الوقاية قبل التدخل", fr="Prévenir avant d’intervenir"),
        "lead": Texts(ar="التقت فعاليات من المجتمع المدني بمسؤولي ولاية أمن مكناس."),
        "meeting": MEETING,
        "presence": [{"function": Texts(ar="والي أمن مكناس")}],
    }
    return ReportDocument.model_validate(body | changes)


def a_demand(title: str = "أمن أقوى في محيط المدارس", **changes: Any) -> dict[str, Any]:
    return {"title": Texts(ar=title), "demand_key": "d-1"} | changes


def set_in(language: str, document: ReportDocument, **changes: Any) -> bytes:
    return typeset.published(document, language=language, **{"edition": EDITION, **changes})


def read(pdf: bytes) -> str:
    """The text as Chrome's reader (PDFium) copies it."""
    return _plain(" ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)))


def read_by_poppler(pdf: bytes) -> str:
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext (poppler) is not installed")
    found = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return _plain(found.stdout.decode())


def _plain(text: str) -> str:
    letters = (character for character in text if unicodedata.category(character) != "Cf")
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", "".join(letters)))


def pages(pdf: bytes) -> list[str]:
    return [_plain(page.get_textpage().get_text_range()) for page in pypdfium2.PdfDocument(pdf)]


def outline(pdf: bytes) -> list[str]:
    def walk(items: list[Any]) -> list[str]:
        return [title for item in items for title in (walk(item) if isinstance(item, list) else [item.title])]

    return walk(pypdf.PdfReader(io.BytesIO(pdf)).outline)
