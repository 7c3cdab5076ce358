"""What a report may not lack: the checklist, the draft, sending to review and the approval ask the same questions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from consultations.models import Point, Report
from core.errors import DomainError
from core.text.texts import Texts

NO_TITLE = _("The report has no title in Arabic.")
NO_LEAD = _("The report has no first lines in Arabic.")
MEETING_WITHOUT_TITLE = _("The meeting has no title in Arabic.")
NO_WORDING = _("A point has no wording in Arabic.")
NO_THEME = _("A demand without a theme.")


class Gap(NamedTuple):
    """``key``: of the kind of gap; ``what``: the point that has it."""

    key: str
    sentence: str | Promise
    what: Texts = Texts()
    point: int | None = None


def of_point(point: Point, title: Texts) -> Iterator[Gap]:
    """``title``: of the point in the record, or as the report words it."""
    if not title.ar:
        yield Gap("wording", NO_WORDING, title, point.pk)
    if point.kind == Point.Kind.DEMAND and not point.themes.all():
        yield Gap("theme", NO_THEME, title, point.pk)


def refusal(sentence: str | Promise, what: Texts) -> DomainError:
    return DomainError(f"{sentence} {what}".strip())


def gaps(report: Report) -> list[Gap]:
    """What must be filled before ``report`` is sent to review or published. Two queries for any number of points."""
    return list(_found(report))


def refuse(report: Report) -> None:
    """Raises :class:`~core.errors.DomainError` for the first gap."""
    for gap in _found(report):
        raise refusal(gap.sentence, gap.what)


def _found(report: Report) -> Iterator[Gap]:
    if not report.meeting.title.ar:
        yield Gap("meeting_title", MEETING_WITHOUT_TITLE, report.meeting.title)
    if not report.title.ar:
        yield Gap("title", NO_TITLE)
    if not report.lead.ar:
        yield Gap("lead", NO_LEAD)
    reported = report.reported_points.filter(point__in=Point.objects.reportable())
    for row in reported.select_related("point").prefetch_related("point__themes"):
        yield from of_point(row.point, row.title)
