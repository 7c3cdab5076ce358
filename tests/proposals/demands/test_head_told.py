"""That the head was told about a broken promise becomes public by an edition of the portal itself."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from core.db import outbox
from core.errors import NotAllowed
from core.text.texts import Texts
from proposals.demands import approval, follow_up, reminders, voice_edition
from proposals.models import Demand
from publications import store
from publications.models import Document, Edition
from tests import factories
from tests.days import days_ago, in_days, today

pytestmark = pytest.mark.django_db


@pytest.fixture
def unanswered(head: Any, editor: Any) -> Demand:
    """Public, registered 61 days ago, and without an answer."""
    demand = factories.demand(registered_on=days_ago(61))
    factories.approve_follow_up(follow_up.send(factories.follow_up(demand, by=editor), by=editor), by=head)
    outbox.drain()
    demand.refresh_from_db()
    return demand


def live(demand: Demand) -> Edition:
    return Document.objects.get(kind="demand", key=demand.key).live  # type: ignore[return-value]


def test_edition_of_the_portal_says_the_day_and_has_no_author(unanswered: Demand) -> None:
    before = live(unanswered)

    reminders.remind(today())
    outbox.drain()
    outbox.drain()

    after = live(unanswered)
    assert (before.body.head_told_on, after.body.head_told_on) == (None, today())
    assert after.number == before.number + 1
    assert after.body.model_copy(update={"head_told_on": None}) == before.body
    assert (after.approval.author_ids, after.approval.approver_id) == ([], None)
    assert after.note
    assert list(store.broken_editions()) == []


def test_edition_of_the_portal_comes_once(unanswered: Demand) -> None:
    reminders.remind(today())
    outbox.drain()
    number = live(unanswered).number

    reminders.remind(in_days(1))
    outbox.drain()

    assert live(unanswered).number == number


def test_head_told_about_what_the_public_cannot_read_publishes_nothing(head: Any) -> None:
    demand = factories.demand(registered_on=days_ago(61))

    reminders.remind(today())
    outbox.drain()

    assert reminders.head_told_on(demand) == today()
    assert not Document.objects.filter(kind="demand", key=demand.key).exists()


def test_promise_kept_before_the_edition_publishes_nothing(unanswered: Demand) -> None:
    reminders.remind(today())
    Demand.objects.filter(pk=unanswered.pk).update(answered_on=today())
    number = live(unanswered).number

    outbox.drain()

    assert live(unanswered).number == number


def test_authors_of_the_words_still_answer_for_them(unanswered: Demand, editor: Any) -> None:
    reminders.remind(today())
    outbox.drain()

    assert live(unanswered).approval.author_ids == []
    assert editor.pk in voice_edition.live_authors(unanswered)


def test_next_answer_takes_the_day_away_and_its_approver_reads_that(unanswered: Demand, editor: Any, head: Any) -> None:
    reminders.remind(today())
    outbox.drain()
    draft = factories.follow_up(unanswered, by=editor, answer=factories.text("جواب"))
    follow_up.send(draft, by=editor)
    draft.refresh_from_db()

    publication = approval.pending(draft)
    assert publication.main.public.head_told_on == today()  # type: ignore[union-attr]
    approval.approve(draft, by=head, seen=publication.fingerprint)

    assert live(unanswered).body.head_told_on is None


def test_news_of_another_kind_keeps_the_day(unanswered: Demand, editor: Any, head: Any) -> None:
    reminders.remind(today())
    outbox.drain()
    draft = factories.follow_up(unanswered, by=editor)
    follow_up.send(draft, by=editor)
    draft.refresh_from_db()

    approval.approve(draft, by=head, seen=approval.pending(draft).fingerprint)

    assert live(unanswered).body.head_told_on == today()


@pytest.mark.parametrize("value", ["كلمات", Texts(ar="كلمات"), dt.datetime(2026, 1, 1, tzinfo=dt.UTC), None])
def test_words_cannot_be_recorded_as_a_day(unanswered: Demand, value: Any) -> None:
    with pytest.raises(NotAllowed):
        store.record_day("demand", unanswered.key, {"head_told_on": value}, note=Texts(ar="سبب"))
