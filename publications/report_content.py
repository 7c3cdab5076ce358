"""The content of a published report in one language, as plain data for ``typst/report.typ``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from django.utils.text import capfirst
from django.utils.translation import gettext as _, ngettext

from core.text import formats
from core.text.texts import Texts
from publications import labels as fixed
from publications.pdf_layout import Data, Layout, contained
from publications.schemas import ReportDocument
from publications.schemas.meeting import Headcount, MeetingFacts
from publications.schemas.report import Away, Figure, Presence, ReportedDemand, ReportedPoint

# Kinds of points under a heading of their own, which says the kind.
HAVE_PARTS: Final = frozenset({"consensus", "figure", "progress", "exchange"})
# Longer points may be split over two pages.
LONG_POINT: Final = 1200


class ReportLayout(Layout[ReportDocument]):
    """Use it while ``language`` is the active language."""

    def _parts(self) -> Iterator[Data]:
        document = self.document
        yield {"kind": "facts", "heading": _("The meeting"), "rows": list(self._facts(document.meeting))}
        if document.presence:
            yield self._presence(document.presence)
        if document.away:
            yield self._away(document.away)
        if document.opening:
            speaker, prose = document.opening.speaker, self._prose(document.opening.text)
            said = self._said(speaker) if speaker else None
            yield {"kind": "opening", "heading": _("The opening contribution"), "speaker": said, "prose": prose}
        if document.figures:
            yield self._points(_("Figures that were presented"), document.figures)
        if document.progress:
            yield self._points(_("Progress on earlier matters"), document.progress)
        if document.agreed:
            yield self._points(_("What contributions agreed on"), document.agreed)
        if document.demands:
            heading = _("Demands raised several times") if document.demands_came_back else _("Demands that were raised")
            yield self._points(heading, document.demands, notes=list(self._demand_notes()), asked=True)
        if document.exchanges:
            yield self._points(_("Exchanges of views"), document.exchanges)
        if document.other_points:
            yield self._points(_("Other points"), document.other_points)
        if document.conclusion:
            yield {"kind": "text", "heading": _("Conclusion"), "prose": self._prose(document.conclusion)}
        yield self._colophon()

    def _kicker(self) -> str:
        meeting = self.document.meeting
        return fixed.report_of(meeting.meeting_kind, meeting.when, self.language)

    def _how_to_cite(self) -> str:
        return _("How to cite this report")

    def _lead(self) -> Texts:
        return self.document.lead

    def _approved_by(self) -> Texts:
        return self.document.approved_by

    def _keywords(self) -> list[str]:
        points = self.document.points()
        return list(dict.fromkeys(self._text(theme.name) for point in points for theme in point.themes))

    def _facts(self, meeting: MeetingFacts) -> Iterator[Data]:
        date = meeting.when.told(self.language, weekday=True)
        yield self._row(_("Date"), self._own(date, unknown=meeting.held_on is None))
        yield self._row(_("Time"), self._time(meeting))
        yield self._row(_("Place"), self._said(meeting.venue))
        yield self._row(_("Kind"), self._own(capfirst(fixed.MEETING_KINDS[meeting.meeting_kind])))
        yield self._row(_("Organised by"), self._said(meeting.organiser.name))
        if meeting.organised_with:
            yield self._row(_("In partnership with"), self._said(meeting.organised_with))
        if meeting.unit != meeting.organiser:
            yield self._row(_("Police unit concerned"), self._said(meeting.unit.name))
        asked_by = self._said(meeting.asked_by) if meeting.asked_by else self._own(fixed.REQUESTERS[meeting.requester])
        yield self._row(_("Requested by"), asked_by)
        yield from self._series(meeting)
        if meeting.axes:
            yield self._row(_("Topics"), *map(self._said, meeting.axes))
        yield from self._headcount(meeting.headcount)

    def _series(self, meeting: MeetingFacts) -> Iterator[Data]:
        number = meeting.number_in_series
        told = [self._said(meeting.series)] if meeting.series else []
        if number is not None:
            told.append(self._own(_("Meeting number %(number)s") % {"number": self._number(number)}))
        if told:
            yield self._row(_("Series"), *told)

    def _headcount(self, headcount: Headcount) -> Iterator[Data]:
        yield self._row(_("People present"), self._counted(headcount, "people"))
        if headcount.people is not None or headcount.women is not None:
            yield self._row(_("Women among them"), self._counted(headcount, "women"))
        yield self._row(_("Associations present"), self._counted(headcount, "associations"))
        if headcount.contributions is not None:
            yield self._row(_("Contributions"), self._counted(headcount, "contributions"))

    def _counted(self, headcount: Headcount, name: str) -> Data:
        count: int | None = getattr(headcount, name)
        if count is not None and name in headcount.estimated:
            return self._own(_("about %(count)s") % {"count": self._number(count)})
        return self._count(count)

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

    def _away(self, away: Sequence[Away]) -> Data:
        """A table like that of who was present."""
        rows = [
            self._nobody(each.function, each.organisation)
            | {"role": [self._own(capfirst(fixed.ATTENDED[each.attended]))]}
            for each in away
        ]
        return {
            "kind": "presence",
            "heading": _("Who was invited and did not come"),
            "caption": _("By the function held on the day of the meeting."),
            "columns": [_("Function"), _("Answer")],
            "acting": "",
            "rows": rows,
        }

    def _nobody(self, function: Texts, organisation: Texts) -> Data:
        said = self._said(organisation) if organisation else None
        return {"function": self._said(function), "acting": False, "name": None, "organisation": said}

    def _present(self, somebody: Presence) -> Data:
        part = list(self._part_of(somebody))
        if somebody.people is not None:
            people = ngettext("%(count)s person", "%(count)s people", somebody.people)
            part.append(self._own(people % {"count": self._number(somebody.people)}))
        elif somebody.is_group:
            part.append(self._own(_("Number not recorded"), unknown=True))
        return self._nobody(somebody.function, somebody.organisation) | {
            "acting": somebody.acting,
            "name": self._own(contained(somebody.name)) if somebody.name else None,
            "role": part,
        }

    def _part_of(self, somebody: Presence) -> Iterator[Data]:
        """What somebody did in the meeting; of the chair not that it was present."""
        if somebody.chair:
            yield self._own(fixed.CHAIRS[somebody.chair])
        if not somebody.chair or somebody.role != "attendee":
            yield self._own(fixed.ROLES[somebody.role])
        if somebody.on_behalf_of:
            of = self._said(somebody.on_behalf_of)
            yield of | {"text": _("In place of: %(function)s") % {"function": of["text"]}}

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
        elif point.point_kind not in HAVE_PARTS:
            yield self._own(capfirst(fixed.POINT_KINDS[point.point_kind]), tag=True)
        if point.figure:
            yield from self._figure(point.figure)
        if point.substance and point.substance != point.point_kind:
            yield self._own(fixed.SUBSTANCES[point.substance], tag=True)
        if point.owner:
            owner = self._said(point.owner)
            yield owner | {"text": _("Responsible: %(body)s") % {"body": owner["text"]}}
        if point.starts_on:
            yield self._own(_("From: %(day)s") % {"day": formats.day(point.starts_on, self.language)})
        if point.due_on:
            yield self._own(_("Until: %(day)s") % {"day": formats.day(point.due_on, self.language)})

    def _figure(self, figure: Figure) -> Iterator[Data]:
        """The value with its unit, then its period and its source, as far as they are known."""
        value = formats.number(Decimal(figure.value), self.language)
        unit = self._said(figure.unit)
        yield (unit | {"text": f"{value} {unit['text']}", "tag": True}) if figure.unit else self._own(value, tag=True)
        for words, told in ((_("Period: %(text)s"), figure.period), (_("Source: %(text)s"), figure.source)):
            if told:
                said = self._said(told)
                yield said | {"text": words % {"text": said["text"]}}

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
