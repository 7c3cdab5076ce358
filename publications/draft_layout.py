"""A report before its approval, as plain data for ``typst/report.typ``: marked as a draft on every page, with room for signatures."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from core.text import formats
from publications.pdf_layout import Data
from publications.report_content import ReportLayout


class DraftLayout(ReportLayout):
    """Use it while ``language`` is the active language. ``edition``: the version of the draft, and when it is printed."""

    def content(self) -> Data:
        mark = _("Draft, not published")
        return {**super().content(), "draft": mark, "watermark": _("DRAFT"), "notice-short": mark}

    def _notice(self) -> str:
        draft = _("Draft for signature. It is not published, and it may still change.")
        return f"{draft} {super()._notice()}".strip()

    def _edition_line(self) -> str:
        return _("Version %(number)s, printed on %(day)s") % {
            "number": self._number(self.edition.number),
            "day": formats.day(self.edition.published_at, self.language),
        }

    def _parts(self) -> Iterator[Data]:
        yield from (part for part in super()._parts() if part["kind"] != "colophon")
        yield {
            "kind": "signatures",
            "heading": _("Signatures"),
            "places": [_("Prepared by"), _("Head of the communication cell"), _("Seen by the superior authority")],
            "label": _("Name, date and signature"),
        }
