"""Points that are typed together with the contribution that carries them."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from consultations.models import Attendance, Intervention, Meeting, Point
from consultations.record import said_points
from consultations.reports.drafting import record
from core.errors import DomainError
from portal.staff.record.several import PeopleForm
from proposals.models import Demand
from tests import factories
from tests.factories import text
from tests.portal.staff.desk import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting() -> Meeting:
    return factories.meeting()


def note(meeting: Meeting, **fields: Any) -> Point:
    typed = {"kind": "demand", "title": text("الإنارة"), "new_demand": True, "new_contribution": True} | fields
    return said_points.note(meeting, by=factories.scribe(), **typed)


@pytest.mark.parametrize("several", [False, True], ids=["not recorded", "several"])
def test_point_of_no_recorded_speaker_came_back_only_where_several_said_it(meeting: Meeting, several: bool) -> None:
    point = note(meeting, said_by_several=several)

    assert record.came_back(point) is several
    assert point.demand is not None
    assert point.demand.mentions.get().is_counted is not several


@pytest.mark.parametrize(("speaker", "several"), [("", False), ("several", True)])
def test_row_tells_several_speakers_from_one_who_is_not_recorded(
    meeting: Meeting, speaker: str, several: bool, recorder: Any
) -> None:
    typed = {"language": "ar", "kind_1": "consensus", "title_1": "أهمية التواصل", "speaker_1": speaker}

    signed_in(recorder).post(f"/staff/meetings/{meeting.pk}/points/several/", typed)

    assert Intervention.objects.get().is_collective is several


@pytest.mark.parametrize("several", [False, True])
def test_point_form_says_whether_several_said_it(meeting: Meeting, several: bool, recorder: Any) -> None:
    typed = {"kind": "concern", "title_ar": "الإنارة", "new_contribution": "on"}

    signed_in(recorder).post(
        f"/staff/meetings/{meeting.pk}/points/new/", typed | ({"said_by_several": "on"} if several else {})
    )

    assert Intervention.objects.get().is_collective is several


def test_point_sent_twice_makes_one_contribution(meeting: Meeting) -> None:
    uid = uuid.uuid4()

    twice = [note(meeting, uid=uid) for _time in range(2)]

    assert twice[0] == twice[1]
    assert Intervention.objects.count() == 1


def test_people_sent_twice_are_stored_once(meeting: Meeting, recorder: Any) -> None:
    desk, page = signed_in(recorder), f"/staff/meetings/{meeting.pk}/presence/several/"
    typed = {
        "batch": desk.get(page).context["form"]["batch"].value(),
        "language": "ar",
        "function_1": "باشا المدينة",
        "part_1": "opened",
        "associations": "جمعية باب سبتة",
        "opening": "رحب بالحضور.",
    }

    for _time in range(2):
        desk.post(page, typed)

    assert (Attendance.objects.count(), Intervention.objects.count()) == (2, 1)


def test_points_sent_twice_are_stored_once(meeting: Meeting, recorder: Any) -> None:
    desk, page = signed_in(recorder), f"/staff/meetings/{meeting.pk}/points/several/"
    typed = {
        "batch": desk.get(page).context["form"]["batch"].value(),
        "language": "ar",
        "kind_1": "demand",
        "title_1": "الإنارة",
        "theme_1": factories.theme().pk,
        "kind_2": "praise",
        "title_2": "شكر",
        "conclusion": "اختتم اللقاء.",
    }

    for _time in range(2):
        desk.post(page, typed)

    assert (Point.objects.count(), Intervention.objects.count(), Demand.objects.count()) == (2, 3, 1)


def test_forms_without_their_number_make_rows_of_their_own(meeting: Meeting) -> None:
    forms = [PeopleForm({"language": "ar", "function_1": "باشا"}, meeting=meeting) for _time in range(2)]

    uids = {form.values["rows"][0]["uid"] for form in forms if form.is_valid()}

    assert len(uids) == 2


@pytest.mark.parametrize("field", ["speaker", "said_by_several"])
def test_speaker_without_new_contribution_is_refused_at_the_field(meeting: Meeting, field: str, recorder: Any) -> None:
    carried, speaker = factories.contribution(meeting), factories.present(meeting)
    value = speaker.pk if field == "speaker" else "on"
    typed = {"kind": "concern", "title_ar": "الإنارة", "interventions": [carried.pk], field: value}

    response = signed_in(recorder).post(f"/staff/meetings/{meeting.pk}/points/new/", typed)

    assert set(response.context["form"].errors) == {field}
    with pytest.raises(DomainError):
        note(
            meeting, new_contribution=False, interventions=[carried], **{field: speaker if field == "speaker" else True}
        )
