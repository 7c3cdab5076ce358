from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.db.models import CheckConstraint
from django.test.utils import CaptureQueriesContext

from consultations.models import Meeting, Point
from core.db.checks import CheckedAtOnce
from core.db.optimistic_lock import Versioned
from tests import factories

pytestmark = pytest.mark.django_db


def one_by_one(row: Any, **options: Any) -> dict[str, list[str]]:
    """What Django itself says of ``row``."""
    return told(lambda: models.Model.validate_constraints(row, **options))


def told(check: Any) -> dict[str, list[str]]:
    try:
        check()
    except ValidationError as error:
        return error.message_dict
    return {}


def test_constraints_that_hold_cost_one_question() -> None:
    meeting = factories.meeting()
    checks = [each for each in meeting._meta.constraints if isinstance(each, CheckConstraint)]

    with CaptureQueriesContext(
        connection,
    ) as asked:
        meeting.validate_constraints()

    assert len(checks) > 8
    assert len([each for each in asked if 'AS "_check"' in each["sql"]]) == 1


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"held_on": "0001-01-01"},
        {"held_on": "0001-01-01", "starts_at": "12:00", "ends_at": "10:00"},
        {"held_on": None},
        {"declared_women": 10**30},
        {"declared_women": 10**30, "held_on": "0001-01-01"},
    ],
)
def test_broken_constraints_are_named_as_by_django(changed: dict[str, Any]) -> None:
    meeting = factories.meeting()
    for name, value in changed.items():
        setattr(meeting, name, value)

    found = told(meeting.validate_constraints)

    assert found == one_by_one(meeting)
    assert bool(found) is bool(changed.get("held_on"))


def test_column_that_a_form_leaves_out_is_not_asked() -> None:
    meeting = factories.meeting()
    meeting.held_on = "0001-01-01"

    assert told(meeting.validate_constraints)
    assert told(lambda: meeting.validate_constraints(exclude={"held_on"})) == {}


def test_every_row_that_people_edit_is_checked_at_once() -> None:
    assert issubclass(Versioned, CheckedAtOnce)
    assert {Meeting, Point} <= set(Versioned.__subclasses__())
