"""The received text, with possible personal data highlighted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from proposals.concerns.warnings import Warned


class Check(NamedTuple):
    """A warning for display: ``excerpt`` are the words that were found, ``because``: why the sender kept them."""

    label: str
    excerpt: str
    place: str | Promise
    because: str = ""


def marked(text: str, warned: Sequence[Warned]) -> SafeString:
    """One paragraph for each line; ``warned``: in order, not overlapping."""
    lines, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            lines.append((format_html_join("", "{}", _pieces(text, start, start + len(line), warned)),))
        start += len(line) + 1
    return format_html_join("", '<p dir="auto">{}</p>', lines)


def _pieces(text: str, start: int, end: int, warned: Sequence[Warned]) -> Iterator[tuple[str]]:
    at = start
    for each in warned:
        left, right = max(each.start, start), min(each.end, end)
        if left < right:
            yield (text[at:left],)
            yield (format_html("<mark>{}</mark>", text[left:right]),)
            at = right
    yield (text[at:end],)
