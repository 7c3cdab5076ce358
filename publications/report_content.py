"""The content of a published report in one language, as plain data for ``typst/report.typ``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Final

from django.utils.text import capfirst
from django.utils.translation import gettext as _, ngettext

from core.text import formats
from core.text.texts import Texts
from publications import labels as fixed
from publications.pdf_layout import Data, Layout, contained
from publications.schemas import ReportDocument
from publications.schemas.meeting import Headcount, MeetingFacts
from publications.schemas.report import Presence, ReportedDemand, ReportedPoint

# Longer points may be split over two pages.
LONG_POINT: Final = 1200


class ReportLayout(Layout[ReportDocument]):
    """Use it while ``language`` is the active language."""

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
            heading = _("Demands raised several times") if document.demands_came_back else _("Demands that were raised")
            yield self._points(heading, document.demands, notes=list(self._demand_notes()), asked=True)
        if document.other_points:
            yield self._points(_("Other points"), document.other_points)
        if document.conclusion:
            yield {"kind": "text", "heading": _("Conclusion"), "prose": self._prose(document.conclusion)}
        yield self._colophon()

    def _kicker(self) -> str:
        meeting = self.document.meeting
        return fixed.REPORT_OF[meeting.meeting_kind] % {"day": formats.day(meeting.held_on, self.language)}

    def _how_to_cite(self) -> str:
        return _("How to cite this report")

    def _lead(self) -> Texts:
        return self.document.lead

    def _approved_by(self) -> Texts:
        return self.document.approved_by

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
            hours = {"start": self._hour(start), "end": self._hour(end)}
            return self._own(_("From %(start)s to %(end)s, after midnight") % hours)
        if start and end:
            return self._own(_("From %(start)s to %(end)s") % {"start": self._hour(start), "end": self._hour(end)})
        if start:
            return self._own(_("From %(start)s") % {"start": self._hour(start)})
        if meeting.part_of_day:
            return self._own(fixed.PARTS_OF_DAY[meeting.part_of_day])
        return self._own(_("Not recorded"), unknown=True)

    def _hour(self, value: dt.time) -> str:
        return formats.hour(value, self.language)

    def _presence(self, presence: Sequence[Presence]) -> Data:
        return {
            "kind": "presence",
            "heading": _("Who was present"),
            "caption": _("By the function held on the day of the meeting."),
            "columns": [_("Function"), _("Role in the meeting")],
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
            yield owner | {"text": _("Responsible: %(body)s") % {"body": owner["text"]}}
        if point.due_on:
            yield self._own(_("Until: %(day)s") % {"day": formats.day(point.due_on, self.language)})

    def _mentions(self, demand: ReportedDemand) -> Iterator[Data]:
        if not demand.times:
            if demand.uncounted:
                yield self._own(_("Raised several times, number not recorded"), unknown=True)
            return
        if demand.uncounted:
            carried = ngettext("At least %(count)s contribution", "At least %(count)s contributions", demand.times)
        else:
            carried = ngettext("%(count)s contribution", "%(count)s contributions", demand.times)
        yield self._own(carried % {"count": self._number(demand.times)})

    def _demand_notes(self) -> Iterator[str]:
        if any(demand.uncounted for demand in self.document.demands):
            yield _("Where nobody recorded how many contributions carried a demand, no number is given.")
