"""Published reports, digests and demands as a tagged PDF (PDF/UA-1), set by Typst from ``publications/typst``.

Published texts are passed to Typst as JSON, never as Typst source. The same input gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
import unicodedata
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final, cast

import typst
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import override
from fontTools.ttLib import TTFont

from publications.demand_content import DemandLayout
from publications.digest_content import DigestLayout
from publications.draft_layout import DraftLayout
from publications.guide_content import GuideLayout
from publications.pdf_layout import EditionFacts, Layout
from publications.report_content import ReportLayout
from publications.schemas import DemandDocument, DigestDocument, Document, GuideDocument, ReportDocument

__all__ = ["LAYOUTS", "EditionFacts", "attendance_sheet", "certificate", "draft", "guide", "picture", "published"]

logger = logging.getLogger(__name__)

SOURCES: Final = Path(__file__).parent / "typst"
# As `typst/palette.typ` names them: for Arabic and Latin, and for Tifinagh.
FONTS: Final = ("Amiri", "Noto Sans Tifinagh")


LAYOUTS: Final[dict[str, type[Layout[Any]]]] = {
    ReportDocument.kind: ReportLayout,
    DigestDocument.kind: DigestLayout,
    DemandDocument.kind: DemandLayout,
    GuideDocument.kind: GuideLayout,
}
"""By kind of document. Other kinds have no PDF."""


def published(document: Document, *, language: str, edition: EditionFacts) -> bytes:
    with override(language):
        content = LAYOUTS[document.kind](document, language, edition).content()
    return _pdf("report", content, made_at=edition.published_at)


def guide(chapters: Sequence[GuideDocument], *, language: str, edition: EditionFacts) -> bytes:
    """All chapters in one file."""
    with override(language):
        content = GuideLayout(chapters[0], language, edition, chapters).content()
    return _pdf("report", content, made_at=edition.published_at)


def draft(document: ReportDocument, *, language: str, edition: EditionFacts) -> bytes:
    """The report before its approval, for signatures up the hierarchy."""
    with override(language):
        content = DraftLayout(document, language, edition).content()
    return _pdf("report", content, made_at=edition.published_at)


def attendance_sheet(content: dict[str, Any], *, made_at: dt.datetime) -> bytes:
    """A sheet for signatures at the entrance, internal. For ``content`` see ``typst/attendance_sheet.typ``."""
    return _pdf("attendance_sheet", content, made_at=made_at)


def certificate(content: dict[str, Any], *, made_at: dt.datetime) -> bytes:
    """For the participant and the association. For ``content`` see ``typst/certificate.typ``."""
    return _pdf("certificate", content, made_at=made_at)


def drawable(text: str) -> str:
    """``text`` with each character that no font has replaced by its code point, ``[U+1F600]``.

    PDF/UA forbids missing glyphs: otherwise one emoji would prevent the PDF of a report.
    """
    return "".join(map(_drawn, unicodedata.normalize("NFC", text)))


def _drawn(character: str) -> str:
    category = unicodedata.category(character)
    if character in "\n\t" or category.startswith("Z"):
        return character if character == "\u00a0" else " "
    if category in {"Cc", "Cn", "Co", "Cs"}:
        return ""
    if ord(character) in _coverage():
        return character
    return "" if category == "Cf" or 0xFE00 <= ord(character) <= 0xFE0F else f"[U+{ord(character):04X}]"


def _all_drawable(value: Any) -> Any:
    if isinstance(value, str):
        return drawable(value)
    if isinstance(value, dict):
        return {key: _all_drawable(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_all_drawable(part) for part in value]
    return value


def picture(name: str, content: dict[str, Any]) -> bytes:
    """The first page as PNG, of 144 pixels an inch."""
    made = _compiler(name, content).compile(format="png", ppi=144)
    # Typst gives a list where there are several pages.
    return cast(bytes, made[0] if isinstance(made, list) else made)


def _compiler(name: str, content: dict[str, Any]) -> typst.Compiler:
    # A compiler is not thread-safe; creating one is cheap once the fonts are loaded.
    return typst.Compiler(
        SOURCES / f"{name}.typ",
        root=SOURCES,
        font_paths=_fonts(),
        sys_inputs={name: json.dumps(_all_drawable(content), ensure_ascii=False)},
    )


def _pdf(name: str, content: dict[str, Any], *, made_at: dt.datetime) -> bytes:
    pdf, warnings = _compiler(name, content).compile_with_warnings(
        format="pdf", pdf_standards="ua-1", timestamp=int(made_at.timestamp())
    )
    for warning in warnings:
        logger.warning("typst: %s", warning)
    return _read_left_to_right(cast(bytes, pdf))


def _read_left_to_right(pdf: bytes) -> bytes:
    """``pdf`` with the viewer preference ``/Direction`` set to left-to-right.

    It should concern only page spreads, but Chrome's viewer (PDFium) applies it to every line and copies hashes and URLs
    backwards. Arabic lines do not need it. It is in the catalogue, the last object; the length of the file does not change.
    """
    before, hint, after = pdf.rpartition(b"/DisplayDocTitle true/Direction/R2L>>")
    return before + hint.replace(b"R2L", b"L2R") + after


@cache
def _fonts() -> typst.Fonts:
    """Only fonts of the configured folders, so that every machine makes the same PDF."""
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(path) for path in _font_folders()]
    )
    for name in FONTS:
        if name not in fonts.families():
            # Typst would silently fall back to a font without Arabic.
            raise ImproperlyConfigured(f"No font {name!r} in TYPST_FONT_PATHS; `npm ci` installs it.")
    return fonts


@cache
def _coverage() -> frozenset[int]:
    """Code points that the upright fonts of the settings can draw, in every weight."""
    covered: dict[str, set[int]] = {}
    for path in sorted(file for folder in _font_folders() for file in folder.rglob("*.[to]tf")):
        with TTFont(path, lazy=True) as font:
            family = str(font["name"].getBestFamilyName())
            points = set(font.getBestCmap())
        covered[family] = covered[family] & points if family in covered else points
    return frozenset().union(*covered.values())


def _font_folders() -> list[Path]:
    return [Path(folder) for folder in settings.TYPST_FONT_PATHS]
