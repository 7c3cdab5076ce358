"""Followers of a theme, an area or everything are told of a newly published concern, and of none that was withdrawn."""

from __future__ import annotations

import pytest

from followers.models import Kind
from followers.subjects import EVERYTHING, Subject
from tests import factories
from tests.followers import playing as following
from tests.proposals.concerns import publishing

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("subject", "is_told"),
    [
        (EVERYTHING, True),
        (Subject(Kind.THEME, "schools_surroundings"), True),
        (Subject(Kind.THEME, "schools"), True),
        (Subject(Kind.THEME, "drugs"), False),
        (Subject(Kind.AREA, "hamria"), False),
    ],
)
def test_followers_are_told_of_what_they_follow(subject: Subject, is_told: bool) -> None:
    following.follower(subject)

    row = publishing.published(factories.accepted_concern(text="نص كما ورد"))

    told = following.sent_tomorrow(2)
    assert len(told) == is_told
    if is_told:
        assert f"/concerns/{row.key}/" in told[0].body
        assert row.concern.reference not in told[0].body
        assert "نص كما ورد" not in told[0].body


def test_nobody_is_told_of_what_was_withdrawn_meanwhile() -> None:
    following.follower()

    publishing.withdrawn(publishing.published())

    assert following.sent_tomorrow(2) == []
