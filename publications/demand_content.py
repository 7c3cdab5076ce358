"""The content of a published demand in one language, as plain data for ``typst/report.typ``: in the words of its page.

An edition stays as it is, so nothing here depends on the day on which somebody reads it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _, gettext_lazy, ngettext, pgettext

from core.text import formats
from core.text.texts import Texts
from publications import labels as fixed
from publications.pdf_layout import Data, Layout
from publications.schemas import DemandDocument
from publications.schemas.demand import Commitment, MentionEntry, Relation, Step, Verdict

PLEDGES: Final[Mapping[str, str | Promise]] = {
    "promised": gettext_lazy("Promised"),
    "kept": gettext_lazy("Promise kept"),
    "dropped": gettext_lazy("Given up"),
}


class DemandLayout(Layout[DemandDocument]):
    def _parts(self) -> Iterator[Data]:
        document = self.document
        yield _facts(_("The demand"), self._standing())
        if document.details:
            yield {"kind": "text", "heading": _("Details of the demand"), "prose": self._prose(document.details)}
        yield from self._answers()
        if document.answers and document.asked:
            yield _facts(_("The associations’ verdict on the answer"), self._verdicts())
        if document.commitments:
            rows = (row for each in document.commitments for row in self._commitment(each))
            yield _facts(pgettext("about a demand", "What was promised"), rows)
        yield _facts(_("Who asked for it, and when"), [*map(self._mention, document.mentions), self._sum()])
        if document.supporters.count:
            yield _facts(_("Associations that ask this too"), [self._supporters()])
        if document.relations:
            yield _facts(_("Merged and split"), map(self._relation, document.relations))
        if document.steps:
            yield _facts(_("What followed"), map(self._step, document.steps))
        yield self._colophon()

    def _kicker(self) -> str:
        return _("Demand %(number)s") % {"number": self.document.number}

    def _lead(self) -> Texts:
        return self.document.steps[-1].sentence if self.document.steps else Texts()

    def _keywords(self) -> list[str]:
        return [self._text(theme.name) for theme in self.document.themes]

    def _how_to_cite(self) -> str:
        return _("How to cite it")

    def _day(self, day: dt.date | None) -> str:
        return formats.day(day, self.language) if day else ""

    def _standing(self) -> Iterator[Data]:
        document = self.document
        state = self._own(capfirst(fixed.DEMAND_STATES[document.state]), tag=True)
        yield self._row(_("State"), state, self._own(_("Since %(day)s") % {"day": self._day(document.since)}))
        owner = self._said(document.owner) if document.owner else self._own(_("not named yet"), unknown=True)
        yield self._row(_("Who answers"), owner)
        due = self._own(self._day(document.due_on) or _("not set yet"), unknown=document.due_on is None)
        yield self._row(_("Due"), due)
        registered = self._own(self._day(document.registered_on))
        yield self._row(pgettext("demand", "Registered on"), registered)
        if document.themes:
            yield self._row(_("Themes"), *(self._said(theme.name) for theme in document.themes))
        if document.areas:
            yield self._row(_("Area"), *(self._said(area.name) for area in document.areas))

    def _answers(self) -> Iterator[Data]:
        answers = self.document.answers
        for last in answers[-1:]:
            day, prose = self._own(self._day(last.on)), self._prose(last.text)
            yield {"kind": "opening", "heading": _("The answer"), "speaker": day, "prose": prose}
        if len(answers) > 1:
            rows = [self._row(self._day(each.on), self._said(each.text)) for each in answers[-2::-1]]
            yield _facts(_("Earlier answers"), rows)

    def _verdicts(self) -> Iterator[Data]:
        """On the last answer, as the page has them."""
        document = self.document
        given = [verdict for verdict in document.verdicts if verdict.answer == len(document.answers) - 1]
        for word, label in fixed.VERDICTS.items():
            count = sum(verdict.word == word for verdict in given)
            yield self._row(str(capfirst(label)), self._count(count))
        yield self._row(_("No verdict yet"), self._count(max(0, document.asked - len(given))))
        yield from (self._sentence(verdict) for verdict in given if verdict.sentence)

    def _sentence(self, verdict: Verdict) -> Data:
        said = verdict.association
        who = self._said(said) if said else self._own(_("An association that asked"))
        label = self._own(fixed.VERDICTS[verdict.word], tag=True)
        return self._row(self._day(verdict.on), who, label, self._said(verdict.sentence))

    def _commitment(self, commitment: Commitment) -> Iterator[Data]:
        state = self._own(PLEDGES[commitment.state], tag=True)
        yield self._row(_("What"), self._said(commitment.what), state)
        yield self._row(_("Who"), self._said(commitment.owner))
        yield self._row(_("By when"), self._own(self._day(commitment.due_on)))
        shown = [self._said(commitment.evidence)] if commitment.evidence else []
        shown += [self._own(commitment.evidence_url)] if commitment.evidence_url else []
        yield self._row(_("What shows it"), *(shown or [self._own(_("not given yet"), unknown=True)]))

    def _mention(self, entry: MentionEntry) -> Data:
        title = entry.source_title
        source = self._said(title) if title else self._own(_("A submission sent through the portal"))
        return self._row(entry.when.told(self.language), source, *self._who(entry), *self._times(entry))

    def _who(self, entry: MentionEntry) -> Iterator[Data]:
        yield from map(self._said, entry.associations)
        if entry.unnamed is None:
            yield self._own(_("associations whose names were not recorded"), unknown=True)
        elif entry.unnamed:
            words = ngettext(
                "%(count)s association without its name", "%(count)s associations without their names", entry.unnamed
            )
            yield self._own(words % {"count": self._number(entry.unnamed)})

    def _times(self, entry: MentionEntry) -> Iterator[Data]:
        if entry.times:
            words = ngettext("%(count)s time", "%(count)s times", entry.times)
            yield self._own(words % {"count": self._number(entry.times)})
        if entry.uncounted:
            yield self._own(_("raised several times; number not recorded"), unknown=True)

    def _sum(self) -> Data:
        totals = self.document.totals
        counted = (
            (totals.associations, ngettext("%(count)s association", "%(count)s associations", totals.associations)),
            (totals.meetings, ngettext("%(count)s meeting", "%(count)s meetings", totals.meetings)),
            (totals.concerns, ngettext("%(count)s submission", "%(count)s submissions", totals.concerns)),
            (totals.mentions, ngettext("%(count)s mention", "%(count)s mentions", totals.mentions)),
        )
        label = _("In all, at least") if totals.uncounted else _("In all")
        return self._row(label, *(self._own(words % {"count": self._number(n)}) for n, words in counted if n))

    def _supporters(self) -> Data:
        supporters = self.document.supporters
        words = ngettext(
            "%(count)s more association asks this", "%(count)s more associations ask this", supporters.count
        )
        count = self._own(words % {"count": self._number(supporters.count)})
        return self._row(_("In all"), count, *map(self._said, supporters.named))

    def _relation(self, relation: Relation) -> Data:
        start, end = self._day(relation.on), self._day(relation.until)
        words = pgettext("days", "From %(start)s to %(end)s") if end else _("Since %(day)s")
        days = self._own(words % {"start": start, "end": end, "day": start})
        label = _("Demand %(number)s") % {"number": relation.number}
        how = self._own(capfirst(fixed.DEMAND_RELATIONS[relation.relation]))
        return self._row(label, self._said(relation.title), how, days)

    def _step(self, step: Step) -> Data:
        told = [self._own(capfirst(fixed.DEMAND_STATES[step.state]), tag=True)]
        if step.body:
            told += [self._own(pgettext("referral", "To:")), self._said(step.body)]
        if step.reason:
            told += [self._own(_("Reason:")), self._own(fixed.NOT_POSSIBLE[step.reason])]
        if step.sentence:
            told.append(self._said(step.sentence))
        return self._row(self._day(step.on), *told)


def _facts(heading: str, rows: Iterable[Data]) -> Data:
    return {"kind": "facts", "heading": heading, "rows": list(rows)}
