"""Followers are told of a published digest once."""

from __future__ import annotations

from typing import Any

import pytest

from followers.models import Kind
from followers.subjects import Lists, Subject, subjects_of
from publications.models import Edition
from reference.models import Area, Theme
from tests import factories
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


@pytest.mark.parametrize(
    ("kind", "key", "other"),
    [
        (Kind.THEME, "schools_surroundings", "cyber"),
        (Kind.THEME, "schools", "drugs"),
        (Kind.AREA, "meknes", "ouislane"),
        (Kind.UNIT, "meknes_district_2", "meknes_district_1"),
    ],
)
def test_follower_of_a_place_of_a_demand_in_it_is_told_and_of_another_is_not(kind: Kind, key: str, other: str) -> None:
    demand = factories.demand(
        registered_on=playing.ASKED_ON,
        themes=[Theme.objects.get(key="schools_surroundings")],
        areas=[Area.objects.get(key="hamria")],
        owner_unit=factories.unit(),
    )
    playing.published(demand)
    row = playing.in_review()
    following.follower(Subject(kind, key))
    following.follower(Subject(kind, other), email="other@example.org")

    playing.approve(row)

    (told,) = following.sent_tomorrow(2)
    assert told.to == [following.ADDRESS]
    assert "/en/digests/2019-1/" in told.body


def test_subjects_of_a_digest_cost_as_many_queries_for_more_demands(django_assert_num_queries: Any) -> None:
    playing.published()
    playing.published()
    playing.published_digest()
    body, lists = Edition.objects.get(document__kind="digest").body, Lists.read()
    assert len(list(body.entries())) == 2

    with django_assert_num_queries(1):
        subjects_of(body, lists)
