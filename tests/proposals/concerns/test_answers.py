"""The private and the public answer to a concern: which of them keeps the promise."""

from __future__ import annotations

import datetime as dt

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from proposals.concerns import answers
from proposals.demands import approval, follow_up, registration
from proposals.demands.follow_up import Wording
from proposals.models import Concern, Demand
from tests import factories
from tests.proposals.concerns.steps import in_state, take

pytestmark = pytest.mark.django_db
ANSWER = dt.timedelta(days=settings.SITE["promises"]["first_answer_days"])


def test_private_answer_does_not_keep_the_promise_of_a_public_one() -> None:
    concern = in_state("answered")

    row = Concern.objects.get(pk=concern.pk)
    assert row.answered_at is not None
    assert row.answered_in_public_at is None
    assert row.due_at == row.received_at + ANSWER


def test_private_answer_keeps_the_promise_of_a_confidential_concern() -> None:
    concern = in_state("answered", use="cell_only")

    row = Concern.objects.get(pk=concern.pk)
    assert row.answered_at is not None
    assert row.due_at is None


@pytest.mark.parametrize("state", ["accepted", "answered"])
def test_published_answer_keeps_the_promise_once(state: str) -> None:
    concern, at = in_state(state), timezone.now()

    answers.answered_in_public(concern, at=at)
    answers.answered_in_public(concern, at=at + dt.timedelta(days=1))

    row = Concern.objects.get(pk=concern.pk)
    assert (row.answered_in_public_at, row.due_at, row.state) == (at, None, state)


def test_published_answer_before_the_decision_leaves_the_deadline_for_reading() -> None:
    concern = in_state("under_review")

    answers.answered_in_public(concern, at=timezone.now())

    row = Concern.objects.get(pk=concern.pk)
    assert row.due_at == concern.due_at is not None
    assert take(row, "accept").due_at is None


def test_confidential_concern_is_never_answered_in_public() -> None:
    concern = in_state("accepted", use="cell_only")

    answers.answered_in_public(concern, at=timezone.now())

    assert Concern.objects.get().answered_in_public_at is None
    with pytest.raises(IntegrityError), transaction.atomic():
        Concern.objects.update(answered_in_public_at=timezone.now())


@pytest.mark.slow
def test_published_answer_to_a_demand_answers_the_concerns_in_its_ledger() -> None:
    demand, told, other = factories.demand(), in_state("accepted"), in_state("accepted")
    registration.mention(told, by=factories.staff("moderator"), demand=demand)

    _approved(demand, Wording(move="study", sentence=factories.text("تُدرس.")))
    assert Concern.objects.get(pk=told.pk).answered_in_public_at is None

    _approved(demand, Wording(sentence=factories.text("جواب."), answer=factories.text("تمت الإنارة.")))

    assert Concern.objects.get(pk=told.pk).answered_in_public_at is not None
    assert Concern.objects.get(pk=other.pk).answered_in_public_at is None


def _approved(demand: Demand, wording: Wording) -> None:
    editor, draft = factories.staff("editor"), follow_up.begin(demand, by=factories.staff("editor"))
    follow_up.save(draft, by=editor, version=draft.version, wording=wording)
    draft = follow_up.send(draft, by=editor)
    approval.approve(draft, by=factories.staff("head"), seen=approval.pending(draft).fingerprint)
