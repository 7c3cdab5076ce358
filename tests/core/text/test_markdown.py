"""Only headings, lists, links, tables and notes become markup (threat 12), and links have safe schemes only (threat 20)."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given, strategies

from core.text.markdown import TAGS, blocks

POLYGLOTS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt&colon;alert(1))",
    "[a](data:text/html;base64,PHNjcmlwdD4=)",
    "[a](vbscript:x)",
    "[a](//evil.example/)",
    "[a](/\\evil.example/)",
    '[a](https://ok.example/"onmouseover="alert(1))',
    "![a](https://evil.example/pixel.png)",
    "<a href='javascript:alert(1)'>a</a>",
    "jaVasCript:/*-/*`/*\\`/*'/*\"/**/(/* */oNcliCk=alert() )//%0D%0A//</stYle/</titLe/</teXtarEa/</scRipt/--!>",
    "> <iframe src=https://evil.example></iframe>",
    "| <svg/onload=alert(1)> | b |\n|---|---|\n| <b>1</b> | 2 |",
    "```html\n<script>alert(1)</script>\n```",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
)


class Elements(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def elements(page: str) -> list[tuple[str, dict[str, str | None]]]:
    return Elements(page).found


def html(text: str) -> str:
    return "".join(block.html for block in blocks(text))


@pytest.mark.parametrize("text", POLYGLOTS)
def test_no_polyglot_becomes_more_than_text(text: str) -> None:
    for name, attributes in elements(html(text)):
        assert name in TAGS
        assert set(attributes) <= {"href", "rel"}
        address = attributes.get("href") or "https://ok.example"
        assert address.startswith(("https://", "/%5C")), address


@given(strategies.text("<>[]()!`|-#&;:/\\\"'=\nonjavscript ", max_size=80))
def test_nothing_typed_makes_another_tag(text: str) -> None:
    assert {name for name, _attributes in elements(html(text))} <= TAGS


def test_what_is_allowed_is_rendered() -> None:
    page = html("# T\n\n### U\n\n- a\n\n1. b\n\n> n\n\n| A |\n|---|\n| 1 |\n\n[c](https://ok.example/x)\n\n[d](tel:19)")
    for part in ("<h2>T</h2>", "<h3>U</h3>", "<ul>", "<ol>", "<blockquote>", "<th>A</th>", "<td>1</td>"):
        assert part in page
    assert '<a href="https://ok.example/x" rel="nofollow noopener noreferrer">c</a>' in page
    assert 'href="tel:19"' in page


def test_blocks_have_the_lines_that_were_typed() -> None:
    text = "## a\r\n\r\nb\r\nc\r\n\r\n- d\r\n  - e"
    assert [(each.number, each.source) for each in blocks(text)] == [(1, "## a"), (2, "b\nc"), (3, "- d\n  - e")]
