"""The source rows of each sentence of a first draft, with links to the workspace."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from consultations.models import Attendance, Axis, DraftedSentence, Intervention, Point, Report
from core.text.texts import Texts


class Kind(NamedTuple):
    """``anchor``: of its list on the workspace; ``title`` and ``words``: texts for a row."""

    model: Any
    name: str | Promise
    anchor: str
    title: Callable[[Any], Texts] = lambda row: row.title
    words: Callable[[Any], str] = lambda row: ""
    related: tuple[str, ...] = ()


BODIES = ("association", "institution", "unit")
KINDS = {
    "attendance": Kind(
        Attendance, _("presence"), "presence-{pk}", lambda row: Texts(), lambda row: row.full_title, BODIES
    ),
    "axis": Kind(Axis, _("discussion topic"), "facts"),
    "intervention": Kind(Intervention, _("contribution"), "contribution-{pk}", lambda row: Texts(), str),
    "point": Kind(Point, _("point"), "point-{pk}"),
}


class Source(NamedTuple):
    """``url``: "" for a row that was deleted."""

    kind: str | Promise
    title: Texts = Texts()
    words: str = ""
    url: str = ""


class Traced(NamedTuple):
    sentence: DraftedSentence
    sources: list[Source]


def traced(report: Report) -> list[Traced]:
    """Five queries for any number of sentences."""
    sentences = sorted(report.drafted_sentences.all(), key=lambda each: each.position)
    rows = _rows(sentences)
    page = reverse("staff:meeting", args=[report.meeting_id])
    return [Traced(each, [_source(kind, pk, rows, page) for kind, pk in each.sources]) for each in sentences]


def _rows(sentences: list[DraftedSentence]) -> dict[tuple[str, int], Any]:
    wanted: dict[str, set[int]] = {kind: set() for kind in KINDS}
    for sentence in sentences:
        for kind, pk in sentence.sources:
            wanted[kind].add(pk)
    return {
        (name, row.pk): row
        for name, kind in KINDS.items()
        for row in _with(kind, kind.model._default_manager.filter(pk__in=wanted[name]).order_by("pk"))
    }


def _with(kind: Kind, rows: Any) -> Any:
    return rows.select_related(*kind.related) if kind.related else rows


def _source(name: str, pk: int, rows: Mapping[tuple[str, int], Any], page: str) -> Source:
    kind, row = KINDS[name], rows.get((name, pk))
    if row is None:
        return Source(kind.name)
    return Source(kind.name, kind.title(row), kind.words(row), f"{page}#{kind.anchor.format(pk=pk)}")
