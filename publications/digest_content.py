"""The content of a published digest in one language, as plain data for ``typst/report.typ``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.text import capfirst
from django.utils.translation import gettext as _, ngettext, pgettext

from core.text import formats
from core.text.texts import Texts, in_each_language
from publications.digest_voices import Said, Voices, numbers, reached, summary, voices
from publications.labels import DEMAND_STATES_AND_OVERDUE
from publications.pdf_layout import Data, Layout
from publications.schemas import DigestDocument
from publications.schemas.digest import DigestEntry, DigestGroup


class DigestLayout(Layout[DigestDocument]):
    def _parts(self) -> Iterator[Data]:
        document = self.document
        yield {"kind": "facts", "heading": _("The quarter in numbers"), "rows": list(self._numbers())}
        for group in document.groups:
            yield self._group(group)
        if document.still.count:
            yield {"kind": "text", "heading": _("Nothing moved"), "prose": self._prose(self._still())}
        yield self._colophon()

    def _how_to_cite(self) -> str:
        return _("How to cite this digest")

    def _lead(self) -> Texts:
        return summary(self.document)

    def _kicker(self) -> str:
        return pgettext("days", "From %(start)s to %(end)s") % {
            "start": formats.day(self.document.starts_on, self.language),
            "end": formats.day(self.document.ends_on, self.language),
        }

    def _keywords(self) -> list[str]:
        return [self._text(group.theme.name) for group in self.document.groups if group.theme]

    def _numbers(self) -> Iterator[Data]:
        totals = self.document.totals
        for number in numbers(totals):
            yield self._row(number.label, self._own(number.words))
        if states := reached(totals):
            yield self._row(_("States reached in the quarter"), *map(self._own, states))
        day = formats.day(self.document.composed_on, self.language)
        yield self._row(_("As of"), self._own(day))

    def _group(self, group: DigestGroup) -> Data:
        heading = self._text(group.theme.name) if group.theme else _("Other demands")
        return {"kind": "voices", "heading": heading, "items": [self._entry(entry) for entry in group.entries]}

    def _entry(self, entry: DigestEntry) -> Data:
        said = voices(entry)
        state = DEMAND_STATES_AND_OVERDUE["overdue"] if said.is_late else ""
        labels = [DEMAND_STATES_AND_OVERDUE[entry.state], *([state] if state else [])]
        return {
            "number": self._number(entry.number),
            "title": self._said(entry.title),
            "states": [self._own(capfirst(label), tag=True) for label in labels],
            "sentence": self._prose(entry.sentence) if entry.sentence else None,
            "voices": list(self._voices(said)),
        }

    def _voices(self, said: Voices) -> Iterator[Data]:
        details = [Said("", said.entry.details)] if said.entry.details else []
        raised = Said(pgettext("between names in a list", ", ").join(said.you))
        yield self._voice(_("You said"), [raised, *details])
        yield self._voice(_("We did"), said.we or [Said(_("Nothing was published in the quarter."))])
        if said.undone:
            yield self._voice(_("What we did not do, and why"), said.undone)
        if said.verdicts:
            yield self._voice(said.verdicts, [])

    def _voice(self, label: str, lines: Iterable[Said]) -> Data:
        return {"label": label, "lines": [self._line(line) for line in lines]}

    def _line(self, line: Said) -> list[Data]:
        words = [self._own(line.words)] if line.words else []
        return words + ([self._said(line.text)] if line.text else [])

    def _still(self) -> Texts:
        """How many demands, and since when the oldest is registered."""
        still = self.document.still

        def sentence(language: str) -> str:
            words = ngettext(
                "Nothing was published about %(count)s open demand.",
                "Nothing was published about %(count)s open demands.",
                still.count,
            ) % {"count": formats.number(still.count, language)}
            if not still.oldest_on:
                return words
            oldest = _("The oldest is registered since %(day)s.") % {"day": formats.day(still.oldest_on, language)}
            return f"{words} {oldest}"

        return in_each_language(sentence)
