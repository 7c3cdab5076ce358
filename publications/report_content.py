"""The content of a published report in one language, as plain data for ``typst/report.typ``."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from typing import Any, Final

from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import get_language_info, gettext as _, ngettext

from core.text import formats
from core.text.bidi import CONTROLS
from core.text.texts import Texts
from publications import labels as fixed
from publications.schemas import ReportDocument
from publications.schemas.meeting import Headcount, MeetingFacts
from publications.schemas.report import Presence, ReportedDemand, ReportedPoint

# Longer points may be split over two pages.
LONG_POINT: Final = 1200

Data = dict[str, Any]


@dataclass(frozen=True)
class EditionFacts:
    """Facts about the edition that are printed in the report; ``url``: the page of the edition."""

    number: int
    published_at: dt.datetime
    sha256: str
    note: Texts | None
    url: str


class ReportLayout:
    """Use it while ``language`` is the active language."""

    def __init__(self, document: ReportDocument, language: str, edition: EditionFacts) -> None:
        self.document, self.language, self.edition = document, language, edition

    def content(self) -> Data:
        document = self.document
        return {
            "language": self.language,
            "dir": _direction(self.language),
            "site": self._text(settings.SITE["name"]),
            "cell": self._text(settings.SITE["cell"]),
            "keywords": self._keywords(),
            "title": self._said(document.title),
            "kicker": self._kicker(),
            "lead": self._prose(document.lead),
            "summary": self._text(document.lead),
            "notice": self._notice(),
            "notice-short": _("Demonstration record") if document.demonstration else "",
            "edition-line": self._edition_line(),
            "page-of": _("Page %(page)s of %(total)s") % {"page": "{page}", "total": "{total}"},
            "parts": list(self._parts()),
        }

    def _parts(self) -> Iterator[Data]:
        document = self.document
        yield {"kind": "facts", "heading": _("The meeting"), "rows": list(self._facts(document.meeting))}
        if document.presence:
            yield self._presence(document.presence)
        if document.opening:
            speaker, prose = document.opening.speaker, self._prose(document.opening.text)
            said = self._said(speaker) if speaker else None
            yield {"kind": "opening", "heading": _("The opening contribution"), "speaker": said, "prose": prose}
        if document.agreed:
            yield self._points(_("What contributions agreed on"), document.agreed)
        if document.demands:
            heading = _("Demands that came back") if document.demands_came_back else _("Demands that were raised")
            yield self._points(heading, document.demands, notes=list(self._demand_notes()), asked=True)
        if document.other_points:
            yield self._points(_("Other points"), document.other_points)
        if document.conclusion:
            yield {"kind": "text", "heading": _("Conclusion"), "prose": self._prose(document.conclusion)}
        yield self._colophon()

    def _notice(self) -> str:
        if not self.document.demonstration:
            return ""
        return _("Demonstration record. It shows how the portal works and is not an official document.")

    def _kicker(self) -> str:
        meeting = self.document.meeting
        return fixed.REPORT_OF[meeting.meeting_kind] % {"day": formats.day(meeting.held_on, self.language)}

    def _edition_line(self) -> str:
        return _("Edition %(number)s, %(day)s") % {
            "number": self._number(self.edition.number),
            "day": formats.day(self.edition.published_at, self.language),
        }

    def _keywords(self) -> list[str]:
        points = chain(self.document.agreed, self.document.demands, self.document.other_points)
        return list(dict.fromkeys(self._text(theme.name) for point in points for theme in point.themes))

    def _facts(self, meeting: MeetingFacts) -> Iterator[Data]:
        yield self._row(_("Date"), self._own(formats.weekday_day(meeting.held_on, self.language)))
        yield self._row(_("Time"), self._time(meeting))
        yield self._row(_("Place"), self._said(meeting.venue))
        yield self._row(_("Kind"), self._own(capfirst(fixed.MEETING_KINDS[meeting.meeting_kind])))
        yield self._row(_("Organised by"), self._said(meeting.organiser.name))
        if meeting.unit != meeting.organiser:
            yield self._row(_("Police unit concerned"), self._said(meeting.unit.name))
        yield self._row(_("Requested by"), self._own(fixed.REQUESTERS[meeting.requester]))
        if meeting.series:
            yield self._row(_("Series"), self._said(meeting.series))
        if meeting.axes:
            yield self._row(_("Topics"), *map(self._said, meeting.axes))
        yield from self._headcount(meeting.headcount)

    def _headcount(self, headcount: Headcount) -> Iterator[Data]:
        yield self._row(_("People present"), self._count(headcount.people))
        if headcount.people is not None or headcount.women is not None:
            yield self._row(_("Women among them"), self._count(headcount.women))
        yield self._row(_("Associations present"), self._count(headcount.associations))

    def _time(self, meeting: MeetingFacts) -> Data:
        start, end = meeting.starts_at, meeting.ends_at
        if start and end and meeting.ends_next_day:
            hours = {"start": f"{start:%H:%M}", "end": f"{end:%H:%M}"}
            return self._own(_("From %(start)s to %(end)s, after midnight") % hours)
        if start and end:
            return self._own(_("From %(start)s to %(end)s") % {"start": f"{start:%H:%M}", "end": f"{end:%H:%M}"})
        if start:
            return self._own(_("From %(start)s") % {"start": f"{start:%H:%M}"})
        if meeting.part_of_day:
            return self._own(fixed.PARTS_OF_DAY[meeting.part_of_day])
        return self._own(_("Not recorded"), unknown=True)

    def _presence(self, presence: Sequence[Presence]) -> Data:
        return {
            "kind": "presence",
            "heading": _("Who was present"),
            "caption": _("By the function held on the day of the meeting."),
            "columns": [_("Function"), _("Part in the meeting")],
            "acting": _("acting"),
            "rows": [self._present(somebody) for somebody in presence],
        }

    def _present(self, somebody: Presence) -> Data:
        part = [self._own(fixed.ROLES[somebody.role])]
        if somebody.people is not None:
            people = ngettext("%(count)s person", "%(count)s people", somebody.people)
            part.append(self._own(people % {"count": self._number(somebody.people)}))
        elif somebody.is_group:
            part.append(self._own(_("Number not recorded"), unknown=True))
        return {
            "function": self._said(somebody.function),
            "acting": somebody.acting,
            "name": self._own(contained(somebody.name)) if somebody.name else None,
            "organisation": self._said(somebody.organisation) if somebody.organisation else None,
            "role": part,
        }

    def _points(
        self, heading: str, points: Sequence[ReportedPoint], *, notes: Sequence[str] = (), asked: bool = False
    ) -> Data:
        items = [self._point(number, point) for number, point in enumerate(points, 1)]
        return {"kind": "points", "heading": heading, "notes": list(notes), "asked": asked, "items": items}

    def _point(self, number: int, point: ReportedPoint) -> Data:
        names = [*(theme.name for theme in point.themes), *(area.name for area in point.areas)]
        title, prose = self._said(point.title), self._prose(point.text)
        # One language note for a point that is completely in another language.
        prose["mark"] = prose["mark"] if prose["mark"] != title["mark"] else ""
        return {
            "number": self._number(number),
            "title": title,
            "prose": prose,
            "is-long": len(self._text(point.text)) > LONG_POINT,
            "tail": [*self._character(point), *map(self._said, names)],
        }

    def _character(self, point: ReportedPoint) -> Iterator[Data]:
        """What is said of a point beside its themes: its kind, or how often it came."""
        if isinstance(point, ReportedDemand):
            yield from self._mentions(point)
        elif point.point_kind != "consensus":
            yield self._own(capfirst(fixed.POINT_KINDS[point.point_kind]), tag=True)
        if point.substance and point.substance != point.point_kind:
            yield self._own(fixed.SUBSTANCES[point.substance], tag=True)
        if point.owner:
            owner = self._said(point.owner)
            yield owner | {"text": _("Owed by: %(body)s") % {"body": owner["text"]}}
        if point.due_on:
            yield self._own(_("Until: %(day)s") % {"day": formats.day(point.due_on, self.language)})

    def _mentions(self, demand: ReportedDemand) -> Iterator[Data]:
        if not demand.times:
            if demand.uncounted:
                yield self._own(_("Came back, number not recorded"), unknown=True)
            return
        if demand.uncounted:
            carried = ngettext("At least %(count)s contribution", "At least %(count)s contributions", demand.times)
        else:
            carried = ngettext("%(count)s contribution", "%(count)s contributions", demand.times)
        yield self._own(carried % {"count": self._number(demand.times)})

    def _demand_notes(self) -> Iterator[str]:
        if any(demand.uncounted for demand in self.document.demands):
            yield _("Where nobody recorded how many contributions carried a demand, no number is given.")

    def _colophon(self) -> Data:
        rows = [self._row(_("Number and date"), self._own(self._edition_line()))]
        if self.document.approved_by:
            rows.append(self._row(_("Approved by"), self._said(self.document.approved_by)))
        if self.edition.note:
            rows.append(self._row(_("What changed"), self._said(self.edition.note)))
        return {
            "kind": "colophon",
            "cite-heading": _("How to cite this report"),
            "citation": self._citation(),
            "edition-heading": _("This edition"),
            "rows": rows,
            "hash-label": _("Fingerprint of the document"),
            "hash": self.edition.sha256,
            "address-label": _("Address"),
            "address": self.edition.url,
        }

    def _citation(self) -> str:
        return _("%(cell)s. “%(title)s”. %(report)s. %(site)s, %(edition)s.") % {
            "cell": self._text(settings.SITE["cell"]),
            "title": self._text(self.document.title),
            "report": self._kicker(),
            "site": self._text(settings.SITE["name"]),
            "edition": self._edition_line(),
        }

    def _row(self, label: str, *values: Data) -> Data:
        return {"label": label, "values": values}

    def _count(self, count: int | None) -> Data:
        return self._own(_("Not recorded"), unknown=True) if count is None else self._own(self._number(count))

    def _number(self, value: int) -> str:
        return formats.number(value, self.language)

    def _text(self, texts: Texts) -> str:
        return contained(texts.in_language(self.language).text)

    def _own(self, text: object, *, unknown: bool = False, tag: bool = False) -> Data:
        """A text of the portal, in the language of the report."""
        words = {"text": str(text), "lang": self.language, "dir": _direction(self.language), "mark": ""}
        return {**words, "unknown": unknown, "tag": tag}

    def _said(self, texts: Texts) -> Data:
        """A text of people, in the language in which it was written."""
        text, language, is_fallback = texts.in_language(self.language)
        mark = str(fixed.WRITTEN_IN[language]) if is_fallback else ""
        words = {"text": " ".join(contained(text).split()), "lang": language, "dir": _direction(language), "mark": mark}
        return {**words, "unknown": False, "tag": False}

    def _prose(self, texts: Texts) -> Data:
        text, language, is_fallback = texts.in_language(self.language)
        mark = str(fixed.WRITTEN_IN[language]) if is_fallback else ""
        return {"lang": language, "dir": _direction(language), "mark": mark, "blocks": list(blocks(contained(text)))}


def blocks(text: str) -> Iterator[Data]:
    """Paragraphs, separated by blank lines, and lists, whose lines begin with ``- ``."""
    for chunk in re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip()):
        for is_list, lines in groupby(chunk.splitlines(), lambda line: line.lstrip().startswith("- ")):
            if is_list:
                yield {"kind": "list", "lines": [line.lstrip().removeprefix("- ").strip() for line in lines]}
            else:
                yield {"kind": "paragraph", "lines": [" ".join(" ".join(lines).split())]}


def contained(text: str) -> str:
    """``text`` without bidirectional control characters, which could affect the text after it."""
    return "".join(character for character in text if character not in CONTROLS)


def _direction(language: str) -> str:
    return "rtl" if get_language_info(language)["bidi"] else "ltr"
