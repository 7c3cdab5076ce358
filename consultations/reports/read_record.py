"""A record that was read out of a text (keys: docs/drafting.md), entered through the actions of the office."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from accounts.models import User
from consultations.models import Attendance, Intervention, Meeting, Point, Report
from consultations.planning import typed_in
from consultations.record import attendance, contributions, said_points
from consultations.reports import read_facts, steps as reports
from consultations.reports.drafting.arabic_phrases import tidy
from core.clock import today
from core.errors import DomainError
from core.text.arabic import normalise
from core.text.texts import LANGUAGES, Texts
from reference import actions as reference
from reference.models import PoliceUnit, Theme

NOT_A_MEETING = "This text tells of no meeting: there is nothing to draft."
COUNTS = ("people", "associations", "women", "contributions")
CIVIL_SOCIETY = {
    "ar": "مع فعاليات المجتمع المدني", "fr": "avec les acteurs de la société civile", "en": "with civil society"
}  # fmt: skip


class Reading:
    """One record on its way into the office. ``theme``: of its demands, which no text states; ``associations_agree``: whether the draft
    names the associations. No text tells their consent, so nothing that is kept may say so."""

    def __init__(self, record: Mapping[str, Any], *, by: User, theme: Theme, associations_agree: bool = False) -> None:
        if not record.get("is_meeting"):
            raise DomainError(NOT_A_MEETING)
        self.record, self.by, self.theme, self.associations_agree = record, by, theme, associations_agree
        self.language = record.get("language") or LANGUAGES[0]
        self.place = record.get("place") or {}

    def report(self) -> Report:
        meeting = self._meeting()
        opener = self._officials(meeting)
        self._associations(meeting)
        words = self.record.get("opening_text")
        opening = self._said(meeting, "opening", words, speaker=opener) if words else None
        for point in self.record.get("points") or []:
            self._point(meeting, point, opening)
        if self.record.get("conclusion_text"):
            self._said(meeting, "conclusion", self.record["conclusion_text"])
        return reports.draft(meeting, by=self.by)

    def _meeting(self) -> Meeting:
        counts = self.record.get("counts") or {}
        declared: dict[str, Any] = {f"declared_{name}": counts.get(name) for name in COUNTS}
        day = read_facts.day(self.record.get("date"), self.record.get("date_text"), today=today())
        return typed_in.begin(
            by=self.by,
            title=self._title(),
            kind=read_facts.kind(self.record.get("kind_text")),
            held_on=day.held_on,
            day_known=day.known,
            part_of_day=read_facts.PARTS_OF_DAY.get(self.record.get("part_of_day") or "", ""),
            starts_at=dt.time.fromisoformat(self.record["time"]) if self.record.get("time") else None,
            venue=self._venue(),
            **self._organiser(),
            **declared,
        )

    def _title(self) -> Texts:
        kind = tidy(self.record.get("kind_text") or "")
        if self.language == "ar":
            # What was organised stands in the accusative: لقاء تشاوريا.
            kind = " ".join(word.removesuffix("ا") if len(word) > 4 else word for word in kind.split())
        city = self.place.get("city") or ""
        at = {"ar": f"ب{city}", "fr": f"à {city}", "en": f"in {city}"}[self.language] if city else ""
        kind = kind or {"ar": "لقاء تواصلي", "fr": "rencontre", "en": "meeting"}[self.language]
        return self._texts(" ".join(filter(None, [kind.removeprefix("ال"), CIVIL_SOCIETY[self.language], at])))

    def _venue(self) -> Texts:
        venue, city = self.place.get("venue_text") or "", self.place.get("city") or ""
        if not venue or city in f"{venue} {self.place.get('unit_text')}":
            return self._texts(venue or city)
        return self._texts(f"{venue} ب{city}" if self.language == "ar" else f"{venue}, {city}")

    def _organiser(self) -> dict[str, Any]:
        name = self.place.get("unit_text") or ""
        top = PoliceUnit.objects.filter(parent=None).order_by("position", "key")[0]
        level = read_facts.level(self.place.get("unit_level"), name) if name else ""
        if not level:
            body = name or self.place.get("city") or ""
            organiser = {"organising_body": self._texts(body)} if body else {"organiser": top}
            return organiser | {"unit": top, "level": top.level}
        unit = self._unit(tidy(name), level)
        return {"organiser": unit, "unit": unit, "level": level}

    def _unit(self, name: str, level: str) -> PoliceUnit:
        for unit in PoliceUnit.objects.all():
            if normalise(getattr(unit.name, self.language)) == normalise(name):
                return unit
        key = f"read_{PoliceUnit.objects.count() + 1}"
        return reference.add_entry(PoliceUnit, by=self.by, key=key, name=self._texts(name), level=level)

    def _officials(self, meeting: Meeting) -> Attendance | None:
        """Add those present; the one of whom the text says that he opened the meeting."""
        rows: dict[str, Attendance] = {}
        side = Attendance.Side.POLICE.value
        for official in self.record.get("officials") or []:
            function, role = official["function_text"], official.get("role") or "present"
            side = read_facts.side(function, before=side)
            row = attendance.add(
                meeting,
                by=self.by,
                side=side,
                function=self._texts(function),
                is_acting=bool(official.get("acting")),
                is_group=read_facts.is_several(function),
                role={"facilitator": "facilitator", "opener": "opener"}.get(role, "attendee"),
                chair="chaired" if role == "chair" else "",
            )
            rows.setdefault(role, row)
        return rows.get("opener")

    def _associations(self, meeting: Meeting) -> None:
        for name in filter(read_facts.is_association, self.record.get("organisations") or []):
            attendance.add(
                meeting,
                by=self.by,
                side=Attendance.Side.CIVIL_SOCIETY,
                function=attendance.REPRESENTATIVES,
                is_group=True,
                association_name=tidy(name),
                shows_association=self.associations_agree,
            )

    def _said(self, meeting: Meeting, kind: str, text: str, **fields: Any) -> Intervention:
        return contributions.contribute(meeting, by=self.by, kind=kind, text=self._texts(text), **fields)

    def _point(self, meeting: Meeting, point: Mapping[str, str], opening: Intervention | None) -> None:
        """Carried by the opening contribution if that says it, otherwise by a contribution of its own."""
        text, kind = point["text"], point["kind"]
        if opening and text in getattr(opening.text, self.language):
            carried: dict[str, Any] = {"interventions": [opening]}
        else:
            carried = {"new_contribution": True, "said_by_several": kind == Point.Kind.CONSENSUS}
        demand: dict[str, Any] = {"new_demand": True, "themes": [self.theme]} if kind == Point.Kind.DEMAND else {}
        said_points.note(meeting, by=self.by, kind=kind, title=self._texts(text), **carried, **demand)

    def _texts(self, text: str) -> Texts:
        return Texts(**{self.language: text})
