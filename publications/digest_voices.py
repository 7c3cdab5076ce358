"""What a digest says of one demand and in numbers, in the words of the active language: for the page, the PDF and the mail."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext as _, ngettext, pgettext

from core.text import formats
from core.text.texts import LANGUAGES, Texts, in_each_language
from publications.labels import DEMAND_STATES, LATE, NOT_POSSIBLE, VERDICTS
from publications.schemas import DigestDocument
from publications.schemas.demand import Commitment, Step
from publications.schemas.digest import DigestEntry, DigestTotals

# Steps that say why something is not done.
UNDONE = frozenset({"not_possible", "postponed"})


class Said(NamedTuple):
    """One line: ``words`` of the portal, then a published ``text``; one of them may be empty."""

    words: str | Promise
    text: Texts = Texts()


class Voices(NamedTuple):
    """``you``: how often and where it was raised; ``we``: what was done; ``undone``: what was not, and why."""

    entry: DigestEntry
    you: list[str]
    we: list[Said]
    undone: list[Said]
    verdicts: str

    @property
    def is_late(self) -> bool:
        return bool(self.entry.late)


class Number(NamedTuple):
    """A number with the whole of which it is a part."""

    label: str
    part: int
    whole: int

    @property
    def words(self) -> str:
        return _("%(part)s of %(whole)s") % {"part": _number(self.part), "whole": _number(self.whole)}


class Piece(NamedTuple):
    """One demand in the mosaic at the top; ``anchor``: where the page says more."""

    number: int
    title: Texts
    state: str
    anchor: str


def shown(document: DigestDocument) -> dict[str, Any]:
    """What pages show of ``document``, in the active language."""
    return {
        "headline": headline(document),
        "groups": [(group.theme, [voices(entry) for entry in group.entries]) for group in document.groups],
        "mosaic": list(_mosaic(document)),
        "numbers": numbers(document.totals),
        "reached": reached(document.totals),
    }


def summary(document: DigestDocument) -> Texts:
    return document.introduction or in_each_language(lambda _language: headline(document))


def voices(entry: DigestEntry) -> Voices:
    return Voices(entry, list(_you(entry)), list(_we(entry)), list(_undone(entry)), _verdicts(entry))


def numbers(totals: DigestTotals) -> list[Number]:
    """Those that have a whole: nothing is said of no demand."""
    found = [
        Number(_("Demands that were open in the quarter, and on which something moved"), totals.moved, totals.open),
        Number(_("Demands that were raised in the quarter, and are new"), totals.new, totals.raised),
        Number(_("First answers that were due, and came in time"), totals.answered_in_time, totals.answers_due),
        Number(_("Commitments that were due, and are kept"), totals.commitments_kept, totals.commitments_due),
        Number(_("Demands open on the last day, and overdue"), totals.late_at_end, totals.open_at_end),
    ]
    given = totals.verdicts
    found.append(Number(_("Verdicts of associations, and “solved” among them"), given.solved, given.total))
    return [number for number in found if number.whole]


def headline(document: DigestDocument) -> str:
    """How many demands were open, and on how many something moved."""
    totals = document.totals
    words = ngettext(
        "%(open)s demand was open, and something moved on %(moved)s.",
        "%(open)s demands were open, and something moved on %(moved)s of them.",
        totals.open,
    )
    return words % {"open": _number(totals.open), "moved": _number(totals.moved)}


def reached(totals: DigestTotals) -> list[str]:
    """States to which demands came in the quarter, each with their number."""
    colon = pgettext("after a label", ": ")
    return [f"{capfirst(DEMAND_STATES[row.state])}{colon}{_number(row.demands)}" for row in totals.reached]


def _mosaic(document: DigestDocument) -> Iterator[Piece]:
    for entry in document.entries():
        yield Piece(entry.number, entry.title, entry.state, f"d{entry.number}")
    for row in document.still.demands:
        yield Piece(row.number, row.title, row.state, "still")


def _you(entry: DigestEntry) -> Iterator[str]:
    raised = entry.raised
    if raised.meetings:
        yield ngettext("%(count)s meeting", "%(count)s meetings", raised.meetings) % {"count": _number(raised.meetings)}
    if raised.concerns:
        yield ngettext("%(count)s submission", "%(count)s submissions", raised.concerns) % {
            "count": _number(raised.concerns)
        }
    if raised.times and not raised.uncounted:
        yield ngettext("%(count)s time", "%(count)s times", raised.times) % {"count": _number(raised.times)}
    if raised.uncounted:
        yield _("raised several times; number not recorded")
    if not (raised.meetings or raised.concerns):
        yield _("Registered on %(day)s") % {"day": _day(entry.registered_on)}


def _we(entry: DigestEntry) -> Iterator[Said]:
    for step in entry.steps:
        if step.state not in UNDONE:
            yield _dated(step)
    for each in entry.commitments:
        if each.state == "kept":
            yield Said(
                _("Kept: what was promised for %(day)s.") % {"day": _day(each.due_on)}, each.evidence or each.what
            )
    if entry.answered_on:
        yield Said(_("The answer of %(day)s is on the page of the demand.") % {"day": _day(entry.answered_on)})


def _undone(entry: DigestEntry) -> Iterator[Said]:
    for step in entry.steps:
        if step.state in UNDONE:
            yield _dated(step)
        if step.reason:
            yield Said(NOT_POSSIBLE[step.reason])
        if step.body:
            yield Said(_("The body that can act:"), step.body)
    for late in entry.late:
        yield Said(LATE[late.promise] % {"day": _day(late.on)})
    for each in entry.commitments:
        if said := _owed(each):
            yield said


def _owed(each: Commitment) -> Said | None:
    if each.state == "promised":
        return Said(_("Promised for %(day)s:") % {"day": _day(each.due_on)}, each.what)
    if each.state == "dropped":
        return Said(_("Given up:"), each.what)
    return None


def _verdicts(entry: DigestEntry) -> str:
    colon, comma = pgettext("after a label", ": "), pgettext("between names in a list", ", ")
    given = entry.verdicts.model_dump()
    said = [f"{label} {_number(given[word])}" for word, label in VERDICTS.items() if given[word]]
    return f"{_('Verdicts of associations')}{colon}{comma.join(said)}" if said else ""


def _dated(step: Step) -> Said:
    colon = pgettext("after a label", ": ")
    return Said(f"{_day(step.on)}{colon}" if step.sentence else _day(step.on), step.sentence)


def _day(day: dt.date) -> str:
    return formats.day(day, _language())


def _number(value: int) -> str:
    return formats.number(value, _language())


def _language() -> str:
    return get_language() or LANGUAGES[0]
