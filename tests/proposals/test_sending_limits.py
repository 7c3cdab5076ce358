"""What one account writes in a day is limited; nobody else waits for it, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from core.db.rate_limits import Reached
from core.models import Usage
from partners.models import Association
from proposals.concerns import contests, letters, review
from proposals.demands import letters as demand_letters, verdicts
from proposals.models import Concern, Draft
from tests import factories
from tests.proposals.concerns.steps import in_state

pytestmark = pytest.mark.django_db
WAYS: dict[str, tuple[str, Callable[..., Any]]] = {
    "reply": ("awaiting", review.reply),
    "contest": ("declined", contests.contest),
    "letter": ("declined", letters.add),
}


def association_of(concern: Concern) -> tuple[Association, Any]:
    """With the person who wrote the concern."""
    return concern.association, concern.submitted_by


@pytest.mark.parametrize("way", WAYS)
def test_each_way_of_writing_counts_for_the_account_alone(settings: Any, way: str) -> None:
    state, write = WAYS[way]
    concern = in_state(state)
    association, hurried = association_of(concern)
    colleague = factories.representative(association)
    other = in_state(state, of=association, by=hurried)
    settings.LETTERS_PER_DAY = 1
    write(concern, by=hurried, text="نص")

    with pytest.raises(Reached, match="غدا"):
        write(other, by=hurried, text="نص آخر")

    assert write(other, by=colleague, text="نص آخر").steps.last().by == colleague


def test_refused_words_are_not_counted_and_stay_in_the_form(settings: Any) -> None:
    concern = in_state("declined")
    _association, hurried = association_of(concern)
    settings.LETTERS_PER_DAY = 1
    letters.add(concern, by=hurried, text="نص")
    client = Client()
    client.force_login(hurried)

    for _each in range(2):
        answer = client.post(f"/members/concerns/{concern.reference}/contest/", {"text": "كلمات لا تضيع"})
        assert answer.status_code == 429
        assert "كلمات لا تضيع" in answer.content.decode()

    assert Usage.objects.get(holder=f"letters:{hurried.pk}").files == 1


def test_concerns_of_a_day_are_limited_and_the_draft_waits(settings: Any) -> None:
    settings.SUBMISSIONS_PER_DAY = 1
    association = factories.association()
    hurried, colleague = factories.representative(association), factories.representative(association)
    factories.concern(association, by=hurried)

    with pytest.raises(Reached):
        factories.concern(association, by=hurried)

    assert Draft.objects.filter(user=hurried).count() == 1
    assert factories.concern(association, by=colleague).pk


def test_one_account_that_floods_does_not_silence_its_association(settings: Any) -> None:
    settings.SUBMISSIONS_PER_HOUR = 1
    association = factories.association()
    hurried, colleague = factories.representative(association), factories.representative(association)
    factories.concern(association, by=hurried)

    assert factories.concern(association, by=colleague).pk


def test_letters_and_verdicts_about_demands_are_counted_too(settings: Any) -> None:
    settings.LETTERS_PER_DAY = 1
    association = factories.verified_association()
    demand = factories.answered_demand(association)
    hurried = factories.representative(association)

    demand_letters.write(demand, association=association, by=hurried, text="رسالة")

    with pytest.raises(Reached):
        demand_letters.write(demand, association=association, by=hurried, text="رسالة أخرى")
    with pytest.raises(Reached):
        verdicts.give(demand, association=association, by=hurried, word="solved")
