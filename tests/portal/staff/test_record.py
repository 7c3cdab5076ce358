from __future__ import annotations

from typing import Any

import pytest

from consultations.models import Attendance, Intervention, Meeting, Point, Series
from proposals.models import Demand
from tests import factories
from tests.portal.staff.desk import posted, signed_in

pytestmark = pytest.mark.django_db


def test_add_contribution_leads_to_the_next_empty_one(recorder: Any) -> None:
    meeting = factories.meeting(axes=[factories.text("محور")])
    speaker = factories.present(meeting)
    desk, page = signed_in(recorder), f"/staff/meetings/{meeting.pk}/contributions/new/"
    fields = {"text_ar": "كلمة", "kind": "reply", "speaker": speaker.pk, "axis": meeting.axes.get().pk}

    response = desk.post(page, fields)
    form = desk.get(response.url).context["forms"]["contribution"]

    assert response.url == f"/staff/meetings/{meeting.pk}/?added=contribution"
    assert (form["kind"].value(), form["speaker"].value()) == ("reply", speaker.pk)
    assert form["axis"].value() == meeting.axes.get().pk
    assert not form["text"].value()
    assert "autofocus" in str(form["text"])


def test_edit_presence_saves_it(recorder: Any) -> None:
    present = factories.present(factories.meeting())
    desk, page = signed_in(recorder), f"/staff/presence/{present.pk}/"

    response = desk.post(page, posted(desk.get(page).context["form"]) | {"is_acting": "on"})

    assert response.status_code == 302
    assert Attendance.objects.get().is_acting


def test_add_presence_with_a_count_of_one_person_is_refused_in_the_form(recorder: Any) -> None:
    meeting = factories.meeting()

    response = signed_in(recorder).post(
        f"/staff/meetings/{meeting.pk}/presence/new/",
        {"function_ar": "رئيس", "side": "police", "role": "attendee", "people": "3"},
    )

    assert response.status_code == 200
    assert response.context["form"].non_field_errors()
    assert not Attendance.objects.exists()


def test_shift_contribution_moves_it_up(recorder: Any) -> None:
    meeting = factories.meeting()
    first, second = factories.contribution(meeting), factories.contribution(meeting)

    signed_in(recorder).post(f"/staff/contributions/{second.pk}/shift/", {"steps": "-1"})

    assert list(meeting.interventions.all()) == [second, first]


@pytest.mark.parametrize("steps", ["", "5", "x"])
def test_shift_by_anything_else_is_refused(recorder: Any, steps: str) -> None:
    contribution = factories.contribution(factories.meeting())

    response = signed_in(recorder).post(f"/staff/contributions/{contribution.pk}/shift/", {"steps": steps})

    assert response.status_code == 400


def test_remove_speaker_who_spoke_says_why_not(recorder: Any) -> None:
    meeting = factories.meeting()
    speaker = factories.present(meeting)
    factories.contribution(meeting, speaker=speaker)

    response = signed_in(recorder).post(f"/staff/presence/{speaker.pk}/remove/")

    assert response.status_code == 409
    assert Attendance.objects.exists()


def test_remove_contribution_takes_it_away(recorder: Any) -> None:
    contribution = factories.contribution(factories.meeting())

    signed_in(recorder).post(f"/staff/contributions/{contribution.pk}/remove/")

    assert not Intervention.objects.exists()


def test_note_demand_that_was_asked_before_adds_no_demand(recorder: Any) -> None:
    meeting, demand = factories.meeting(), factories.demand()
    contribution = factories.contribution(meeting)
    fields = {
        "kind": "demand", "title_ar": "نفس المطلب", "demand": demand.pk,
        "interventions": [contribution.pk], "themes": [factories.theme().pk],
    }  # fmt: skip

    response = signed_in(recorder).post(f"/staff/meetings/{meeting.pk}/points/new/", fields)

    assert response.status_code == 302
    assert Point.objects.get().demand == demand
    assert Demand.objects.count() == 1


def test_note_the_same_demand_twice_is_refused_in_the_form(recorder: Any) -> None:
    meeting, demand = factories.meeting(), factories.demand()
    contribution = factories.contribution(meeting)
    factories.demand_point(meeting, of=demand, interventions=[contribution])
    fields = {
        "kind": "demand", "title_ar": "نفس المطلب", "demand": demand.pk,
        "interventions": [contribution.pk], "themes": [factories.theme().pk],
    }  # fmt: skip

    response = signed_in(recorder).post(f"/staff/meetings/{meeting.pk}/points/new/", fields)

    assert response.status_code == 200
    assert response.context["form"].non_field_errors()


def test_note_point_carried_by_another_meeting_is_refused(recorder: Any) -> None:
    meeting, foreign = factories.meeting(), factories.contribution(factories.meeting())
    fields = {"kind": "consensus", "title_ar": "نقطة", "interventions": [foreign.pk]}

    response = signed_in(recorder).post(f"/staff/meetings/{meeting.pk}/points/new/", fields)

    assert "interventions" in response.context["form"].errors
    assert not Point.objects.exists()


def test_edit_point_keeps_its_demand(recorder: Any) -> None:
    meeting = factories.meeting()
    point = factories.demand_point(meeting, interventions=[factories.contribution(meeting)])
    desk, page = signed_in(recorder), f"/staff/points/{point.pk}/"

    response = desk.post(page, posted(desk.get(page).context["form"]) | {"title_ar": "صياغة أوضح"})

    assert response.status_code == 302
    assert Point.objects.get().title.ar == "صياغة أوضح"
    assert Point.objects.get().demand == point.demand


def test_edit_meeting_keeps_topics_and_opens_a_series(recorder: Any) -> None:
    meeting = factories.meeting(axes=[factories.text("الأمن")])
    desk, page = signed_in(recorder), f"/staff/meetings/{meeting.pk}/edit/"
    typed = posted(desk.get(page).context["form"]) | {"topic_2_ar": "الوقاية", "new_series_ar": "لقاءات الأحياء"}

    response = desk.post(page, typed)

    assert response.status_code == 302
    assert [axis.title.ar for axis in meeting.axes.all()] == ["الأمن", "الوقاية"]
    assert Meeting.objects.get().series == Series.objects.get()


def test_edit_meeting_that_lost_the_race_opens_no_series(recorder: Any) -> None:
    meeting = factories.meeting()
    desk, page = signed_in(recorder), f"/staff/meetings/{meeting.pk}/edit/"
    typed = posted(desk.get(page).context["form"]) | {"version": 0, "new_series_ar": "لقاءات الأحياء"}

    response = desk.post(page, typed)

    assert response.status_code == 409
    assert not Series.objects.exists()


def test_read_record_of_a_published_meeting_offers_no_form(recorder: Any, editor: Any, head: Any) -> None:
    meeting = factories.closed_meeting()
    open_page = signed_in(recorder).get(f"/staff/meetings/{meeting.pk}/")
    factories.published_report(by=editor, head=head, at=meeting)

    closed_page = signed_in(recorder).get(f"/staff/meetings/{meeting.pk}/")

    assert open_page.context["forms"]
    assert not closed_page.context["forms"]
    assert "/contributions/new/" not in closed_page.content.decode()
