"""The queue costs as many queries with many concerns, colleagues and kept views as with few."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from proposals.concerns import assignment
from proposals.models import Concern, SavedView
from tests import factories
from tests.portal.staff.concerns.pages import INBOX, page_of, promise
from tests.portal.staff.desk import queries

pytestmark = pytest.mark.django_db
MOST = 20
"""Of a page of the list."""


def fill(moderator: Any, number: int) -> list[Concern]:
    """So many concerns, a third assigned to each of two people; so many colleagues and kept views."""
    rows = []
    for each in range(number):
        colleague = factories.staff("moderator")
        rows.append(factories.entered_concern(use="cell_only" if each % 2 else "public_named"))
        promise(rows[-1], hours=each - 1)
        if each % 3:
            assignment.take(rows[-1], by=moderator if each % 3 == 1 else colleague)
        SavedView.objects.create(
            user=moderator,
            kind="concerns",
            name=f"{moderator.pk}-{Concern.objects.count()}",
            filters={"view": "mine", "q": "جمعية"},
        )
    return rows


@pytest.mark.slow
@pytest.mark.parametrize(
    "query",
    ["", "?view=mine", "?view=no_demand", "?view=all&state=submitted&theme=schools&area=meknes&promise=week&use=public_named", "?q=جمعية", "?assignee=nobody"],
)  # fmt: skip
def test_list_costs_a_fixed_number_of_queries(desk: Client, moderator: Any, query: str) -> None:
    fill(moderator, 2)
    with_few = queries(desk, f"{INBOX}{query}")
    fill(moderator, 6)

    assert queries(desk, f"{INBOX}{query}") == with_few <= MOST


@pytest.mark.slow
def test_page_and_start_cost_a_fixed_number_of_queries(desk: Client, moderator: Any) -> None:
    (concern, *_rest) = fill(moderator, 2)
    with_few = [queries(desk, page) for page in (page_of(concern), "/staff/")]
    fill(moderator, 6)

    assert [queries(desk, page) for page in (page_of(concern), "/staff/")] == with_few


def test_preview_costs_a_fixed_number_of_queries(desk: Client, moderator: Any) -> None:
    rows = fill(moderator, 8)
    sent = {"act": "decline", "written": "1", "reason": "not_clear", "sentence_ar": "غير واضح"}
    costs = []
    for ticked in (rows[:1], rows[:1], rows):
        with CaptureQueriesContext(connection) as captured:
            assert desk.post(f"{INBOX}bulk/", {**sent, "concern": [row.pk for row in ticked]}).status_code == 200
        costs.append(len(captured))

    assert costs[1] == costs[2]
