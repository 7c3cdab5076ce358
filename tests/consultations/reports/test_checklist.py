from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from consultations.models import AxisRun, Intervention, Meeting, Point
from consultations.planning import meetings
from consultations.record import points
from consultations.record.attendance import REPRESENTATIVE, REPRESENTATIVES
from consultations.reports.checklist import check
from core.text.texts import Texts
from reference.models import Area
from tests import factories
from tests.factories import text

pytestmark = pytest.mark.django_db


def keys(meeting: Meeting) -> list[str]:
    return [finding.key for finding in check(Meeting.objects.get(pk=meeting.pk))]


def complete_meeting(**values: Any) -> Meeting:
    """A closed record in which nothing is open."""
    fields: dict[str, Any] = {"axes": [text("محور")], "declared_people": 30, **values}
    meeting = factories.meeting(**fields)
    factories.present(meeting)
    said = factories.contribution(meeting, axis=meeting.axes.first())
    factories.demand_point(meeting, interventions=[said])
    for move in ("open", "close"):
        meeting = meetings.move(meeting, by=factories.scribe(), move=move)
    return meeting


def note(at: Meeting, kind: str = "commitment", **values: Any) -> Point:
    fields = {"title": text("وعد"), "interventions": [at.interventions.first()], **values}
    return points.note_point(at, by=factories.scribe(), kind=kind, **fields)


def seal(contribution: Intervention) -> None:
    Intervention.objects.filter(pk=contribution.pk).update(text=Texts(), sealed=b"sealed", sealed_with="key")


def test_complete_record_has_nothing_open() -> None:
    assert keys(complete_meeting()) == []


def test_open_session_stops_the_draft_and_stands_first() -> None:
    meeting = meetings.move(factories.meeting(), by=factories.scribe(), move="open")

    found = check(meeting)

    assert [finding.key for finding in found] == ["session", "presence", "headcount"]
    assert [finding.stops for finding in found] == [True, False, False]


def test_presence_without_a_function_in_arabic_is_found() -> None:
    meeting = complete_meeting()
    unnamed = factories.present(meeting, function=Texts(fr="Chef"))

    [finding] = check(meeting)

    assert (finding.key, finding.row, finding.pk, finding.stops) == ("function", "presence", unnamed.pk, False)


@pytest.mark.parametrize(
    ("counted", "found"),
    [
        ({"declared_people": None}, ["headcount"]),
        ({"declared_people": 1}, []),
        ({"declared_people": 0}, ["contradiction"]),
        ({"declared_women": 0}, []),
    ],
)
def test_headcount_that_is_missing_or_contradicts_the_list_is_found(counted: dict[str, Any], found: list[str]) -> None:
    assert keys(complete_meeting(**counted)) == found


@pytest.mark.parametrize("declared", ["declared_women", "declared_associations"])
def test_count_of_fewer_than_are_noted_is_found(declared: str) -> None:
    meeting = complete_meeting(**{declared: 0})
    factories.present(meeting, side="civil_society", association=factories.association(), is_woman=True)

    assert keys(meeting) == ["contradiction"]


def test_headcount_of_a_complete_list_needs_no_declaration() -> None:
    meeting = complete_meeting(declared_people=None)
    factories.present(meeting, side="civil_society")

    assert keys(meeting) == []


def test_contribution_without_arabic_or_topic_is_found() -> None:
    meeting = complete_meeting()
    foreign = factories.contribution(meeting, axis=meeting.axes.get(), text=Texts(fr="En français"))
    lost = factories.contribution(meeting)

    assert [(each.key, each.pk) for each in check(meeting)] == [("arabic", foreign.pk), ("axis", lost.pk)]


@pytest.mark.parametrize("kind", ["opening", "conclusion", "procedural"])
def test_contribution_that_belongs_to_no_topic_is_not_found(kind: str) -> None:
    meeting = complete_meeting()
    factories.contribution(meeting, kind=kind)

    assert keys(meeting) == []


