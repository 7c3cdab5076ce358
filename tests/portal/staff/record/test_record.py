from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from consultations.models import Attendance, Intervention, Meeting, Point, Series
from consultations.models.attendance import REPRESENTATIVE
from consultations.record import points
from core.text.texts import Texts
from core.zone import ZONE
from proposals.models import Demand
from reference.models import Institution
from tests import factories
from tests.portal.staff.desk import posted, signed_in

pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_add_contribution_leads_to_an_empty_form_that_takes_over_nothing_of_the_last_one(recorder: Any) -> None:
    meeting = factories.meeting(axes=[factories.text("محور")])
    speaker = factories.present(meeting)
    desk, page = signed_in(recorder), f"/staff/meetings/{meeting.pk}/contributions/new/"
    fields = {"text_ar": "كلمة", "kind": "reply", "speaker": speaker.pk, "axis": meeting.axes.get().pk}

    response = desk.post(page, fields)
    shown = desk.get(response.url).context["forms"]["contribution"]

    assert response.url == f"/staff/meetings/{meeting.pk}/?added=contribution"
    for form in (shown, desk.get(page).context["form"]):
        values = [form[name].value() for name in ("kind", "speaker", "speaker_label", "axis")]
        assert values == ["contribution", None, "", None]
        assert not form["text"].value()
    assert "autofocus" in str(shown["text"])


def test_speaker_who_is_not_listed_is_stored_as_typed(recorder: Any) -> None:
    meeting = factories.meeting()
    desk = signed_in(recorder)

    desk.post(
        f"/staff/meetings/{meeting.pk}/contributions/new/",
        {"text_ar": "كلمة", "kind": "contribution", "speaker_label": "جمعية الأمل"},
    )

    row = Intervention.objects.get()
    assert (row.speaker, row.speaker_label) == (None, "جمعية الأمل")
    assert "جمعية الأمل" in desk.get(f"/staff/meetings/{meeting.pk}/").content.decode()


def test_speaker_of_the_list_and_a_typed_name_are_refused_beside_the_field(recorder: Any) -> None:
    meeting = factories.meeting()
    speaker = factories.present(meeting)

    response = signed_in(recorder).post(
        f"/staff/meetings/{meeting.pk}/contributions/new/",
        {"text_ar": "كلمة", "kind": "contribution", "speaker": speaker.pk, "speaker_label": "جمعية الأمل"},
    )

    assert response.context["form"].errors["speaker_label"]
    assert not Intervention.objects.exists()


def test_two_representatives_are_told_apart_wherever_somebody_chooses_or_reads_a_speaker(recorder: Any) -> None:
    meeting = factories.meeting()
    walk_in = {"side": "civil_society", "function": REPRESENTATIVE, "is_walk_in": True}
    rows = [factories.present(meeting, **walk_in, name=name) for name in ("جمعية النور", "ودادية الآفاق")]
    factories.contribution(meeting, speaker=rows[1])

    page = signed_in(recorder).get(f"/staff/meetings/{meeting.pk}/")

    choices = [label for _value, label in page.context["forms"]["contribution"].fields["speaker"].choices]
    assert choices[1:] == ["ممثل الجمعية، جمعية النور", "ممثل الجمعية، ودادية الآفاق"]
    assert page.content.decode().count("ممثل الجمعية، ودادية الآفاق") > 1


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
    assert list(response.context["form"].errors) == ["people"]
    assert not Attendance.objects.exists()


def test_presence_that_names_no_association_cannot_be_shown_with_one(recorder: Any) -> None:
    present = factories.present(factories.meeting())

    fields = presence_fields(shows_association="on", version=str(present.version))
    response = signed_in(recorder).post(f"/staff/presence/{present.pk}/", fields)

    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["shows_association"]


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
    assert list(response.context["form"].errors) == ["demand"]


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


@pytest.mark.slow
def test_read_record_of_a_published_meeting_offers_no_form(recorder: Any, editor: Any, head: Any) -> None:
    meeting = factories.closed_meeting()
    open_page = signed_in(recorder).get(f"/staff/meetings/{meeting.pk}/")
    factories.published_report(by=editor, head=head, at=meeting)

    closed_page = signed_in(recorder).get(f"/staff/meetings/{meeting.pk}/")

    assert open_page.context["forms"]
    assert not closed_page.context["forms"]
    assert "/contributions/new/" not in closed_page.content.decode()


def presence_fields(**more: Any) -> dict[str, Any]:
    return {"function_ar": "رئيسة جمعية", "side": "civil_society", "role": "attendee", **more}


def test_add_presence_notes_a_woman_and_when_she_came_and_left(recorder: Any) -> None:
    meeting = factories.meeting(held_on=dt.date(2018, 10, 17))
    fields = presence_fields(is_woman="true", arrived="18:05", left="19:30")

    signed_in(recorder).post(f"/staff/meetings/{meeting.pk}/presence/new/", fields)

    noted = Attendance.objects.get()
    assert noted.is_woman is True
    assert noted.arrived_at == dt.datetime(2018, 10, 17, 18, 5, tzinfo=ZONE)
    assert noted.left_at == dt.datetime(2018, 10, 17, 19, 30, tzinfo=ZONE)


def test_add_presence_notes_nothing_that_was_left_open(recorder: Any) -> None:
    meeting = factories.meeting()

    signed_in(recorder).post(f"/staff/meetings/{meeting.pk}/presence/new/", presence_fields(is_woman="unknown"))

    noted = Attendance.objects.get()
    assert (noted.is_woman, noted.women, noted.arrived_at, noted.left_at) == (None, None, None, None)


