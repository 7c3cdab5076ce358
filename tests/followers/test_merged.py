"""Followers of a merged demand are told of the editions of the one that has its mentions now, once."""

from __future__ import annotations

import pytest

from followers.subjects import Lists, Subject, subjects_of
from tests.followers.playing import follower, moved, sent_tomorrow
from tests.proposals.demands.merges import merged, page, public_demand, undone

pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_demand_is_told_to_followers_of_all_that_were_merged_into_it() -> None:
    first, second, third = public_demand("أول"), public_demand("ثان"), public_demand("ثالث")
    merged(first, second)
    merged(second, third)

    found = subjects_of(page(third), Lists.read())

    assert {each.key for each in found if each.kind == "demand"} == {first.key, second.key, third.key}


@pytest.mark.slow
def test_demand_whose_merge_was_undone_is_not_told_under_the_other_one() -> None:
    part, whole = public_demand("أول"), public_demand("ثان")
    undone(merged(part, whole))

    assert Subject("demand", part.key) not in subjects_of(page(whole), Lists.read())


@pytest.mark.slow
def test_follower_of_both_merged_demands_is_told_once_of_an_edition_of_the_whole() -> None:
    part, whole = public_demand("أول"), public_demand("ثان")
    follower(Subject("demand", part.key), email="part@example.org")
    follower(Subject("demand", part.key), email="both@example.org")
    follower(Subject("demand", whole.key), email="both@example.org")
    merged(part, whole)
    sent_tomorrow()
    whole.refresh_from_db()

    moved(whole, "خبر عن الكل.")
    sent = sent_tomorrow(2)

    assert sorted(each.to[0] for each in sent) == ["both@example.org", "part@example.org"]
    assert [each.body.count(f"/demands/{whole.key}/") for each in sent] == [1, 1]
