"""Lists cost the same number of queries for one row and for three."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from consultations.models import Meeting
from portal.staff import lists
from tests import factories
from tests.portal.staff.desk import queries, signed_in

pytestmark = pytest.mark.django_db


def a_meeting() -> None:
    factories.meeting()


def a_report() -> None:
    factories.report(by=factories.staff("editor"))


def a_report_in_review() -> None:
    factories.report_in_review(by=factories.staff("editor"))


def a_closed_meeting() -> None:
    factories.closed_meeting()


def a_demand() -> None:
    factories.demand(owner_unit=factories.unit())


def an_association() -> None:
    factories.association(themes=[factories.theme()])


def a_person() -> None:
    factories.staff("recorder")


@pytest.mark.parametrize(
    ("page", "make"),
    [
        ("/staff/meetings/", a_report),
        ("/staff/meetings/?q=لقاء&state=draft", a_meeting),
        ("/staff/meetings/month/2018/10/", a_report),
        ("/staff/reports/", a_report),
        ("/staff/demands/?q=مطلب", a_demand),
        ("/staff/associations/?q=جمعية", an_association),
        ("/staff/people/", a_person),
        ("/staff/", a_meeting),
        ("/staff/", a_closed_meeting),
        ("/staff/", a_report),
        ("/staff/", a_report_in_review),
    ],
)
def test_list_with_more_rows_costs_no_more_queries(page: str, make: Callable[[], None]) -> None:
    desk = signed_in(factories.staff("recorder", "editor", "head", "administrator"))
    make()
    with_one = queries(desk, page)
    make()
    make()

    assert queries(desk, page) == with_one


@pytest.mark.slow
@pytest.mark.parametrize("moves", [[], ["open"], ["open", "close"]])
def test_record_with_more_rows_costs_no_more_queries(recorder: Any, moves: list[str]) -> None:
    meeting, desk = factories.meeting(axes=[factories.text("محور")]), signed_in(recorder)
    for move in moves:
        meeting = factories.meetings.move(meeting, by=recorder, move=move)
    page = f"/staff/meetings/{meeting.pk}/"

    def fill() -> None:
        speaker = factories.present(meeting, association=factories.association())
        factories.demand_point(meeting, interventions=[factories.contribution(meeting, speaker=speaker)])

    fill()
    with_one = queries(desk, page)
    fill()
    fill()

    assert queries(desk, page) == with_one


@pytest.mark.slow
def test_report_with_more_points_costs_no_more_queries(editor: Any) -> None:
    few, many = factories.meeting(), factories.meeting()
    for meeting, points in ((few, 1), (many, 3)):
        for _number in range(points):
            factories.demand_point(meeting, interventions=[factories.contribution(meeting)])
        meeting.state = "in_session"
        meeting.save()
        meeting.state = "closed"
        meeting.save()
    pages = [f"/staff/reports/{factories.report(meeting, by=editor).pk}/" for meeting in (few, many)]
    desk = signed_in(editor)

    assert queries(desk, pages[0]) == queries(desk, pages[1])


def test_search_finds_words_of_any_language(recorder: Any) -> None:
    found = factories.meeting(title=factories.text("لقاء", fr="Réunion de quartier"))
    factories.meeting()

    page = signed_in(recorder).get("/staff/meetings/?q=QUARTIER").context["page"]

    assert list(page) == [found]


@pytest.mark.parametrize(
    "query", ["page=0", "page=-1", "page=x", "page=99999999999", "state=none", "unit=x'--", "title__startswith=a"]
)
def test_list_with_unknown_parameters_shows_the_list(recorder: Any, query: str) -> None:
    factories.meeting()

    response = signed_in(recorder).get(f"/staff/meetings/?{query}")

    assert response.status_code == 200
    assert len(response.context["page"]) == 1


def test_list_of_nothing_says_so(recorder: Any) -> None:
    desk = signed_in(recorder)

    for page in ("meetings", "reports", "demands", "associations"):
        assert 'class="empty"' in desk.get(f"/staff/{page}/").content.decode()


def test_several_lists_are_counted_in_one_query_each_up_to_the_limit(
    recorder: Any, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    monkeypatch.setattr(lists, "MOST_COUNTED", 2)
    for _each in range(3):
        factories.meeting(venue=factories.text("دار 100% الشباب"))
    rows = Meeting.objects.all()

    with django_assert_num_queries(1):
        found = lists.capped_each([rows, rows.none(), rows.filter(folded__contains="100%"), rows.filter(state="x")])

    assert found == [(2, True), (0, False), (2, True), (0, False)]
    assert lists.capped_each([]) == []
