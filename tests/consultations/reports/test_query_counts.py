"""A report of many points costs as many queries as one of few."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from consultations.models import Report
from consultations.record import points
from consultations.reports import steps as reports
from consultations.reports.report_document import compose_report
from tests import factories
from tests.consultations.reports.wordings import wording
from tests.factories import text

pytestmark = pytest.mark.django_db


def report_of(number: int) -> Report:
    """With so many demands, and so many points about earlier demands."""
    meeting = factories.closed_meeting()
    for _each in range(number):
        factories.demand_point(meeting)
        progress = {"kind": "progress", "title": text("أصلحت الأعمدة"), "about_demand": factories.demand()}
        points.note_point(meeting, by=factories.scribe(), interventions=[factories.contribution(meeting)], **progress)
    return reports.draft(meeting, by=factories.staff("editor"))


def cost(act: Any, report: Report) -> int:
    row = Report.objects.select_related("meeting__unit", "meeting__organiser", "meeting__series").get(pk=report.pk)
    with CaptureQueriesContext(connection) as captured:
        act(row)
    return len(captured)


def test_report_of_many_points_is_composed_with_as_many_queries() -> None:
    few, many = report_of(1), report_of(4)

    assert cost(compose_report, few) == cost(compose_report, many)


def test_edit_of_a_report_costs_by_what_changed() -> None:
    def edit(report: Report) -> None:
        reports.edit(report, by=editor, **wording(report) | {"points": words})

    costs = []
    for report in (report_of(1), report_of(4)):
        editor = report.authors.get()
        rows = list(report.reported_points.all())
        words = {row.pk: (row.title, row.text) for row in rows} | {rows[0].pk: (text("مطلب آخر"), rows[0].text)}
        costs.append(cost(edit, report))

    assert costs[0] == costs[1]
