"""From an empty record to a public report, through the pages alone."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from consultations.models import Intervention, Meeting, Point, Report
from publications import reader
from tests import factories
from tests.portal.staff.desk import signed_in

pytestmark = pytest.mark.django_db


def post(client: Client, url: str, **fields: Any) -> Any:
    response = client.post(url, fields)
    assert response.status_code == 302, response.content.decode()
    return response


@pytest.mark.slow
def test_a_meeting_goes_from_new_record_to_public_report(recorder: Any, editor: Any, head: Any) -> None:
    desk = signed_in(recorder)
    post(
        desk, "/staff/meetings/new/", title_ar="لقاء تواصلي", held_on="2018-10-17", part_of_day="evening", kind="open",
        level="district", requester="cell", organiser=factories.unit("meknes").pk, unit=factories.unit().pk,
        venue_ar="مقر الدائرة", topic_1_ar="محيط المدارس",
    )  # fmt: skip
    meeting = Meeting.objects.get()
    here = f"/staff/meetings/{meeting.pk}/"
    post(desk, f"{here}move/", move="open")
    post(desk, f"{here}presence/new/", function_ar="رئيس المنطقة", side="police", role="opener", is_acting="on")
    post(desk, f"{here}contributions/new/", text_ar="نطلب أمنا أقوى قرب المدارس", kind="contribution")
    contribution = Intervention.objects.get()
    post(
        desk, f"{here}points/new/", kind="demand", title_ar="أمن أقوى قرب المدارس", new_demand="on",
        interventions=[contribution.pk], themes=[factories.theme().pk],
    )  # fmt: skip
    post(desk, f"{here}move/", move="close")
    assert Point.objects.get().demand.title.ar == "أمن أقوى قرب المدارس"

    writing = signed_in(editor)
    post(writing, f"{here}report/")
    report = Report.objects.get()
    page = f"/staff/reports/{report.pk}/"
    reported = report.reported_points.get()
    post(
        writing, f"{page}edit/", version=report.version, title_ar="تقرير اللقاء", lead_ar="انعقد اللقاء مساء",
        **{f"point_{reported.pk}_title_ar": "تقوية الأمن قرب المدارس"},
    )  # fmt: skip
    post(writing, f"{page}submit/", sentence="جاهز")

    reading = signed_in(head)
    shown = reading.get(page)
    assert "تقوية الأمن قرب المدارس" in shown.content.decode()
    post(reading, f"{page}approve/", **factories.having_read(report))
    body = reader.live("report", meeting.key).body
    assert body.title.ar == "تقرير اللقاء"
    assert body.demands[0].title.ar == "تقوية الأمن قرب المدارس"
