"""The concerns of the start page: who has what, and the promises of reading that were kept."""

from __future__ import annotations

from typing import Any

import pytest

from portal.staff.start.concerns import of
from proposals.concerns import assignment
from tests import factories
from tests.portal.staff.desk import signed_in
from tests.proposals.concerns.steps import in_state

pytestmark = pytest.mark.django_db


def test_start_counts_what_is_assigned_to_each_and_to_nobody(moderator: Any, head: Any) -> None:
    rows = [factories.concern() for _each in range(4)]
    for row in rows[:2]:
        assignment.take(row, by=moderator)
    assignment.take(rows[2], by=head)

    found = of(moderator)

    assert found is not None
    assert (found.mine.number, found.nobody.number) == (2, 1)
    assert {person: count.number for person, count in found.loads} == {moderator: 2, head: 1}
    page = signed_in(moderator).get("/staff/").content.decode()
    assert f"?assignee={head.pk}" in page
    assert "?view=mine" in page


def test_start_tells_how_many_were_read_in_time(moderator: Any) -> None:
    assert of(moderator).read == (0, 0)
    in_state("accepted")

    found = of(moderator)

    assert found.read == (1, 1)
    assert signed_in(moderator).get("/staff/").context["desk"] == found


@pytest.mark.parametrize("function", ["recorder", "editor", "liaison", "administrator"])
def test_start_of_others_has_no_concerns(function: str) -> None:
    user = factories.staff(function)

    assert of(user) is None
    assert 'view=mine"' not in signed_in(user).get("/staff/").content.decode()
