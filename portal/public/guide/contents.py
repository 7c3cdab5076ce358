"""The chapters that are public, in their order, and the search in their paragraphs."""

from __future__ import annotations

from itertools import islice
from typing import Final, NamedTuple, cast

from django.utils.safestring import SafeString
from django.utils.translation import get_language

from core.text.arabic import analyse
from core.text.markdown import Block, blocks
from core.text.texts import Texts
from portal.public.once_per_version import once_per_version
from publications import reader
from publications.schemas import GuideDocument

MOST_CHAPTERS: Final = 99
MOST_FOUND: Final = 40
WORDS_IN_A_MINUTE: Final = 150


class Chapter(NamedTuple):
    """``version``: the hash of the live edition; ``number``: from 1, in the order of the guide."""

    key: str
    number: int
    title: Texts
    summary: Texts
    text: Texts
    version: str


class Found(NamedTuple):
    chapter: Chapter
    number: int
    html: SafeString


@once_per_version
def chapters() -> list[Chapter]:
    rows = [row.live for row in reader.documents(GuideDocument.kind)[:MOST_CHAPTERS] if row.live]
    bodies = [(cast(GuideDocument, row.body), row.sha256) for row in rows]
    ordered = sorted(bodies, key=lambda each: (each[0].place, each[0].key))
    return [
        Chapter(body.key, number, body.title, body.summary, body.text, sha256)
        for number, (body, sha256) in enumerate(ordered, start=1)
    ]


def shown_blocks(text: Texts) -> tuple[Block, ...]:
    """In the language of the reader, or in the one in which it is written."""
    return blocks(text.in_language(get_language() or "").text)


def minutes(text: Texts) -> int:
    return max(1, round(len(text.in_language(get_language() or "").text.split()) / WORDS_IN_A_MINUTE))


def found(known: list[Chapter], words: str) -> list[Found]:
    """Paragraphs with each of ``words``, in any spelling; in the order of the guide."""
    wanted = set(analyse(words))
    if not wanted:
        return []
    hits = (
        Found(chapter, block.number, block.html)
        for chapter in known
        for block in shown_blocks(chapter.text)
        if wanted <= set(analyse(block.words))
    )
    return list(islice(hits, MOST_FOUND))
