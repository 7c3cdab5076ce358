"""Read the marked texts of ``marked/`` and write them as JSON lines for a scorer: ``python -m tests.core.privacy.marked_texts FILE.txt``."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from core.privacy import Finding

HERE = Path(__file__).parent / "marked"
_MARK = re.compile(r"⟦(\w+):(.*?)⟧", re.DOTALL)


class Span(NamedTuple):
    """``start`` and ``end`` are code points of the text without marks, ``end`` exclusive."""

    start: int
    end: int
    kind: str


class MarkedText(NamedTuple):
    id: str
    language: str
    text: str
    spans: list[Span]


def read(name: str) -> Iterator[MarkedText]:
    """The texts of a file in ``marked/``; lines that begin with ``#`` are comments."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, start=1):
        if line and not line.startswith("#"):
            language, _bar, marked = line.partition(" | ")
            yield MarkedText(f"{Path(name).stem}:{number}", language, *_unmarked(_unescaped(marked)))


def _unescaped(line: str) -> str:
    for written, character in {r"\n": "\n", r"\u200b": "\u200b", r"\u200f": "\u200f"}.items():
        line = line.replace(written, character)
    return line


class Figures(NamedTuple):
    """A finding and a span meet when they share a character, as in the scorer of the shared development set."""

    recall: dict[str, float]
    precision: float
    alarms_per_1000_words: float
    missed: list[tuple[str, str]]
    alarms: list[tuple[str, str]]


def measured(texts: list[MarkedText], find: Callable[[str], list[Finding]]) -> Figures:
    """``alarms_per_1000_words`` counts the findings in texts in which nothing is marked."""
    spans, met, found, right, words, alarmed = Counter(), Counter(), 0, 0, 0, 0
    missed, alarms = [], []
    for each in texts:
        findings = find(each.text)
        for span in each.spans:
            spans[span.kind] += 1
            is_met = any(finding.start < span.end and span.start < finding.end for finding in findings)
            met[span.kind] += is_met
            missed += [] if is_met else [(span.kind, each.text[span.start : span.end])]
        for finding in findings:
            is_right = any(finding.start < span.end and span.start < finding.end for span in each.spans)
            right, found = right + is_right, found + 1
            alarms += [] if is_right else [(finding.kind, finding.text)]
        if not each.spans:
            words, alarmed = words + len(each.text.split()), alarmed + len(findings)
    recall = {kind: met[kind] / count for kind, count in spans.items()}
    return Figures(recall, right / found, 1000 * alarmed / words, missed, alarms)


def _unmarked(marked: str) -> tuple[str, list[Span]]:
    text, spans, at = "", [], 0
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        spans.append(Span(len(text), len(text) + len(mark[2]), mark[1]))
        text, at = text + mark[2], mark.end()
    return text + marked[at:], spans


def _line(marked: MarkedText) -> str:
    spans = [{**span._asdict(), "text": marked.text[span.start : span.end]} for span in marked.spans]
    return json.dumps(
        {"id": marked.id, "lang": marked.language, "text": marked.text, "spans": spans}, ensure_ascii=False
    )


if __name__ == "__main__":
    sys.stdout.writelines(f"{_line(each)}\n" for each in read(sys.argv[1]))
