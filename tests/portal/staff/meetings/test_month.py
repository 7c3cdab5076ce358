"""The office's month shows plans, too."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tests import factories
from tests.factories import text
from tests.portal.staff.desk import signed_in

pytestmark = pytest.mark.django_db
DAY = dt.date(2019, 4, 12)
PAGE = "/staff/meetings/month/2019/4/"


def planned(**values: Any) -> Any:
    return factories.meeting(**{"held_on": DAY, "title": text("خطة لم تعلن"), **values})


def test_plan_stands_on_its_day_and_in_the_list_with_its_hours(recorder):
    meeting = planned(starts_at=dt.time(18, 0), ends_at=dt.time(20, 30))

    response = signed_in(recorder).get(PAGE)

    (cell,) = [cell for week in response.context["weeks"] for cell in week if cell.rows]
    assert (cell.day, cell.rows, cell.is_outside) == (DAY, [meeting], False)
    assert response.context["meetings"] == [meeting]
    assert "من الساعة 18:00 إلى الساعة 20:30" in response.content.decode()


def test_meeting_of_the_next_month_stands_in_the_last_week_and_not_in_the_list(recorder):
    meeting = planned(held_on=dt.date(2019, 5, 3))

    response = signed_in(recorder).get(PAGE)

    assert response.context["weeks"][-1][4].rows == [meeting]
    assert response.context["weeks"][-1][4].is_outside
    assert response.context["meetings"] == []


def test_months_of_a_unit_lead_to_its_own_meetings(recorder):
    planned(unit=factories.unit("meknes"))
    for day, unit in ((dt.date(2018, 10, 17), "meknes"), (dt.date(2019, 6, 1), "meknes_district_2")):
        planned(held_on=day, unit=factories.unit(unit))

    every = signed_in(recorder).get(PAGE)
    response = signed_in(recorder).get(PAGE, {"unit": "meknes"})

    assert (every.context["before"], every.context["after"]) == (dt.date(2018, 10, 1), dt.date(2019, 6, 1))
    assert (response.context["before"], response.context["after"]) == (dt.date(2018, 10, 1), None)
    assert 'href="/staff/meetings/month/2018/10/?unit=meknes"' in response.content.decode()


@pytest.mark.parametrize("month", ["2018/13", "2018/0", "0/1", "99999999999999999999/1"])
def test_month_that_does_not_exist_is_not_found(month, recorder):
    assert signed_in(recorder).get(f"/staff/meetings/month/{month}/").status_code == 404
