from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
from django.utils import timezone

from consultations.invitations import registrations
from consultations.models import Attendance, Meeting
from consultations.models.attendance import REPRESENTATIVES
from consultations.record.headcounts import noted
from core.zone import ZONE
from tests import factories
from tests.factories import announced, registered, text
from tests.portal.staff.desk import queries, signed_in

pytestmark = pytest.mark.django_db


def door(meeting: Any, tail: str = "") -> str:
    return f"/staff/meetings/{meeting.pk}/check-in/{tail}"


def test_square_opens_the_registration_and_the_button_notes_it(recorder: Any) -> None:
    row, desk = registered(announced(), people=3, women=1, contact_function="الرئيسة"), signed_in(recorder)

    read = desk.get(f"/staff/check-in/{row.code}/")
    nobody = Attendance.objects.exists()
    desk.post(f"/staff/check-in/{row.code}/", {"people": "2", "women": "1", "shows_association": "on"})

    noted = Attendance.objects.get()
    assert (read.status_code, nobody) == (200, False)
    assert (noted.registration, noted.association) == (row, row.association)
    assert noted.function == REPRESENTATIVES, "what a stranger typed as a function would be published"
    assert (noted.is_group, noted.people, noted.women, noted.shows_association) == (True, 2, 1, True)
    assert noted.arrived_at is not None


def test_second_tap_at_check_in_notes_nobody_twice(recorder: Any) -> None:
    row, desk = registered(announced()), signed_in(recorder)

    answers = [desk.post(f"/staff/check-in/{row.code}/", {"people": "1"}).status_code for _tap in range(2)]

    assert answers == [302, 302]
    assert Attendance.objects.count() == 1


def test_spoken_code_is_found_however_it_is_typed(recorder: Any) -> None:
    meeting = announced()
    row = registered(meeting)
    typed = f"{row.code[:4].lower()} {row.code[4:]}"

    answer = signed_in(recorder).get(door(meeting), {"q": typed})

    assert answer.headers["Location"] == f"/staff/check-in/{row.code}/"


def test_code_of_another_meeting_is_not_found_on_this_door(recorder: Any) -> None:
    other = registered(announced())

    answer = signed_in(recorder).get(door(announced()), {"q": other.code})

    assert answer.status_code == 200
    assert not answer.context["page"].object_list


def test_code_of_somebody_taken_off_the_list_opens_nothing(recorder: Any) -> None:
    row, desk = registered(announced()), signed_in(recorder)
    assert desk.get(f"/staff/check-in/{row.code}/").status_code == 200

    registrations.remove(row, by=recorder)

    assert desk.get(f"/staff/check-in/{row.code}/").status_code == 404


def test_search_by_name_finds_the_registered_and_the_known(recorder: Any) -> None:
    meeting = announced()
    row = registered(meeting, factories.association(name=text("جمعية الأمل")))
    known = factories.association(name=text("جمعية الأمل الجديد"))

    page = signed_in(recorder).get(door(meeting), {"q": "الأمل"})

    assert list(page.context["page"].object_list) == [row]
    assert list(page.context["known"]) == [known]


def test_walk_in_of_an_unknown_association_sent_twice_is_one_row(recorder: Any) -> None:
    meeting, desk = announced(), signed_in(recorder)
    sent = {"organisation": "ودادية الزيتون", "people": "1", "women": "1", "uid": str(uuid.uuid4())}

    answers = [desk.post(door(meeting, "walk-in/"), sent).status_code for _tap in range(2)]

    noted = Attendance.objects.get()
    assert answers == [302, 302]
    assert (noted.name, noted.name_is_public, noted.is_walk_in) == ("ودادية الزيتون", False, True)
    assert (noted.is_group, noted.people, noted.is_woman) == (False, None, True)


@pytest.mark.parametrize("agrees", [True, False])
def test_walk_in_of_an_unknown_association_is_named_only_if_it_agrees(recorder: Any, agrees: bool) -> None:
    meeting = announced()
    sent = {"organisation": "ودادية الزيتون", "people": "1", "uid": str(uuid.uuid4())}

    signed_in(recorder).post(door(meeting, "walk-in/"), sent | ({"shows_association": "on"} if agrees else {}))

    noted = Attendance.objects.get()
    assert noted.shows_association == agrees
    assert noted.organisation.ar == ("ودادية الزيتون" if agrees else "")
    assert noted.name_is_public is False