@pytest.mark.parametrize("times", [{"arrived": "19:00", "left": "18:00"}, {"left": "18:00"}])
def test_add_presence_of_somebody_who_left_before_arriving_is_refused(recorder: Any, times: dict[str, str]) -> None:
    meeting = factories.meeting()

    response = signed_in(recorder).post(f"/staff/meetings/{meeting.pk}/presence/new/", presence_fields(**times))

    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["left"]
    assert not Attendance.objects.exists()


def test_edit_presence_keeps_the_seconds_of_a_time_that_was_not_touched(recorder: Any) -> None:
    arrived = dt.datetime(2018, 10, 17, 18, 5, 42, tzinfo=ZONE)
    present = factories.present(factories.meeting(), arrived_at=arrived)
    desk, page = signed_in(recorder), f"/staff/presence/{present.pk}/"

    desk.post(page, posted(desk.get(page).context["form"]) | {"is_acting": "on"})

    assert Attendance.objects.get().arrived_at == arrived


def test_edit_presence_takes_a_time_away(recorder: Any) -> None:
    arrived = dt.datetime(2018, 10, 17, 18, 5, tzinfo=ZONE)
    present = factories.present(factories.meeting(), arrived_at=arrived)
    desk, page = signed_in(recorder), f"/staff/presence/{present.pk}/"

    desk.post(page, posted(desk.get(page).context["form"]) | {"arrived": ""})

    assert Attendance.objects.get().arrived_at is None


def test_edit_presence_after_somebody_else_shows_no_difference_of_times_that_are_equal(recorder: Any) -> None:
    present = factories.present(factories.meeting(), arrived_at=dt.datetime(2018, 10, 17, 18, 5, tzinfo=ZONE))
    desk, page = signed_in(recorder), f"/staff/presence/{present.pk}/"
    opened = posted(desk.get(page).context["form"])
    desk.post(page, opened | {"function_ar": "والي"})

    response = desk.post(page, opened | {"function_ar": "باشا"})

    assert response.status_code == 409
    assert len(response.context["differences"]) == 1


def test_add_women_of_a_group_notes_their_number(recorder: Any) -> None:
    meeting = factories.meeting()
    page = f"/staff/meetings/{meeting.pk}/presence/new/"

    refused = signed_in(recorder).post(page, presence_fields(is_group="on", people="3", women="4"))
    signed_in(recorder).post(page, presence_fields(is_group="on", people="5", women="4"))

    assert list(refused.context["form"].errors) == ["women"]
    assert Attendance.objects.get().women == 4


def commitment_fields(meeting: Meeting, **more: Any) -> dict[str, Any]:
    said = factories.contribution(meeting)
    return {"kind": "commitment", "title_ar": "تكثيف الدوريات", "interventions": [said.pk], **more}


def test_add_commitment_notes_who_owes_it_and_until_when(recorder: Any) -> None:
    meeting = factories.meeting()
    fields = commitment_fields(meeting, owner_unit=factories.unit().pk, due_on="2018-11-15")

    signed_in(recorder).post(f"/staff/meetings/{meeting.pk}/points/new/", fields)

    point = Point.objects.get()
    assert (point.owner, point.due_on) == (factories.unit(), dt.date(2018, 11, 15))


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"kind": "concern"}, "owner_unit"),
        ({"owner_institution": lambda: Institution.objects.first().pk}, "owner_institution"),
    ],
)
def test_add_point_owed_by_two_or_owed_without_a_promise_is_refused_at_the_field(
    recorder: Any, wrong: dict[str, Any], field: str
) -> None:
    meeting = factories.meeting()
    wrong = {name: value() if callable(value) else value for name, value in wrong.items()}
    fields = commitment_fields(meeting, owner_unit=factories.unit().pk) | wrong

    response = signed_in(recorder).post(f"/staff/meetings/{meeting.pk}/points/new/", fields)

    assert field in response.context["form"].errors
    assert not Point.objects.exists()


def test_workspace_shows_who_owes_a_commitment_and_what_is_unknown(recorder: Any) -> None:
    meeting = factories.meeting()
    fields = commitment_fields(meeting, owner_unit=factories.unit().pk)
    desk = signed_in(recorder)
    desk.post(f"/staff/meetings/{meeting.pk}/points/new/", fields)

    page = desk.get(f"/staff/meetings/{meeting.pk}/").content.decode()

    shown = page.split(f'id="point-{Point.objects.get().pk}"')[1].split("</li>")[0]
    assert factories.unit().name.ar in shown
    assert 'class="unknown"' in shown


def test_point_offers_a_confidential_contribution_without_a_word_of_it(recorder: Any) -> None:
    meeting = factories.meeting()
    said = factories.contribution(meeting, text=factories.text("سر الحي"))
    open_one = factories.contribution(meeting, text=factories.text("كلمة معلنة"))
    Intervention.objects.filter(pk=said.pk).update(text=Texts(), sealed=b"sealed", sealed_with="key")

    offered = signed_in(recorder).get(f"/staff/meetings/{meeting.pk}/points/new/").context["form"]["interventions"]

    assert [choice.choice_label for choice in offered] == [
        "1. مداخلة مشفَّرة",
        f"{open_one.position}. كلمة معلنة",
    ]


@pytest.mark.parametrize(("kind", "is_open"), [("commitment", True), ("concern", False)])
def test_point_that_is_a_promise_shows_who_owes_it_unfolded(recorder: Any, kind: str, is_open: bool) -> None:
    meeting = factories.meeting()
    point = points.note_point(
        meeting, by=recorder, kind=kind, title=factories.text("زيارة"), interventions=[factories.contribution(meeting)]
    )

    page = signed_in(recorder).get(f"/staff/points/{point.pk}/").content.decode()

    fold = page[: page.index('name="owner_unit"')].rpartition("<details")[2]
    assert (" open" in fold.partition(">")[0]) == is_open
