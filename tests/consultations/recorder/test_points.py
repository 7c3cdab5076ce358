"""Messages of devices about points: demands, commitments, concerns."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from consultations.models import Point
from consultations.planning import meetings
from tests import factories
from tests.consultations.recorder.sending import send, statuses
from tests.factories import text
from tests.portal.staff.recorder.device import marked, operation, said

pytestmark = pytest.mark.django_db


def _violation(name: str) -> Any:
    return next(each for each in Point._meta.constraints if each.name == name).violation_error_message


def test_same_demand_raised_again_joins_the_demand_and_once_in_a_meeting(session, recorder):
    demand = factories.demand()
    one, two = said(), said()

    results = send(
        session,
        one,
        two,
        marked(one, two, kind="demand", demand=demand.pk),
        marked(two, kind="demand", demand=demand.pk),
        by=recorder,
    )

    assert statuses(results) == ["done", "done", "done", "refused"]
    assert results[3]["sentence"] == str(_violation("point_one_per_demand"))
    assert demand.mentions.count() == 2


def test_demand_may_lack_its_theme_also_after_the_session(session, recorder):
    one = said()
    first = marked(one, kind="demand", new_demand=True)
    assert statuses(send(session, one, first, by=recorder)) == ["done", "done"]
    meetings.move(session, by=recorder, move="close")

    second = marked(one, kind="demand", new_demand=True)

    assert statuses(send(session, second, by=recorder)) == ["done"]


def test_point_that_turns_out_to_be_a_demand_registers_one(session, recorder):
    one = said()
    point = marked(one, kind="concern", title="الإنارة")
    send(session, one, point, by=recorder)

    [result] = send(
        session, operation("remark", point=point["point"], version=1, kind="demand", new_demand=True), by=recorder
    )

    row = Point.objects.get()
    assert (result["status"], result["demand"]["pk"], row.kind) == ("done", row.demand.pk, "demand")
    assert row.demand.title == row.title == text("الإنارة")
    assert row.demand.mentions.count() == 1


def test_commitment_carries_who_owes_it_and_another_kind_drops_that(session, recorder):
    one = said()
    owed = {"owner_unit": factories.unit().pk, "due_on": "2019-06-30"}
    point = marked(one, kind="commitment", **owed)
    wrong = marked(one, kind="concern", **owed)

    assert statuses(send(session, one, point, wrong, by=recorder)) == ["done", "done", "refused"]
    row = Point.objects.get()
    assert (row.owner_unit, row.due_on) == (factories.unit(), dt.date(2019, 6, 30))

    send(session, operation("remark", point=point["point"], version=1, kind="concern"), by=recorder)
    row.refresh_from_db()
    assert (row.kind, row.owner_unit, row.due_on) == ("concern", None, None)
