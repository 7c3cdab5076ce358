"""Hate and spam: hidden with a reason, kept, read on purpose, contested once and brought back."""

from __future__ import annotations

from typing import Any

import pytest

from core.db.states import IllegalMove
from core.errors import DomainError
from proposals.concerns import contests, letters, publication_approval, queue, review, sealed_concern
from proposals.concerns.similar_concerns import similar_to
from proposals.models import Concern
from tests import factories
from tests.proposals.concerns import publishing
from tests.proposals.concerns.steps import in_state, open_text, take

pytestmark = pytest.mark.django_db


def hide(concern: Concern, by: Any, reason: str = "spam") -> Concern:
    return review.move(concern, by=by, move="hide", reason=reason, sentence="إشهار")


def in_view(view: str, by: Any) -> list[Concern]:
    return list(queue.in_view(view, by, []))


def test_hidden_concern_leaves_the_lists_and_its_sender_reads_why(moderator: Any) -> None:
    concern = hide(factories.concern(), moderator)

    step = concern.steps.last()
    assert (concern.state, step.move, step.reason, step.sentence) == ("declined", "hide", "spam", "إشهار")
    assert concern.due_at is None
    assert [view for view in ("waiting", "closed", "all") if in_view(view, moderator)] == []
    assert in_view("hidden", moderator) == [concern]
    assert Concern.objects.get().text


def test_hide_asks_for_a_reason_of_its_own_list(moderator: Any) -> None:
    concern = factories.concern()

    for wrong in ("", "not_clear"):
        with pytest.raises(DomainError, match="السبب"):
            hide(concern, moderator, wrong)
    with pytest.raises(DomainError):
        review.move(concern, by=moderator, move="decline", reason="spam", sentence="إشهار")


def test_hidden_text_is_read_on_purpose_and_the_reading_is_recorded(moderator: Any) -> None:
    concern = hide(factories.concern(), moderator)

    with pytest.raises(DomainError, match="افتحوا النص"):
        review.move(concern, by=moderator, move="unhide", sentence="خطأ")
    assert sealed_concern.read(concern, by=moderator).text == concern.text
    assert [opening.by for opening in concern.openings.all()] == [moderator]

    row = review.move(concern, by=moderator, move="unhide", sentence="خطأ")
    assert (row.state, row.hidden_at, row.due_at is not None) == ("under_review", None, True)


def test_hidden_concern_is_contested_once_and_stays_hidden_until_decided_anew(moderator: Any) -> None:
    concern = hide(factories.concern(), moderator)
    member = concern.association.memberships.get().user
    with pytest.raises(DomainError):
        letters.add(concern, by=member, text="رسالة")

    row = contests.contest(concern, by=member, text="لا نوافق")
    assert row.is_covered
    assert in_view("waiting", moderator) == [row]

    open_text(row, moderator)
    row = contests.uphold(row, by=moderator, sentence="لأن")
    assert row.state == "declined"
    assert in_view("all", moderator) == []
    with pytest.raises(DomainError):
        contests.contest(row, by=member, text="لا نوافق أبدا")

    row = take(row, "accept")
    assert row.hidden_at is None


def test_only_what_is_hidden_is_brought_back_and_not_hidden_twice(moderator: Any) -> None:
    declined = in_state("declined")
    with pytest.raises(IllegalMove):
        review.move(declined, by=moderator, move="unhide", sentence="جملة")

    hidden = hide(declined, moderator)
    with pytest.raises(IllegalMove):
        hide(hidden, moderator)


def test_published_concern_is_withdrawn_before_it_is_hidden(moderator: Any) -> None:
    row = publishing.published()

    with pytest.raises(DomainError):
        hide(row.concern, moderator)
    publication_approval.withdraw(row, by=factories.staff("head"), sentence=publishing.PUBLIC_SENTENCE)
    assert hide(row.concern, moderator).state == "declined"


def test_hidden_concern_is_not_offered_as_a_similar_one(moderator: Any) -> None:
    concern, twin = factories.concern(), factories.concern()
    assert [found.concern for found in similar_to(concern, by=moderator)] == [twin]

    hide(twin, moderator)

    assert similar_to(concern, by=moderator) == []
