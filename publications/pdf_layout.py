"""What all PDF files of published documents have in common, as plain data for Typst (``typst/report.typ``)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Generic, TypeVar

from django.conf import settings
from django.utils.translation import get_language_info, gettext as _

from core.text import formats
from core.text.bidi import CONTROLS
from core.text.texts import Texts
from publications import labels as fixed
from publications.schemas import Document

Data = dict[str, Any]
Body = TypeVar("Body", bound=Document)


@dataclass(frozen=True)
class EditionFacts:
    """Facts about the edition that are printed in the report; ``url``: the page of the edition."""

    number: int
    published_at: dt.datetime
    sha256: str
    note: Texts | None
    url: str


class Layout(Generic[Body]):
    """Use it while ``language`` is the active language. A subclass says what its document holds."""

    def __init__(self, document: Body, language: str, edition: EditionFacts) -> None:
        self.document, self.language, self.edition = document, language, edition

    def content(self) -> Data:
        document = self.document
        return {
            "language": self.language,
            "dir": _direction(self.language),
            "site": self._text(settings.SITE["name"]),
            "cell": self._text(settings.SITE["cell"]),
            "keywords": self._keywords(),
            "title": self._said(document.title),
            "kicker": self._kicker(),
            "lead": self._prose(self._lead()),
            "summary": self._text(self._lead()),
            "notice": self._notice(),
            "notice-short": _("Demonstration record") if document.demonstration else "",
            "edition-line": self._edition_line(),
            "page-of": _("Page %(page)s of %(total)s") % {"page": "{page}", "total": "{total}"},
            "parts": list(self._parts()),
        }

    def _parts(self) -> Iterator[Data]:
        raise NotImplementedError

    def _lead(self) -> Texts:
        raise NotImplementedError

    def _kicker(self) -> str:
        raise NotImplementedError

    def _keywords(self) -> list[str]:
        raise NotImplementedError

    def _how_to_cite(self) -> str:
        """The heading above the citation."""
        raise NotImplementedError

    def _approved_by(self) -> Texts:
        return Texts()

    def _notice(self) -> str:
        if not self.document.demonstration:
            return ""
        return _("Demonstration record. It shows how the portal works and is not an official document.")

    def _edition_line(self) -> str:
        return _("Edition %(number)s, %(day)s") % {
            "number": self._number(self.edition.number),
            "day": formats.day(self.edition.published_at, self.language),
        }

    def _colophon(self) -> Data:
        rows = [self._row(_("Number and date"), self._own(self._edition_line()))]
        if self._approved_by():
            rows.append(self._row(_("Approved by"), self._said(self._approved_by())))
        if self.edition.note:
            rows.append(self._row(_("What changed"), self._said(self.edition.note)))
        return {
            "kind": "colophon",
            "cite-heading": self._how_to_cite(),
            "citation": self._citation(),
            "edition-heading": _("This edition"),
            "rows": rows,
            "hash-label": _("Fingerprint of the document"),
            "hash": self.edition.sha256,
            "address-label": _("Address"),
            "address": self.edition.url,
        }

    def _citation(self) -> str:
        return _("%(cell)s. “%(title)s”. %(report)s. %(site)s, %(edition)s.") % {
            "cell": self._text(settings.SITE["cell"]),
            "title": self._text(self.document.title),
            "report": self._kicker(),
            "site": self._text(settings.SITE["name"]),
            "edition": self._edition_line(),
        }

    def _row(self, label: str, *values: Data) -> Data:
        return {"label": label, "values": values}

    def _count(self, count: int | None) -> Data:
        return self._own(_("Not recorded"), unknown=True) if count is None else self._own(self._number(count))

    def _number(self, value: int) -> str:
        return formats.number(value, self.language)

    def _text(self, texts: Texts) -> str:
        return contained(texts.in_language(self.language).text)

    def _own(self, text: object, *, unknown: bool = False, tag: bool = False) -> Data:
        """A text of the portal, in the language of the report."""
        words = {"text": str(text), "lang": self.language, "dir": _direction(self.language), "mark": ""}
        return {**words, "unknown": unknown, "tag": tag}

    def _said(self, texts: Texts) -> Data:
        """A text of people, in the language in which it was written."""
        text, language, is_fallback = texts.in_language(self.language)
        mark = str(fixed.WRITTEN_IN[language]) if is_fallback else ""
        words = {"text": " ".join(contained(text).split()), "lang": language, "dir": _direction(language), "mark": mark}
        return {**words, "unknown": False, "tag": False}

    def _prose(self, texts: Texts) -> Data:
        text, language, is_fallback = texts.in_language(self.language)
        mark = str(fixed.WRITTEN_IN[language]) if is_fallback else ""
        return {"lang": language, "dir": _direction(language), "mark": mark, "blocks": list(blocks(contained(text)))}


def blocks(text: str) -> Iterator[Data]:
    """Paragraphs, separated by blank lines, and lists, whose lines begin with ``- ``."""
    for chunk in re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip()):
        for is_list, lines in groupby(chunk.splitlines(), lambda line: line.lstrip().startswith("- ")):
            if is_list:
                yield {"kind": "list", "lines": [line.lstrip().removeprefix("- ").strip() for line in lines]}
            else:
                yield {"kind": "paragraph", "lines": [" ".join(" ".join(lines).split())]}


def contained(text: str) -> str:
    """``text`` without bidirectional control characters, which could affect the text after it."""
    return "".join(character for character in text if character not in CONTROLS)


def _direction(language: str) -> str:
    return "rtl" if get_language_info(language)["bidi"] else "ltr"