def test_walk_in_of_a_known_association_is_named_only_if_it_agrees(recorder: Any) -> None:
    meeting, known, desk = announced(), factories.association(), signed_in(recorder)
    path = f"{door(meeting, 'walk-in/')}?association={known.pk}"

    desk.post(path, {"people": "1", "uid": str(uuid.uuid4())})
    desk.post(path, {"people": "1", "uid": str(uuid.uuid4()), "shows_association": "on", "again": "on"})

    rows = Attendance.objects.order_by("pk")
    assert [row.association for row in rows] == [known, known]
    assert [row.shows_association for row in rows] == [False, True]


def test_official_is_noted_by_function_with_acting(recorder: Any) -> None:
    meeting = announced()
    sent = {
        "function_ar": "رئيس المنطقة بالنيابة", "is_acting": "on", "side": "police", "role": "opener",
        "unit": factories.unit().pk, "is_woman": "no", "uid": str(uuid.uuid4()),
    }  # fmt: skip

    desk = signed_in(recorder)
    for _tap in range(2):
        desk.post(door(meeting, "official/"), sent)

    noted = Attendance.objects.get()
    assert (noted.function.ar, noted.is_acting, noted.role, noted.is_woman) == (
        "رئيس المنطقة بالنيابة", True, "opener", False,
    )  # fmt: skip


def test_leaving_and_coming_back_are_timed_and_the_first_tap_counts(recorder: Any) -> None:
    row, desk = registered(announced()), signed_in(recorder)
    desk.post(f"/staff/check-in/{row.code}/", {"people": "1"})
    noted = Attendance.objects.get()
    early = timezone.now() - dt.timedelta(hours=1)
    Attendance.objects.update(arrived_at=early)

    desk.post(f"/staff/check-in/present/{noted.pk}/left/")
    first = Attendance.objects.get().left_at
    desk.post(f"/staff/check-in/present/{noted.pk}/left/")
    second = Attendance.objects.get().left_at
    desk.post(f"/staff/check-in/present/{noted.pk}/back/")

    assert first is not None
    assert second == first
    assert Attendance.objects.get().left_at is None


def test_who_comes_after_the_session_was_opened_is_late(recorder: Any) -> None:
    meeting, desk = announced(), signed_in(recorder)
    early, late = registered(meeting), registered(meeting)

    desk.post(f"/staff/check-in/{early.code}/", {"people": "1"})
    desk.post(f"/staff/meetings/{meeting.pk}/move/", {"move": "open"})
    desk.post(f"/staff/check-in/{late.code}/", {"people": "1"})

    assert [row.is_late for row in Attendance.objects.order_by("pk")] == [False, True]


def test_nobody_is_late_on_a_day_that_is_not_known() -> None:
    arrived = dt.datetime.combine(timezone.localdate(), dt.time(10), ZONE)
    begun = {"held_on": arrived.date(), "starts_at": dt.time(9)}
    meetings = {known: factories.meeting(day_known=known, **begun) for known in ("day", "month")}

    late = {known: factories.present(at, arrived_at=arrived).is_late for known, at in meetings.items()}

    assert late == {"day": True, "month": False}


def test_counts_are_derived_and_what_nobody_noted_is_not_zero(recorder: Any) -> None:
    meeting, desk = announced(), signed_in(recorder)
    for people, women in (("3", "2"), ("", ""), ("1", "")):
        sent = {"organisation": f"جمعية {people}", "people": people, "women": women, "uid": str(uuid.uuid4())}
        desk.post(door(meeting, "walk-in/"), sent)
    factories.present(meeting, is_woman=True)

    count = desk.get(door(meeting)).context["count"]

    assert (count.people, count.uncounted, count.women, count.unsaid, count.associations) == (5, 1, 3, 2, 3)


def test_name_of_a_person_in_the_record_is_not_counted_as_an_association() -> None:
    meeting = announced()
    factories.present(meeting, side="civil_society", name="شخص")

    assert noted(meeting.attendances.all()).associations == 0


def test_door_of_a_cancelled_meeting_notes_nobody(recorder: Any) -> None:
    row, desk = registered(announced()), signed_in(recorder)
    Meeting.objects.update(state="cancelled")

    answer = desk.post(f"/staff/check-in/{row.code}/", {"people": "1"})

    assert answer.status_code == 409
    assert not Attendance.objects.exists()


@pytest.mark.slow
def test_door_of_many_costs_no_more_queries_than_of_one(recorder: Any) -> None:
    few, many, desk = announced(), announced(), signed_in(recorder)
    for meeting, of_each in ((few, 1), (many, 6)):
        for _number in range(of_each):
            registered(meeting)
            desk.post(f"/staff/check-in/{registered(meeting).code}/", {"people": "1"})

    assert queries(desk, door(many)) == queries(desk, door(few))


