"""Typed forms of the record: one row for each form, and errors beside the field that contradicts the others."""

from __future__ import annotations

from typing import Any

import pytest

from consultations.models import Attendance, Intervention, Meeting, Point
from portal.staff.record.forms import PointForm, PresenceForm
from tests import factories
from tests.portal.staff.desk import posted, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting() -> Meeting:
    return factories.meeting()


def sent(desk: Any, page: str, **typed: Any) -> dict[str, Any]:
    """What the empty form on ``page`` sends when it is filled in."""
    return posted(desk.get(page).context["form"]) | typed


@pytest.mark.parametrize(
    ("folder", "model", "typed"),
    [
        ("presence", Attendance, {"function_ar": "رئيس الدائرة", "side": "police", "role": "attendee"}),
        ("contributions", Intervention, {"text_ar": "الإنارة ضعيفة", "kind": "contribution"}),
        ("points", Point, {"title_ar": "نقطة", "kind": "consensus"}),
    ],
)
def test_form_sent_twice_makes_one_row_and_another_form_another(
    recorder: Any, meeting: Meeting, folder: str, model: Any, typed: dict[str, Any]
) -> None:
    if model is Point:
        typed = {**typed, "interventions": [factories.contribution(meeting).pk]}
    desk, page = signed_in(recorder), f"/staff/meetings/{meeting.pk}/{folder}/new/"
    once = sent(desk, page, **typed)
    before = model.objects.count()

    answers = [desk.post(page, once) for _time in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert model.objects.count() == before + 1
    desk.post(page, sent(desk, page, **typed))
    assert model.objects.count() == before + 2


def test_form_on_the_page_of_the_meeting_sent_twice_makes_one_row(recorder: Any, meeting: Meeting) -> None:
    desk = signed_in(recorder)
    form = desk.get(f"/staff/meetings/{meeting.pk}/").context["forms"]["contribution"]
    typed = posted(form) | {"text_ar": "الإنارة ضعيفة"}

    for _time in range(2):
        desk.post(f"/staff/meetings/{meeting.pk}/contributions/new/", typed)

    assert Intervention.objects.count() == 1


def test_form_whose_row_is_in_another_meeting_is_refused(recorder: Any, meeting: Meeting) -> None:
    foreign = factories.contribution(factories.meeting())
    typed = {"text_ar": "الإنارة ضعيفة", "kind": "contribution", "uid": str(foreign.uid)}

    answer = signed_in(recorder).post(f"/staff/meetings/{meeting.pk}/contributions/new/", typed)

    assert answer.status_code == 409
    assert list(Intervention.objects.all()) == [foreign]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"is_group": "on", "people": 2, "women": 3}, "women"),
        ({"arrived": "18:00", "left": "17:00"}, "left"),
    ],
)
def test_presence_that_contradicts_itself_is_refused_at_its_field(
    recorder: Any, meeting: Meeting, typed: dict[str, Any], field: str
) -> None:
    desk, page = signed_in(recorder), f"/staff/meetings/{meeting.pk}/presence/new/"

    answer = desk.post(page, sent(desk, page, function_ar="رئيس الدائرة", side="police", role="attendee", **typed))

    assert list(answer.context["form"].errors) == [field]


def test_meeting_with_more_women_than_people_is_refused_at_its_field(recorder: Any, meeting: Meeting) -> None:
    desk, page = signed_in(recorder), f"/staff/meetings/{meeting.pk}/edit/"

    answer = desk.post(page, sent(desk, page, declared_people=2, declared_women=3))

    assert list(answer.context["form"].errors) == ["declared_women"]


def test_presence_offers_officials_of_earlier_meetings_and_takes_over_their_function(
    recorder: Any, meeting: Meeting
) -> None:
    earlier = factories.present(factories.meeting(), function=factories.text("باشا المدينة"), side="institution")
    factories.present(factories.meeting(), function=factories.text("رئيسة جمعية"), side="civil_society")
    desk, page = signed_in(recorder), f"/staff/meetings/{meeting.pk}/presence/new/"

    first = desk.get(page).context
    taken_over = desk.get(page, {"like": earlier.pk}).context["form"]

    assert first["earlier"] == [earlier]
    assert not first["form"]["function"].value()
    assert (taken_over["function"].value(), taken_over["side"].value()) == (
        factories.text("باشا المدينة"),
        "institution",
    )
    desk.post(page, posted(taken_over) | {"role": "attendee"})
    assert desk.get(page).context["earlier"] == []


@pytest.mark.parametrize(
    ("kind", "typed", "field"),
    [
        ("demand", {}, "demand"),
        ("demand", {"demand": True, "new_demand": "on"}, "new_demand"),
        ("concern", {"demand": True}, "demand"),
        ("concern", {"new_demand": "on"}, "new_demand"),
    ],
)
def test_point_and_its_demand_that_do_not_fit_are_refused_at_the_field(
    meeting: Meeting, kind: str, typed: dict[str, Any], field: str
) -> None:
    carried = factories.contribution(meeting)
    typed = {**typed, "demand": factories.demand().pk} if "demand" in typed else typed

    form = PointForm({"kind": kind, "title_ar": "نقطة", "interventions": [carried.pk], **typed}, meeting=meeting)

    assert not form.is_valid()
    assert list(form.errors) == [field]


@pytest.mark.parametrize(
    ("kind", "typed", "field"),
    [
        ("concern", {"owner_unit": True, "due_on": "2019-01-01"}, "due_on"),
        ("concern", {"owner_unit": True}, "owner_unit"),
        ("concern", {"owner_body_ar": "الجماعة"}, "owner_body"),
        ("concern", {"figure_unit_ar": "قضية"}, "figure_unit"),
        ("concern", {"substance": "concern"}, "substance"),
        ("concern", {"about_demand": True}, "about_demand"),
        ("commitment", {"owner_unit": True, "owner_body_ar": "الجماعة"}, "owner_body"),
        ("commitment", {"starts_on": "2019-02-01", "due_on": "2019-01-01"}, "due_on"),
        ("figure", {}, "figure_value"),
    ],
)
def test_point_that_contradicts_itself_is_refused_once_at_the_last_field_that_is_filled_in(
    meeting: Meeting, kind: str, typed: dict[str, Any], field: str
) -> None:
    rows = {"owner_unit": factories.unit().pk, "about_demand": factories.demand().pk}
    typed = {name: rows[name] if value is True else value for name, value in typed.items()}
    carried = factories.contribution(meeting)

    form = PointForm({"kind": kind, "title_ar": "نقطة", "interventions": [carried.pk], **typed}, meeting=meeting)

    assert not form.is_valid()
    assert list(form.errors) == [field]


def test_association_that_agrees_and_is_not_named_is_asked_for_beside_its_consent(meeting: Meeting) -> None:
    typed = {
        "function_ar": "رئيس",
        "side": "civil_society",
        "role": "attendee",
        "name": "اسم",
        "shows_association": "on",
    }

    form = PresenceForm(typed, meeting=meeting)

    assert list(form.errors) == ["shows_association"]
