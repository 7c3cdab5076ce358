"""Followers are told of a published digest once."""

from __future__ import annotations

import pytest

from followers.models import Kind
from followers.subjects import Subject
from tests.followers import playing as following
from tests.proposals.digests import playing

pytestmark = pytest.mark.django_db


def test_follower_of_everything_is_told_once() -> None:
    playing.published()
    row = playing.in_review()
    following.follower()

    playing.approve(row)

    (told,) = following.sent_tomorrow(2)
    assert "/en/digests/2019-1/" in told.body
    assert "You said, we did: first quarter of 2019" in told.body
    assert following.sent_tomorrow(3) == []


def test_follower_of_a_demand_in_it_is_told_and_of_another_is_not() -> None:
    asked = playing.published()
    other = playing.published(on=playing.AFTER.date())
    row = playing.in_review()
    following.follower(Subject(Kind.DEMAND, asked.key))
    following.follower(Subject(Kind.DEMAND, other.key), email="other@example.org")

    playing.approve(row)

    (told,) = following.sent_tomorrow(2)
    assert told.to == [following.ADDRESS]


def test_nobody_is_told_of_a_draft() -> None:
    playing.published()
    following.follower()

    playing.in_review()

    assert following.sent_tomorrow(2) == []
