"""The content of the whole guide in one language, as plain data for ``typst/report.typ``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.conf import settings
from django.utils.translation import gettext as _, pgettext
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from core.text import markdown
from core.text.texts import Texts, in_each_language
from publications.labels import AWAITS_JURIST, GUIDE
from publications.pdf_layout import Data, EditionFacts, Layout, contained
from publications.schemas import GuideDocument


class GuideLayout(Layout[GuideDocument]):
    """``chapters``: all that are public, in their order; without them one chapter alone."""

    def __init__(
        self, document: GuideDocument, language: str, edition: EditionFacts, chapters: Sequence[GuideDocument] = ()
    ) -> None:
        super().__init__(document, language, edition)
        self.chapters = list(chapters) or [document]

    def content(self) -> Data:
        title = in_each_language(lambda _language: str(GUIDE))
        return {**super().content(), "title": self._said(title)}

    def _parts(self) -> Iterator[Data]:
        yield {"kind": "contents", "heading": _("Contents")}
        for chapter in self.chapters:
            yield self._chapter(chapter)
        yield self._colophon()

    def _lead(self) -> Texts:
        return in_each_language(
            lambda _language: _("What an association needs to work with the cell, written with associations.")
        )

    def _kicker(self) -> str:
        return str(GUIDE)

    def _keywords(self) -> list[str]:
        return [self._text(chapter.title) for chapter in self.chapters]

    def _how_to_cite(self) -> str:
        return _("How to cite this guide")

    def _citation(self) -> str:
        return _("%(cell)s. “%(title)s”. %(site)s, %(day)s.") % {
            "cell": self._text(settings.SITE["cell"]),
            "title": str(GUIDE),
            "site": self._text(settings.SITE["name"]),
            "day": self._edition_line(),
        }

    def _chapter(self, chapter: GuideDocument) -> Data:
        text, _language, _is_fallback = chapter.text.in_language(self.language)
        names = [self._text(each.name) for each in chapter.contributors]
        thanks = (
            _("Thanks to: %(names)s") % {"names": pgettext("between names in a list", ", ").join(names)}
            if names
            else ""
        )
        return {
            "kind": "chapter",
            "heading": self._said(chapter.title),
            "summary": self._said(chapter.summary),
            "prose": {**self._prose(chapter.text), "blocks": list(rich_blocks(contained(text)))},
            "notice": str(AWAITS_JURIST) if chapter.awaits_jurist else "",
            "thanks": thanks,
        }


def rich_blocks(text: str) -> list[Data]:
    return [_block(node) for node in SyntaxTreeNode(markdown.tokens(text)).children]


def _block(node: SyntaxTreeNode) -> Data:
    if node.type == "heading":
        return {"kind": "heading", "level": 3 if node.tag in {"h1", "h2"} else 4, "runs": _runs(node)}
    if node.type in {"bullet_list", "ordered_list"}:
        items = [[_block(child) for child in item.children] for item in node.children]
        return {"kind": "list", "is-ordered": node.type == "ordered_list", "items": items}
    if node.type == "blockquote":
        return {"kind": "note", "blocks": [_block(child) for child in node.children]}
    if node.type == "table":
        head, *rest = node.children
        rows = [[_runs(cell) for cell in row.children] for part in rest for row in part.children]
        return {"kind": "table", "head": [_runs(cell) for cell in head.children[0].children], "rows": rows}
    return {"kind": "paragraph", "runs": _runs(node)}


def _runs(node: SyntaxTreeNode) -> list[Data]:
    """Words, each with the address to which they lead, or none."""
    inline = node.children[0].token if node.children else None
    return list(_words(inline)) if inline is not None else []


def _words(inline: Token) -> Iterator[Data]:
    address = ""
    for each in inline.children or []:
        if each.type == "link_open":
            address = _absolute(str(each.attrGet("href") or ""))
        elif each.type == "link_close":
            address = ""
        else:
            text = " " if each.type in {"softbreak", "hardbreak"} else each.content
            if text:
                yield {"text": text, "url": address}


def _absolute(address: str) -> str:
    if address.startswith("/"):
        return f"{settings.PUBLIC_ORIGIN}{address}"
    return "" if address.startswith("#") else address
