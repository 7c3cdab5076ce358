"""What every page on which a document is read before it is public shows of the gate: a numbered list, and marks on the words.

A page makes a :class:`Part` of its pending publication, shows the documents of ``found.marked`` between ``{% on_the_words found %}`` and
``{% endon_the_words %}``, includes ``staff/findings/_findings.html``, and has a line in :mod:`portal.staff.findings.sources`.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.text.bidi import made_visible
from portal.staff.findings import marks
from portal.staff.findings.forms import AnswerForm
from publications.findings import Finding, without_repeats
from publications.models import AnsweredFinding
from publications.pending import PendingPublication

PLACES: dict[str, str | Promise] = {
    "title": _("in the title"),
    "lead": _("in the first lines"),
    "meeting": _("in the facts of the meeting"),
    "facts": _("in the facts of the meeting"),
    "agenda": _("in the agenda"),
    "invitation_rule": _("in the rule of invitation"),
    "presence": _("in the list of those present"),
    "away": _("in the list of those present"),
    "opening": _("in the opening remarks"),
    "agreed": _("in what contributions agreed on"),
    "demands": _("in the demands"),
    "other_points": _("in the other points"),
    "conclusion": _("in the conclusion"),
    "introduction": _("in the introduction"),
    "details": _("in the details"),
    "steps": _("in the sentence for the public"),
    "sentence": _("in the sentence for the public"),
    "answers": _("in the answer"),
    "answer": _("in the answer"),
    "text": _("in the text"),
    "summary": _("in the first lines"),
    "suggestion": _("in the suggestion"),
    "commitments": _("in the commitments"),
    "verdicts": _("in a verdict of an association"),
    "mentions": _("in the ledger"),
    "supporters": _("in the ledger"),
    "purpose": _("in the purpose of the association"),
    "groups": _("in a sentence"),
    "charter": _("in the charter"),
    "members": _("in the list of members"),
    "network_name": _("in the name of the network"),
    "objective": _("in the objective"),
    "renewal": _("in the sentence about the renewal"),
    "parties": _("in what is said of the parties"),
    "deliverables": _("in what is promised"),
    "themes": _("in the themes"),
    "note": _("in the note of the edition"),
}


class Shown(NamedTuple):
    """One finding with its fate. ``by``: who answered for it."""

    finding: Finding
    place: str | Promise
    answer: AnsweredFinding | None
    by: User | None
    form: AnswerForm | None

    @property
    def words(self) -> str:
        return made_visible(self.finding.words)


@dataclass(frozen=True)
class Part:
    """``source`` and ``pk``: of the address to which answers are posted. ``edit``: where the words can be changed; empty for a reader."""

    pending: PendingPublication
    source: str
    pk: int
    edit: str
    may_answer: bool

    @cached_property
    def marked(self) -> PendingPublication:
        return marks.marked(self.pending)

    @cached_property
    def rows(self) -> list[Shown]:
        """In the order of the words. One query for those who answered."""
        people = User.objects.in_bulk({row.by_id for row in self.pending.answers.values()}) if self.answers else {}
        return [self._shown(each, people) for each in without_repeats(self.pending.findings)]

    @property
    def answers(self) -> dict[str, AnsweredFinding]:
        return self.pending.answers

    @property
    def open(self) -> list[Shown]:
        return [each for each in self.rows if each.answer is None]

    @property
    def first(self) -> str:
        """The address of the first that is open, on its page."""
        return f"#finding-{self.open[0].finding.number}" if self.open else ""

    @property
    def labels(self) -> dict[int, str]:
        return {each.number: str(each.kind.label) for each in self.pending.findings}

    @property
    def kept(self) -> frozenset[int]:
        return frozenset(each.finding.number for each in self.rows if each.answer)

    def _shown(self, finding: Finding, people: dict[int, User]) -> Shown:
        row = self.answers.get(finding.mark)
        form = None
        if self.may_answer and row is None:
            form = AnswerForm(initial={"mark": finding.mark}, auto_id=f"finding-{finding.number}-%s")
        return Shown(finding, place_of(finding, self.pending), row, people.get(row.by_id) if row else None, form)


def place_of(finding: Finding, pending: PendingPublication) -> str | Promise:
    kind, key = finding.document
    if (kind, key) != (pending.main.kind, pending.main.key):
        if kind == "demand":
            return _("in the demand %(number)s") % {"number": key}
        if kind == "meeting":
            return _("on the page of the meeting")
    names: Collection[str] = finding.warning.where.split(".")
    return PLACES.get(names[0], "")
