"""Markdown of which only headings, lists, links, tables and notes become markup; everything else stays the text that somebody typed (ADR 46).

Two walls: the parser knows no other rule, so HTML is escaped; and a cleaner lets pass only the tags, attributes and schemes listed here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final, NamedTuple

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

from core.text.bidi import CONTROLS

RULES: Final = ["blockquote", "list", "heading", "table", "link", "newline", "entity", "escape"]
TAGS: Final = {"h2", "h3", "p", "ul", "ol", "li", "a", "table", "thead", "tbody", "tr", "th", "td", "blockquote", "br"}
SCHEMES: Final = {"https", "http", "tel", "mailto"}
# An address of this portal begins with one slash: browsers read two, or a slash and a backslash, as another host.
ADDRESS: Final = re.compile(r"(?:https?://|tel:\+?[0-9]|mailto:|/(?![/\\])|#)[^\s\\<>\"]*", re.ASCII)
_UNSEEN: Final = {ord(each): None for each in CONTROLS}


class Block(NamedTuple):
    """A paragraph, a list, a table, a note or a heading at the top level. ``source``: its lines, as they were typed."""

    number: int
    kind: str
    source: str
    html: SafeString
    words: str

    @property
    def is_heading(self) -> bool:
        return self.kind == "heading"

    @property
    def is_section(self) -> bool:
        """A heading that stands in the contents."""
        return self.is_heading and self.html.startswith("<h2")


def blocks(text: str) -> tuple[Block, ...]:
    """The blocks of ``text``, numbered from 1, each with its HTML."""
    return _blocks(text.replace("\r\n", "\n").replace("\r", "\n"))


def tokens(text: str) -> list[Token]:
    """For other outputs than HTML."""
    return _PARSER.parse(text.replace("\r\n", "\n").translate(_UNSEEN))


def words(inline: Token) -> str:
    """What a reader sees of an inline token, without its links."""
    return "".join("\n" if each.type in {"softbreak", "hardbreak"} else each.content for each in inline.children or [])


def is_safe(address: str) -> bool:
    return ADDRESS.fullmatch(address) is not None


@lru_cache(maxsize=64)
def _blocks(text: str) -> tuple[Block, ...]:
    lines = text.translate(_UNSEEN).split("\n")
    return tuple(_block(number, group, lines) for number, group in enumerate(_groups("\n".join(lines)), start=1))


def _block(number: int, group: list[Token], lines: list[str]) -> Block:
    start, end = group[0].map or (0, 0)
    source = "\n".join(lines[start:end]).strip("\n")
    said = " ".join(words(each) for each in group if each.type == "inline")
    return Block(number, group[0].type.removesuffix("_open"), source, _html(group), said)


def _groups(text: str) -> Iterator[list[Token]]:
    """The tokens of each block at the top."""
    group: list[Token] = []
    for token in _PARSER.parse(text):
        group.append(token)
        if token.level == 0 and token.nesting <= 0:
            yield group
            group = []


def _html(group: list[Token]) -> SafeString:
    for token in group:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = "h2" if token.tag in {"h1", "h2"} else "h3"
    written = _PARSER.renderer.render(group, _PARSER.options, {})
    cleaned = nh3.clean(
        written,
        tags=TAGS,
        attributes={"a": {"href"}},
        attribute_filter=_attribute,
        url_schemes=SCHEMES,
        link_rel="nofollow noopener noreferrer",
        strip_comments=True,
    )
    return mark_safe(cleaned.strip())  # noqa: S308  # nosec B308 B703  # cleaned on the line above


def _attribute(_tag: str, name: str, value: str) -> str | None:
    return value if name != "href" or is_safe(value) else None


def _parser() -> MarkdownIt:
    parser: Any = MarkdownIt("zero", {"html": False, "linkify": False, "typographer": False})
    parser.enable(RULES)
    parser.validateLink = is_safe
    return parser


_PARSER: Final = _parser()
