"""A record to draft from, and the sections that the clerk wrote."""

from __future__ import annotations

from typing import Any

from consultations.models import Intervention, Meeting, Point
from consultations.record import points
from consultations.reports import drafting
from consultations.reports.drafting import Section
from core.text.texts import Texts
from tests import factories
from tests.factories import text

SONG = "canariqz"


def lead(meeting: Meeting, language: str = "ar") -> str:
    return str(getattr(drafting.draft(meeting).text(Section.LEAD), language)).replace("\u00a0", " ")


def opening(meeting: Meeting, language: str = "ar") -> str:
    return str(getattr(drafting.draft(meeting).text(Section.OPENING), language))


def association_present(at: Meeting, name: str, **values: Any) -> Any:
    fields = {"side": "civil_society", "function": text("ممثل جمعية"), "shows_association": True}
    return factories.present(at, association=factories.association(name=text(name)), **{**fields, **values})


def sealed(contribution: Intervention) -> Intervention:
    Intervention.objects.filter(pk=contribution.pk).update(text=Texts(), sealed=b"sealed", sealed_with="key")
    contribution.refresh_from_db()
    return contribution


def owed(at: Meeting, kind: str = "commitment", **values: Any) -> Point:
    fields = {"title": text("تكثيف الدوريات قرب المدارس", fr="intensifier les rondes"), "themes": [], **values}
    return points.note_point(at, by=factories.scribe(), kind=kind, interventions=[factories.contribution(at)], **fields)