@pytest.mark.parametrize("name", ["ودادية الزيتون", "وداديه  الزيتون"])
def test_walk_in_of_an_association_that_is_inside_is_asked_about_and_noted_on_insisting(
    recorder: Any, name: str
) -> None:
    meeting, desk = announced(), signed_in(recorder)
    path, sent = door(meeting, "walk-in/"), {"people": "1", "women": ""}
    desk.post(path, sent | {"organisation": "ودادية الزيتون", "uid": str(uuid.uuid4())})

    asked = desk.post(path, sent | {"organisation": name, "uid": str(uuid.uuid4())})
    shown, counted = asked.context["form"], Attendance.objects.count()
    insisted = desk.post(path, sent | {"organisation": name, "uid": str(uuid.uuid4()), "again": "on"})

    assert (asked.status_code, counted) == (200, 1)
    assert list(shown.errors) == ["again"]
    assert not shown["again"].is_hidden
    assert (insisted.status_code, Attendance.objects.count()) == (302, 2)


def test_walk_in_form_says_that_the_function_is_published_and_asks_about_nobody_yet(recorder: Any) -> None:
    form = signed_in(recorder).get(door(announced(), "walk-in/")).context["form"]

    assert "تُنشر" in str(form["function"].help_text)
    assert form["again"].is_hidden


def test_official_of_an_earlier_meeting_is_offered_without_what_belongs_to_that_day(recorder: Any) -> None:
    unit = factories.unit()
    earlier = factories.meeting(held_on=dt.date(2018, 10, 17))
    came = factories.present(earlier, function=text("رئيس المنطقة الثانية"), unit=unit, is_acting=True, role="opener")
    factories.present(earlier, function=text("رئيسة جمعية"), side="civil_society")
    desk, meeting = signed_in(recorder), announced()
    path = door(meeting, "official/")

    offered = desk.get(path).context["earlier"]
    form = desk.get(path, {"like": came.pk}).context["form"]
    factories.present(meeting, function=text("رئيس المنطقة الثانية"), unit=unit)

    assert offered == [came]
    assert (form["function"].value(), form["unit"].value()) == (came.function, unit.pk)
    assert not form["is_acting"].value()
    assert form["role"].value() is None
    assert desk.get(path).context["earlier"] == [], "who is inside is not offered again"


def test_row_at_the_door_leads_to_its_correction(recorder: Any) -> None:
    meeting = announced()
    row = factories.present(meeting)

    page = signed_in(recorder).get(door(meeting)).content.decode()

    assert f'href="/staff/presence/{row.pk}/"' in page


@pytest.mark.parametrize("typed", ["اباء", "جمعيه الاباء", "الآباء جمعية"])
def test_search_at_the_door_finds_a_name_however_it_is_spelled(recorder: Any, typed: str) -> None:
    meeting = announced()
    row = registered(meeting, factories.association(name=text("جمعية الآباء")))
    registered(meeting, factories.association(name=text("جمعية الأمل")))
    inside = factories.present(meeting, side="civil_society", name="جمعية الآباء الجدد", is_walk_in=True)

    page = signed_in(recorder).get(door(meeting), {"q": typed})

    assert list(page.context["page"].object_list) == [row]
    assert list(page.context["present"]) == [inside]


@pytest.mark.parametrize(
    ("tail", "sent"),
    [
        ("walk-in/", {"organisation": "ودادية الزيتون", "people": "1"}),
        ("official/", {"function_ar": "رئيس الدائرة", "side": "police", "role": "attendee"}),
    ],
)
def test_form_of_another_meeting_is_refused_in_words(recorder: Any, tail: str, sent: dict[str, str]) -> None:
    here, there, desk = announced(), announced(), signed_in(recorder)
    sent = sent | {"uid": str(uuid.uuid4())}
    first = desk.post(door(there, tail), sent)

    answer = desk.post(door(here, tail), sent)

    assert (first.status_code, answer.status_code) == (302, 409)
    assert Attendance.objects.get().meeting == there


@pytest.mark.parametrize("typed", ["اباء", "جمعيه الاباء", "الآباء جمعية", "حمريه"])
def test_search_at_the_door_finds_a_known_association_however_it_is_spelled(recorder: Any, typed: str) -> None:
    known = factories.association(name=text("جمعية الآباء"), seat="حمرية")
    factories.association(name=text("جمعية الأمل"))

    page = signed_in(recorder).get(door(announced()), {"q": typed})

    assert list(page.context["known"]) == [known]
