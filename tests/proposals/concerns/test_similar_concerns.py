"""Concerns that look the same as one that somebody reads."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from proposals.concerns import review
from proposals.concerns.similar_concerns import similar_to
from tests import factories

pytestmark = pytest.mark.django_db
TITLE = "دراجات نارية مسرعة قرب مدارس الحي"


def test_concern_that_says_the_same_is_found_with_the_words_that_match():
    first = factories.concern(title=TITLE)
    factories.concern(title="إنارة ضعيفة في الحديقة")
    second = factories.concern(title="دراجات نارية مسرعة حدا مدارس الحي")

    [twin] = similar_to(second, by=factories.staff("moderator"))

    assert twin.concern == first
    assert any(piece.is_marked and "دراجات نارية" in piece.text for piece in twin.title.pieces)


def test_confidential_and_withdrawn_concerns_are_compared_with_none():
    moderator, first = factories.staff("moderator"), factories.concern(title=TITLE)
    confided, withdrawn = factories.concern(title=TITLE, use="cell_only"), factories.concern(title=TITLE)
    assert {each.concern for each in similar_to(first, by=moderator)} == {withdrawn}

    review.withdraw(withdrawn, by=withdrawn.submitted_by, sentence="")

    assert similar_to(first, by=moderator) == []
    assert similar_to(confided, by=moderator) == []


def test_concerns_of_others_are_not_compared_for_an_association():
    first, _second = factories.concern(title=TITLE), factories.concern(title=TITLE)

    assert similar_to(first, by=first.submitted_by) == []


def test_more_concerns_cost_no_more_queries():
    moderator, first = factories.staff("moderator"), factories.concern(title=TITLE)
    moderator.has_perm("proposals.review_concerns")
    for _each in range(4):
        factories.concern(title=TITLE)

    with CaptureQueriesContext(connection) as captured:
        assert len(similar_to(first, by=moderator)) == 3

    assert len(captured) == 1
