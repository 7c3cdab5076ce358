"""Each state of a concern has a true next step with its day; a merged one follows the other one until the merge is undone."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from core.zone import ZONE
from portal.members.concerns.next_step import with_next_step
from proposals.concerns import merging, review
from proposals.models import Concern
from reference.models import Institution
from tests import factories
from tests.portal.members.concerns.test_outcome import led_to, opened
from tests.proposals.concerns.steps import in_state

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def next_of(concern: Concern) -> Any:
    [row] = with_next_step([Concern.objects.get(pk=concern.pk)])
    return row.next


@pytest.mark.parametrize(
    ("state", "kind", "field"),
    [
        ("submitted", "reading", "by"),
        ("under_review", "reading", "by"),
        ("awaiting", "ours", "since"),
        ("accepted", "answering", "by"),
        ("answered", "answering", "by"),
        ("declined", "nothing", "contest_until"),
        ("referred", "referred", "contest_until"),
        ("merged", "reading", "by"),
        ("withdrawn", "withdrawn", "since"),
    ],
)
def test_each_state_has_its_next_step_and_day(state: str, kind: str, field: str) -> None:
    found = next_of(in_state(state))

    assert found.kind == kind
    assert getattr(found, field) is not None


def test_merged_concern_follows_the_other_one_and_undoing_shows_its_own_again() -> None:
    moderator = factories.staff("moderator")
    whole, part = factories.accepted_concern(title="Titre de l’autre"), factories.concern()
    merging.merge(part, by=moderator, whole=whole, sentence="ضُم إلى نص آخر")

    page = opened(Concern.objects.get(pk=part.pk)).content.decode()
    together = next_of(part)
    review.move(Concern.objects.get(pk=whole.pk), by=moderator, move="answer", sentence="جواب")
    Concern.objects.filter(pk=whole.pk).update(due_at=None, answered_in_public_at=timezone.now())
    decided = next_of(part)
    merging.unmerge(Concern.objects.get(pk=part.pk), by=moderator, sentence="عدنا إليه وحده")
    own = next_of(part)

    assert (together.kind, together.by, together.whole) == ("answering", whole.due_at, "accepted")
    assert (decided.kind, decided.whole) == ("decided", "answered")
    assert (own.kind, own.whole, own.by) == ("reading", "", Concern.objects.get(pk=part.pk).due_at)
    assert "Followed together with another submission" in page
    assert not any(words in page for words in (whole.reference, "Titre de l’autre", str(whole.association.name)))


def test_merged_concern_names_the_body_to_which_the_other_one_was_referred() -> None:
    part = in_state("merged")
    body = Institution.objects.get(key="commune_meknes")
    whole = part.merged_into
    assert whole is not None
    review.move(whole, by=factories.staff("moderator"), move="refer", body=body, sentence="أحلناه")

    assert (next_of(part).kind, next_of(part).body) == ("referred", body.name)


def test_concern_that_became_a_demand_waits_for_the_news_of_the_demand() -> None:
    association = factories.verified_association()
    concern = factories.accepted_concern(of=association)
    led_to(concern, factories.answered_demand(association))
    Concern.objects.filter(pk=concern.pk).update(due_at=None, answered_in_public_at=timezone.now())

    found = next_of(concern)

    assert found.kind == "demand"
    promised = found.demand.promise_on
    assert found.by == (dt.datetime.combine(promised, dt.time.max, ZONE) if promised else None)