def test_topic_under_which_nothing_was_noted_is_found() -> None:
    meeting = complete_meeting(axes=[text("محور"), text("لم يناقش"), text("نوقش")])
    ran = meeting.axes.get(position=3)
    AxisRun.objects.create(meeting=meeting, axis=ran, started_at=dt.datetime(2018, 10, 17, 17, tzinfo=dt.UTC))

    [finding] = check(meeting)

    assert (finding.key, finding.what) == ("undiscussed", text("لم يناقش"))


def test_three_topics_under_which_nothing_was_noted_are_one_finding_and_two_are_two() -> None:
    silent = [text("أول"), text("ثان"), text("ثالث")]
    three = complete_meeting(axes=[text("محور"), *silent])
    two = complete_meeting(axes=[text("محور"), *silent[:2]])

    [finding] = check(three)

    assert (finding.key, finding.several) == ("undiscussed", tuple(silent))
    assert [each.what for each in check(two)] == silent[:2]


def held(planned: tuple[str, str | None], *, opened: str, closed: str) -> Meeting:
    """Opened and closed at these moments, by the clock of the room."""
    zone = timezone.get_default_timezone()
    moments = [dt.datetime.fromisoformat(each).replace(tzinfo=zone) for each in (opened, closed)]
    starts, ends = (each and dt.time.fromisoformat(each) for each in planned)
    meeting = complete_meeting(held_on=dt.date(2026, 3, 5), starts_at=starts, ends_at=ends)
    Meeting.objects.filter(pk=meeting.pk).update(opened_at=moments[0], closed_at=moments[1])
    meeting.refresh_from_db()
    return meeting


@pytest.mark.parametrize(
    ("planned", "opened", "closed", "found"),
    [
        (("17:00", "19:00"), "2026-03-05T17:40", "2026-03-05T20:10", True),
        (("17:00", "19:00"), "2026-03-05T17:14", "2026-03-05T19:14", False),
        (("17:00", "19:00"), "2026-03-05T17:15", "2026-03-05T19:00", True),
        (("17:00", "19:00"), "2026-03-05T16:45", "2026-03-05T19:00", True),
        (("17:00", "19:00"), "2026-03-05T17:00", "2026-03-05T19:15", True),
        (("17:00", None), "2026-03-05T17:05", "2026-03-05T23:00", False),
        # Typed in afterwards, or closed by somebody who remembered it the next morning.
        (("17:00", "19:00"), "2026-03-09T09:40", "2026-03-09T10:10", False),
        (("17:00", "19:00"), "2026-03-05T17:00", "2026-03-06T09:00", False),
        (("21:00", "00:30"), "2026-03-05T21:00", "2026-03-06T00:40", False),
        (("21:00", "00:30"), "2026-03-05T21:00", "2026-03-06T01:10", True),
    ],
)
def test_hours_of_the_session_that_are_not_those_planned_are_found(
    planned: tuple[str, str | None], opened: str, closed: str, found: bool
) -> None:
    meeting = held(planned, opened=opened, closed=closed)

    assert keys(meeting) == (["hours"] if found else [])


def test_hours_of_a_session_whose_day_is_not_known_are_not_compared() -> None:
    meeting = held(("17:00", "19:00"), opened="2026-03-05T17:40", closed="2026-03-05T20:10")
    Meeting.objects.filter(pk=meeting.pk).update(day_known="month")

    assert keys(Meeting.objects.get(pk=meeting.pk)) == []


def test_finding_about_hours_tells_all_of_them_and_is_gone_once_they_are_mended() -> None:
    meeting = held(("17:00", "19:00"), opened="2026-03-05T17:40", closed="2026-03-05T20:10")

    [finding] = check(meeting)
    axis, hours = meeting.axes.get(), {"starts_at": dt.time(17, 40), "ends_at": dt.time(20, 10)}
    kept = [meetings.Topic(axis.title, axis=axis.pk)]
    meetings.edit(meeting, by=factories.scribe(), version=meeting.version, axes=kept, **hours)

    assert (finding.row, finding.stops) == ("meeting", False)
    assert all(hour in str(finding.sentence) for hour in ("من الساعة 17:00 إلى الساعة 19:00", "17:40", "20:10"))
    assert keys(meeting) == []


def test_demand_without_theme_is_found() -> None:
    meeting = complete_meeting()
    point = meeting.points.get()
    point.themes.clear()

    assert [(each.key, each.pk) for each in check(meeting)] == [("theme", point.pk)]


