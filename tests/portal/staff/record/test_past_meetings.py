"""A meeting of the past is typed in by three forms, whatever it holds."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

import pytest
from django.test import Client
from django.utils import timezone

from consultations.models import Attendance, Intervention, Meeting, Point
from consultations.states import MeetingState
from portal.staff.record.several_points import PointsForm
from proposals.models import Demand
from tests import factories
from tests.portal.staff.desk import signed_in
from tests.portal.staff.record.past_meetings import FIVE, MERCHANTS, Past

pytestmark = pytest.mark.django_db
# Before, a report of 8 points took 16 forms: the meeting, its opening and closing, and each of what was said and noted alone.
MOST_FORMS = 8
MOST_FIELDS = 61


class Typed(NamedTuple):
    meeting: Meeting
    forms: int
    fields: int


def type_in(desk: Client, past: Past) -> Typed:
    """Through the pages, as somebody would; counts the forms that were sent and the fields that were filled in."""
    sent: list[dict[str, Any]] = []

    def send(page: str, fields: dict[str, Any]) -> str:
        sent.append(fields)
        answer = desk.post(page, fields)
        assert answer.status_code == 302, answer.context["form"].errors
        return str(answer.url)

    units = {name: factories.unit(past.facts[name]).pk for name in ("unit", "organiser")}
    people = send("/staff/meetings/new/", {"requester": "cell", "was_held": "on"} | past.facts | units)
    points = send(people, {"language": "ar"} | past.people)
    meeting = Meeting.objects.get()
    send(points, {"language": past.people.get("language", "ar")} | rows_of(past, meeting))
    return Typed(meeting, len(sent), sum(len(fields) for fields in sent))


def rows_of(past: Past, meeting: Meeting) -> dict[str, Any]:
    present = list(meeting.attendances.order_by("position"))
    typed: dict[str, Any] = {}
    for number, (kind, title, more) in enumerate(past.points, start=1):
        row = {"kind": kind, "title": title} | more
        if "speaker" in row:
            row["speaker"] = present[row["speaker"] - 1].pk
        if "theme" in row:
            row["theme"] = factories.theme().pk
        typed |= {f"{name}_{number}": value for name, value in row.items()}
    return typed | ({"conclusion": past.conclusion} if past.conclusion else {})


@pytest.mark.parametrize("name", FIVE)
def test_past_meeting_takes_three_forms(name: str, recorder: Any) -> None:
    past = FIVE[name]

    typed = type_in(signed_in(recorder), past)

    kinds = [kind for kind, _title, _more in past.points]
    assert typed.forms == 3 <= MOST_FORMS
    assert typed.fields <= MOST_FIELDS
    assert list(typed.meeting.points.order_by("position").values_list("kind", flat=True)) == kinds
    assert typed.meeting.state == MeetingState.CLOSED
    assert typed.meeting.opened_at is None
    assert all(point.interventions.count() == 1 for point in typed.meeting.points.all())


def test_past_meeting_holds_what_was_typed(recorder: Any) -> None:
    meeting = type_in(signed_in(recorder), FIVE["zone of Hamria"]).meeting

    chair = meeting.attendances.get(chair=Attendance.Chair.CHAIRED)
    figure = meeting.points.filter(kind=Point.Kind.FIGURE).order_by("position").first()
    promise = meeting.points.get(starts_on__isnull=False)
    opening = meeting.interventions.get(kind=Intervention.Kind.OPENING)
    assert (chair.role, chair.is_acting, opening.speaker) == (Attendance.Role.OPENER, True, chair)
    assert figure is not None
    assert (figure.figure_value, figure.figure_unit.ar, figure.figure_source) == (214, "قضية", chair.function)
    assert (promise.starts_on, promise.due_on, promise.owner_name) == (dt.date(2019, 3, 18), None, chair.function)
    assert (meeting.level, meeting.declared_people, meeting.declared_contributions) == ("zone", None, 18)
    last = meeting.interventions.order_by("position").last()
    assert last is not None
    assert (last.kind, last.text.ar) == (Intervention.Kind.CONCLUSION, FIVE["zone of Hamria"].conclusion)


@pytest.mark.slow
def test_associations_outside_the_directory_are_counted_and_named_only_if_they_agree(recorder: Any) -> None:
    desk = signed_in(recorder)
    agreed = type_in(desk, MERCHANTS).meeting
    silent = factories.meeting()

    desk.post(
        f"/staff/meetings/{silent.pk}/presence/several/",
        {"language": "ar", "associations": "جمعية باب سبتة\n جمعية  باب سبتة\n\nتعاونية الدرازين"},
    )

    named = [str(each.organisation) for each in agreed.attendances.filter(side="civil_society")]
    assert (len(named), named[2]) == (5, "تعاونية الدرازين")
    unnamed = silent.attendances.order_by("position")
    assert [each.association_name for each in unnamed] == ["جمعية باب سبتة", "تعاونية الدرازين"]
    assert not any(each.organisation for each in unnamed)


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ({"kind_1": "praise"}, None),
        ({"title_1": "نقطة"}, "kind_1"),
        ({"kind_1": "commitment", "text_1": "كلام"}, "title_1"),
        ({"kind_1": "demand", "title_1": "مطلب"}, "theme_1"),
        ({"kind_1": "demand", "title_1": "مطلب", "demand_1": "99999"}, "demand_1"),
        ({"kind_1": "figure", "title_1": "رقم"}, "value_1"),
        ({"kind_1": "figure", "title_1": "رقم", "value_1": "كثير"}, "value_1"),
        ({"kind_1": "praise", "title_1": "تنويه", "value_1": "3"}, "value_1"),
        ({"kind_1": "praise", "title_1": "تنويه", "due_on_1": "2019-01-01"}, "due_on_1"),
        (
            {"kind_1": "commitment", "title_1": "التزام", "starts_on_1": "2019-02-01", "due_on_1": "2019-01-01"},
            "due_on_1",
        ),
        ({"kind_1": "commitment", "title_1": "التزام", "due_on_1": "9999-01-01"}, "due_on_1"),
        ({"kind_1": "praise", "title_1": "ت" * 301}, "title_1"),
    ],
)
def test_row_that_cannot_be_is_refused_at_its_field_and_nothing_is_stored(
    row: dict[str, str], field: str | None, recorder: Any
) -> None:
    meeting = factories.meeting()
    typed = {"language": "ar", "kind_2": "praise", "title_2": "شكر"} | row

    response = signed_in(recorder).post(f"/staff/meetings/{meeting.pk}/points/several/", typed)

    if field is None:
        assert Point.objects.count() == 1
        return
    assert set(response.context["form"].errors) == {field}
    assert not Point.objects.exists()
    assert not Intervention.objects.exists()


def test_meeting_of_tomorrow_cannot_have_been_held(recorder: Any) -> None:
    tomorrow = timezone.localdate() + dt.timedelta(days=1)

    response = signed_in(recorder).post("/staff/meetings/new/", {"was_held": "on", "held_on": tomorrow.isoformat()})

    assert response.context["form"].errors["held_on"]


def test_progress_names_the_demand_of_the_number_that_was_typed(recorder: Any) -> None:
    meeting, demand = factories.meeting(), factories.demand()
    typed = {"language": "ar", "kind_1": "progress", "title_1": "أصلحت الأعمدة", "demand_1": str(demand.number)}

    signed_in(recorder).post(f"/staff/meetings/{meeting.pk}/points/several/", typed)

    point = Point.objects.get()
    assert (point.about_demand, point.demand) == (demand, None)
    assert not demand.mentions.filter(source_key=meeting.key).exists()


def test_point_typed_with_its_contribution_is_typed_once(recorder: Any) -> None:
    meeting = factories.meeting()
    speaker = factories.present(meeting)
    fields = {
        "kind": "figure",
        "title_ar": "قضايا",
        "figure_value": "214",
        "new_contribution": "on",
        "speaker": speaker.pk,
    }

    signed_in(recorder).post(f"/staff/meetings/{meeting.pk}/points/new/", fields)

    said = Point.objects.get().interventions.get()
    assert (said.text.ar, said.kind, said.speaker, said.is_collective) == ("قضايا", "figures", speaker, False)


def test_announced_meeting_that_nobody_opened_is_noted_as_held_once_its_day_has_come(recorder: Any) -> None:
    ahead, past = factories.announced(), factories.meeting()
    desk = signed_in(recorder)

    offered = [
        [move.name for move in desk.get(f"/staff/meetings/{each.pk}/").context["moves"]] for each in (ahead, past)
    ]
    refused = desk.post(f"/staff/meetings/{ahead.pk}/move/", {"move": "hold"})
    desk.post(f"/staff/meetings/{past.pk}/move/", {"move": "hold"})
    past.refresh_from_db()

    assert ("hold" in offered[0], "hold" in offered[1]) == (False, True)
    assert refused.status_code == 409
    assert (past.state, past.opened_at) == (MeetingState.CLOSED, None)
    assert past.closed_at is not None


def test_number_of_a_merged_demand_is_that_of_the_whole(recorder: Any) -> None:
    meeting, whole, part = factories.meeting(), factories.demand(), factories.demand()
    Demand.objects.filter(pk=part.pk).update(merged_into=whole, promise_on=None)
    typed = {"language": "ar", "kind_1": "demand", "title_1": "الإنارة", "demand_1": str(part.number)}

    signed_in(recorder).post(f"/staff/meetings/{meeting.pk}/points/several/", typed)

    assert meeting.points.get().demand == whole


def test_numbers_of_demands_are_looked_up_together(django_assert_num_queries: Any) -> None:
    meeting, demands = factories.meeting(), [factories.demand() for _number in range(4)]
    typed: dict[str, Any] = {"language": "ar"}
    for number, demand in enumerate(demands, start=1):
        typed |= {f"kind_{number}": "demand", f"title_{number}": "مطلب", f"demand_{number}": str(demand.number)}
    form = PointsForm(typed, meeting=meeting)

    with django_assert_num_queries(1):
        assert form.is_valid()
