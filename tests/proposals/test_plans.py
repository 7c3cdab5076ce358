"""No list of demands or concerns reads a whole table to find the few rows that other tables name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from consultations.planning import name_authors
from portal.staff.concerns.queue_filters import VIEWS as QUEUE
from portal.staff.demands.views import VIEWS as DESK
from proposals.concerns import queue
from proposals.demands import desk, requesters
from proposals.models import Demand
from tests import factories

pytestmark = pytest.mark.django_db
OF_EACH_ROW = "hashed SubPlan"
"""PostgreSQL's words for a condition on each row of a table: it finds the keys first, but reads all rows to compare them."""


@pytest.mark.parametrize("view", DESK)
def test_view_of_the_desk_does_not_compare_each_demand(view: str) -> None:
    assert OF_EACH_ROW not in desk.in_view(view, factories.staff("editor")).order_by(*desk.ORDER).explain()


@pytest.mark.parametrize("view", QUEUE)
def test_view_of_the_queue_does_not_compare_each_concern(view: str) -> None:
    assert OF_EACH_ROW not in queue.in_view(view, factories.staff("moderator"), []).order_by(*queue.NEWEST).explain()


@pytest.mark.parametrize(
    "rows",
    [
        lambda: Demand.objects.asked_by(factories.association()),
        lambda: Demand.objects.filter(name_authors.asked_in(factories.meeting())),
        lambda: requesters.associations(factories.demand()),
    ],
    ids=["of an association", "of a meeting", "associations of a demand"],
)
def test_few_rows_that_two_tables_name_are_looked_up(rows: Callable[[], Any]) -> None:
    assert OF_EACH_ROW not in rows().explain()
