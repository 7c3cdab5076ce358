"""Concerns that are merged: told to everybody, counted once, given back when the merge is undone, and secret about each other."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from core.errors import DomainError, EditedMeanwhile, NotAllowed
from core.models import OutboxRow
from proposals.concerns import answers, contests, letters, merging, review
from proposals.demands import registration
from proposals.models import Concern, ConcernMerge, Demand, Mention
from tests import factories
from tests.proposals.concerns.steps import in_state, open_text

pytestmark = pytest.mark.django_db


def merged(moderator: Any, part: Concern, whole: Concern) -> Concern:
    return merging.merge(part, by=moderator, whole=whole, sentence="ضُم إلى نص وارد آخر.")


def ledgers(*concerns: Concern) -> list[tuple[str, int]]:
    rows = Mention.objects.filter(source_key__in=[each.reference for each in concerns])
    return sorted(rows.values_list("source_key", "demand_id"))


def mentioned(moderator: Any, concern: Concern, demand: Demand) -> None:
    registration.mention(concern, by=moderator, demand=demand)


def test_merge_keeps_both_texts_and_tells_both_associations(moderator: Any) -> None:
    part, whole = factories.concern(title="الأول"), factories.concern(title="الثاني")

    row = merged(moderator, part, whole)

    assert (row.state, row.merged_into, row.due_at) == ("merged", whole, None)
    assert {each.title for each in Concern.objects.all()} == {"الأول", "الثاني"}
    told = [step for concern in (part, whole) for step in concern.steps.exclude(move="submit")]
    assert [(step.move, step.is_from_cell) for step in told] == [("merge", True), ("joined", True)]
    for step, other in zip(told, (whole, part), strict=True):
        assert other.reference not in step.sentence
        assert other.association.name.ar not in step.sentence
    mails = {
        row.payload["user"]
        for row in OutboxRow.objects.filter(kind="proposals.step_mail", payload__step__in=[step.pk for step in told])
    }
    assert mails == {part.submitted_by_id, whole.submitted_by_id}


def test_sentence_that_names_the_other_association_is_refused(moderator: Any) -> None:
    part, whole = factories.concern(), factories.concern()

    name = whole.association.name.ar
    for named in (whole.reference, whole.reference.lower(), name, f"و{name[:4]}ـ{name[4:]}".replace("ة", "ه")):
        with pytest.raises(DomainError):
            merging.merge(part, by=moderator, whole=whole, sentence=f"ضُم إلى {named}")
    assert Concern.objects.get(pk=part.pk).state == "submitted"


@pytest.mark.parametrize(("use", "other"), [("cell_only", "public_named"), ("public_unnamed", "cell_only")])
def test_confidential_concern_is_merged_with_no_readable_one(moderator: Any, use: str, other: str) -> None:
    part, whole = factories.concern(use=use), factories.concern(use=other)
    for each in (part, whole):
        open_text(each, moderator)

    with pytest.raises(DomainError, match="وحدها"):
        merged(moderator, part, whole)

    second = factories.concern(use=use)
    open_text(second, moderator)
    assert merged(moderator, part, second).state == "merged"


@pytest.mark.parametrize("state", ["declined", "referred", "withdrawn", "merged"])
def test_merge_with_one_that_is_not_followed_is_refused(moderator: Any, state: str) -> None:
    whole = in_state(state)

    with pytest.raises(DomainError):
        merged(moderator, factories.concern(), whole)


def test_merge_is_refused_with_itself_for_one_with_parts_and_after_another_step(moderator: Any) -> None:
    part, whole, third = factories.concern(), factories.concern(), factories.concern()
    seen = part.steps.get().pk
    merged(moderator, part, whole)

    with pytest.raises(DomainError):
        merged(moderator, third, third)
    with pytest.raises(DomainError):
        merged(moderator, whole, third)
    with pytest.raises(EditedMeanwhile):
        merging.merge(part, by=moderator, whole=third, sentence="جملة", seen=seen)
    with pytest.raises(NotAllowed):
        merging.merge(third, by=factories.staff("editor"), whole=whole, sentence="جملة")


def test_mentions_of_another_association_follow_and_come_back(moderator: Any) -> None:
    part, whole = factories.accepted_concern(), factories.accepted_concern()
    first, second = factories.demand(), factories.demand()
    mentioned(moderator, part, first)
    mentioned(moderator, whole, second)
    before = ledgers(part, whole)

    merged(moderator, part, whole)
    assert ledgers(part, whole) == sorted(
        (each.reference, demand.pk) for each in (part, whole) for demand in (first, second)
    )

    third = factories.demand()
    mentioned(moderator, whole, third)
    assert (part.reference, third.pk) in ledgers(part)

    merging.unmerge(Concern.objects.get(pk=part.pk), by=moderator, sentence="ليس نفس الموضوع")
    assert ledgers(part, whole) == sorted([*before, (whole.reference, third.pk)])


def test_two_of_one_association_count_once(moderator: Any) -> None:
    association, demand = factories.association(), factories.demand()
    part, whole = factories.accepted_concern(of=association), factories.accepted_concern(of=association)
    for each in (part, whole):
        mentioned(moderator, each, demand)
    assert demand.mentions.counts().mentions == 2

    merged(moderator, part, whole)
    assert demand.mentions.counts().mentions == 1
    assert ledgers(part, whole) == [(whole.reference, demand.pk)]

    merging.unmerge(Concern.objects.get(pk=part.pk), by=moderator, sentence="لا")
    assert demand.mentions.counts().mentions == 2


def test_unmerge_brings_back_to_review_and_can_be_merged_again(moderator: Any) -> None:
    part, whole = factories.concern(), factories.concern()
    merged(moderator, part, whole)

    row = merging.unmerge(Concern.objects.get(pk=part.pk), by=moderator, sentence="ليس نفس الموضوع")
    assert (row.state, row.merged_into) == ("under_review", None)
    assert row.due_at is not None
    assert whole.steps.order_by("pk").last().move == "parted"

    merged(moderator, row, whole)
    assert [bool(each.undone_at) for each in ConcernMerge.objects.order_by("pk")] == [True, False]


def test_decide_anew_after_a_contest_undoes_the_merge(moderator: Any) -> None:
    part, whole = factories.accepted_concern(), factories.accepted_concern()
    demand = factories.demand()
    mentioned(moderator, whole, demand)
    merged(moderator, part, whole)
    contests.contest(part, by=part.submitted_by, text="موضوعنا مختلف")
    assert Concern.objects.get(pk=part.pk).merged_into == whole

    row = review.move(part, by=moderator, move="accept", sentence="صحيح")

    assert (row.state, row.merged_into, ledgers(part)) == ("accepted", None, [])
    assert ConcernMerge.objects.get().undone_by == moderator
    assert whole.steps.order_by("pk").last().move == "parted"


def test_merge_with_a_third_one_after_a_contest_is_told_to_the_one_before(moderator: Any) -> None:
    part, whole, third = (factories.concern() for _number in range(3))
    merged(moderator, part, whole)
    contests.contest(part, by=part.submitted_by, text="موضوعنا مختلف")

    merged(moderator, part, third)
    contests.contest(part, by=part.submitted_by, text="موضوعنا مختلف")
    merged(moderator, part, third)

    assert [step.move for step in whole.steps.order_by("pk")] == ["submit", "joined", "parted"]
    assert [step.move for step in third.steps.order_by("pk")] == ["submit", "joined", "joined"]


def test_merge_of_another_one_answers_no_letter(moderator: Any) -> None:
    whole, part = in_state("accepted"), factories.concern()
    answers.answered_in_public(whole, at=whole.received_at)
    due = letters.add(whole, by=whole.submitted_by, text="متى؟").due_at
    assert due is not None

    merged(moderator, part, whole)

    assert Concern.objects.get(pk=whole.pk).due_at == due


def test_decision_about_the_whole_is_told_to_the_parts_without_its_sentence(moderator: Any) -> None:
    part, whole = factories.concern(), factories.concern()
    merged(moderator, part, whole)

    review.move(whole, by=moderator, move="accept", sentence=f"شكرا {whole.association.name.ar}")

    told = part.steps.order_by("pk").last()
    assert (told.move, told.state) == ("followed", "merged")
    assert whole.association.name.ar not in told.sentence


def test_public_answer_to_the_whole_answers_the_parts(moderator: Any) -> None:
    part, whole = factories.concern(), factories.accepted_concern()
    merged(moderator, part, whole)

    answers.answered_in_public(whole, at=whole.received_at)

    assert Concern.objects.get(pk=part.pk).answered_in_public_at == whole.received_at


def test_parts_of_a_withdrawn_concern_wait_for_the_cell(moderator: Any) -> None:
    part, whole = factories.concern(), factories.concern()
    merged(moderator, part, whole)

    review.withdraw(whole, by=whole.submitted_by)

    row = Concern.objects.get(pk=part.pk)
    assert row.due_at is not None
    assert merging.unmerge(row, by=moderator, sentence="سُحب الآخر").state == "under_review"


def test_database_refuses_a_merged_concern_without_the_other_one() -> None:
    concern = factories.concern()

    with pytest.raises(IntegrityError), transaction.atomic():
        Concern.objects.filter(pk=concern.pk).update(state="merged")