@pytest.mark.parametrize("kind", ["commitment", "decision"])
@pytest.mark.parametrize(
    ("known", "found"),
    [
        ({}, ["owed"]),
        ({"due_on": dt.date(2018, 11, 1)}, ["owed"]),
        ({"owner": True}, ["owed"]),
        ({"owner": True, "due_on": dt.date(2018, 11, 1)}, []),
    ],
)
def test_promise_without_owner_or_date_is_found(kind: str, known: dict[str, Any], found: list[str]) -> None:
    meeting = complete_meeting()
    values = {name: value for name, value in known.items() if name != "owner"}
    note(meeting, kind, owner_unit=factories.unit() if "owner" in known else None, **values)

    assert keys(meeting) == found


def test_point_without_area_is_found_where_others_have_one() -> None:
    meeting = complete_meeting()
    note(meeting, "concern", areas=Area.objects.filter(key="meknes"))

    [finding] = check(meeting)

    assert (finding.key, finding.pk) == ("area", meeting.points.get(kind="demand").pk)


def test_confidential_contributions_and_points_on_them_alone_are_told() -> None:
    meeting = complete_meeting()
    secret = factories.contribution(meeting)
    seal(secret)
    alone = note(meeting, "concern", interventions=[secret])
    note(meeting, "concern", interventions=[secret, meeting.interventions.first()])

    found = check(meeting)

    assert [(each.key, each.pk) for each in found] == [("confidential", None), ("sealed_point", alone.pk)]
    assert "مشفَّرة" in str(found[0].sentence)


def test_checklist_needs_as_many_queries_for_a_long_record(django_assert_num_queries: Any) -> None:
    short, long = complete_meeting(), complete_meeting()
    for _number in range(4):
        factories.present(long, side="civil_society", association=factories.association())
        said = factories.contribution(long, axis=long.axes.get())
        note(long, interventions=[said])
    lists = ("attendances", "axes", "interventions", "points__themes", "points__areas", "points__interventions")
    rows = Meeting.objects.prefetch_related(*lists).order_by("pk")

    for meeting in rows.filter(pk__in=[short.pk, long.pk]):
        with django_assert_num_queries(1):
            check(meeting)


@pytest.mark.parametrize(
    ("function", "found"),
    [
        (text("رئيسة الجمعية"), []),
        (text("الكاتب العام للجمعيه"), []),
        (Texts(ar="رئيس", fr="Président de l’association"), []),
        (text("حارس المسجد"), ["typed"]),
        (Texts(ar="رئيس", fr="près de la mosquée"), ["typed"]),
        (Texts(ar="رئيس", fr="chez Brahim"), ["named"]),
        (text("رئيسة 0661234567"), ["named"]),
        (text("رئيس الجمعية ٢"), ["named"]),
        (text("السيد محمد العلوي"), ["named"]),
        (Texts(ar="رئيس", fr="M. Mohamed Alaoui"), ["named"]),
    ],
)
def test_function_typed_at_the_door_is_read_before_it_is_published(function: Texts, found: list[str]) -> None:
    meeting = complete_meeting()
    row = factories.present(meeting, side="civil_society", function=function, is_walk_in=True, name="ودادية")

    findings = check(meeting)

    assert [each.key for each in findings] == found
    assert {(each.row, each.pk, each.what) for each in findings} <= {("presence", row.pk, function)}


@pytest.mark.parametrize("function", [REPRESENTATIVE, REPRESENTATIVES])
def test_function_that_the_portal_wrote_at_the_door_needs_no_reading(function: Texts) -> None:
    meeting = complete_meeting()
    factories.present(meeting, side="civil_society", function=function, is_walk_in=True, name="ودادية")

    assert keys(meeting) == []


@pytest.mark.parametrize(
    ("function", "found"),
    [("رئيس الدائرة 12", []), ("قائد الملحقة", []), ("عميد الشرطة محمد العلوي", ["named"])],
)
def test_function_of_an_official_is_read_where_it_seems_to_name_somebody(function: str, found: list[str]) -> None:
    meeting = complete_meeting()
    factories.present(meeting, function=text(function))

    assert keys(meeting) == found
