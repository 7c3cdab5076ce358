"""Of the promises to read a concern, how many were kept."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from proposals.concerns import letters
from proposals.concerns.kept_promises import Kept, read_in_time
from proposals.models import Concern
from tests import factories
from tests.proposals.concerns.steps import in_state, take

pytestmark = pytest.mark.django_db


def long_ago() -> dt.datetime:
    return timezone.now() - dt.timedelta(days=20)


@pytest.fixture
def at_once(settings: Any) -> None:
    """Every concern had to be read when it arrived."""
    settings.SITE = {**settings.SITE, "promises": {**settings.SITE["promises"], "triage_hours": 0}}


def test_concern_decided_within_the_promise_is_kept_and_one_that_is_not_due_is_not_counted() -> None:
    in_state("accepted")
    in_state("declined")
    factories.concern()
    take(factories.concern(), "begin")

    assert read_in_time(long_ago()) == Kept(2, 2)


@pytest.mark.usefixtures("at_once")
def test_concern_decided_late_or_not_at_all_is_a_broken_promise() -> None:
    in_state("accepted")
    factories.concern()

    assert read_in_time(long_ago()) == Kept(0, 2)
    assert read_in_time(timezone.now()) == Kept(0, 0)


@pytest.mark.usefixtures("at_once")
def test_concern_that_the_association_withdrew_before_a_decision_is_left_out() -> None:
    in_state("withdrawn")

    assert read_in_time(long_ago()) == Kept(0, 0)


@pytest.mark.usefixtures("at_once")
def test_letter_of_the_cell_decides_nothing() -> None:
    letters.write(factories.concern(), by=factories.staff("moderator"), sentence="وصلتنا رسالتكم.")

    assert read_in_time(long_ago()) == Kept(0, 1)
    assert not Concern.objects.exclude(state="submitted").exists()
