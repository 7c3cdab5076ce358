"""After a decision the association contests once, or writes, and is answered; nobody decides about a text that he or she has not opened."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone

from core.db.states import IllegalMove
from core.errors import DomainError, EditedMeanwhile, NotAllowed
from core.time_travel import happening
from proposals.concerns import contests, emergency_referral, letters, merging, notes, review, sealed_concern
from proposals.concerns.submission import TooMany
from proposals.models import Concern, ConcernNote
from proposals.states import DECISIONS
from reference.models import Institution
from tests import factories
from tests.proposals.concerns.steps import in_state, open_text, take

pytestmark = pytest.mark.django_db
TRIAGE = dt.timedelta(hours=settings.SITE["promises"]["triage_hours"])
SOON = dt.timedelta(minutes=1)


def member_of(concern: Concern) -> Any:
    return concern.association.memberships.get().user


@pytest.mark.parametrize("state", ["accepted", "answered", "declined", "referred", "merged"])
def test_contest_brings_back_to_review_and_uphold_gives_the_decision_back(moderator: Any, state: str) -> None:
    concern = in_state(state)
    decision = concern.steps.order_by("pk").last()

    row = contests.contest(concern, by=member_of(concern), text=" لا نوافق ")
    assert row.state == "under_review"
    assert abs(row.due_at - timezone.now() - TRIAGE) < SOON
    assert row.steps.order_by("pk").last().sentence == "لا نوافق"

    row = contests.uphold(row, by=moderator, sentence="لأن")
    said = row.steps.order_by("pk").last()
    assert (row.state, said.move, said.sentence) == (state, "uphold", "لأن")
    assert (said.reason, said.body, said.unit) == (decision.reason, decision.body, decision.unit)
    assert (row.merged_into is not None) == (state == "merged")


def test_contest_is_possible_for_sixty_days_after_the_decision() -> None:
    concern = in_state("declined")

    with happening(timezone.now() + dt.timedelta(days=61)), pytest.raises(DomainError):
        contests.contest(concern, by=member_of(concern), text="لا نوافق")
    with happening(timezone.now() + dt.timedelta(days=60)):
        assert contests.contest(concern, by=member_of(concern), text="لا نوافق").state == "under_review"


def test_contest_once_for_each_decision(moderator: Any) -> None:
    concern = in_state("declined")
    member = member_of(concern)
    contests.contest(concern, by=member, text="لا نوافق")
    contests.uphold(concern, by=moderator, sentence="لأن")

    with pytest.raises(DomainError):
        contests.contest(concern, by=member, text="لا نوافق أبدا")
    with pytest.raises(DomainError):
        contests.uphold(concern, by=moderator, sentence="لأن")
    assert Concern.objects.get().state == "declined"

    take(concern, "accept")
    assert contests.contest(concern, by=member, text="قرار آخر").state == "under_review"


@pytest.mark.parametrize("state", ["submitted", "under_review", "awaiting", "withdrawn"])
def test_contest_before_a_decision_is_refused(state: str) -> None:
    concern = in_state(state)

    with pytest.raises(IllegalMove):
        contests.contest(concern, by=member_of(concern), text="لا نوافق")


def test_contest_is_for_those_who_represent_the_association(moderator: Any) -> None:
    concern = in_state("declined")

    for stranger in (factories.representative(), moderator):
        with pytest.raises(NotAllowed):
            contests.contest(concern, by=stranger, text="لا نوافق")
        with pytest.raises(NotAllowed):
            letters.add(concern, by=stranger, text="رسالة")
    contests.contest(concern, by=member_of(concern), text="لا نوافق")
    for closed in ("recorder", "editor", "administrator"):
        with pytest.raises(NotAllowed):
            contests.uphold(concern, by=factories.staff(closed), sentence="لأن")


def test_uphold_after_the_association_wrote_meanwhile_is_refused(moderator: Any) -> None:
    concern = in_state("declined")
    contests.contest(concern, by=member_of(concern), text="لا نوافق")
    seen = concern.steps.order_by("pk").last().pk
    letters.add(concern, by=member_of(concern), text="نضيف")

    with pytest.raises(EditedMeanwhile):
        contests.uphold(concern, by=moderator, sentence="لأن", seen=seen)


def test_decide_anew_answers_a_contest(moderator: Any) -> None:
    concern = in_state("declined")
    contests.contest(concern, by=member_of(concern), text="لا نوافق")

    review.move(concern, by=moderator, move="accept", sentence="قُبل")

    with pytest.raises(DomainError):
        contests.uphold(concern, by=moderator, sentence="لأن")
    assert Concern.objects.get().state == "accepted"


def test_letter_after_a_decision_waits_for_an_answer(moderator: Any) -> None:
    concern = in_state("referred")
    assert concern.due_at is None

    row = letters.add(concern, by=member_of(concern), text="متى؟")
    assert row.state == "referred"
    assert abs(row.due_at - timezone.now() - TRIAGE) < SOON

    row = letters.write(row, by=moderator, sentence="غدا")
    assert (row.state, row.due_at) == ("referred", None)


def test_same_letter_sent_twice_in_a_row_is_one() -> None:
    concern = in_state("declined")

    for text in ("رسالة", " رسالة ", "أخرى", "رسالة"):
        letters.add(concern, by=member_of(concern), text=text)

    assert [step.sentence for step in concern.steps.filter(move="add").order_by("pk")] == ["رسالة", "أخرى", "رسالة"]


def test_letters_without_an_answer_are_limited(moderator: Any) -> None:
    concern = in_state("declined")
    for number in range(letters.IN_A_ROW):
        letters.add(concern, by=member_of(concern), text=f"رسالة {number}")

    with pytest.raises(TooMany):
        letters.add(concern, by=member_of(concern), text="رسالة")

    letters.write(concern, by=moderator, sentence="جواب")
    assert letters.add(concern, by=member_of(concern), text="رسالة").steps.count() == letters.IN_A_ROW + 4


def test_what_the_association_writes_about_a_confidential_concern_is_sealed(moderator: Any) -> None:
    concern = in_state("declined", use="cell_only")
    letters.add(concern, by=member_of(concern), text="رسالة سرية")
    contests.contest(concern, by=member_of(concern), text="اعتراض سري")

    written = list(concern.steps.filter(move__in=["add", "contest"]).order_by("pk"))
    assert [step.sentence for step in written] == ["", ""]
    opened = sealed_concern.read_replies(concern, by=moderator)
    assert [opened[step.pk].text for step in written] == ["رسالة سرية", "اعتراض سري"]


@pytest.mark.parametrize("move", DECISIONS)
def test_confidential_concern_is_not_decided_unread(moderator: Any, move: str) -> None:
    concern = in_state("accepted" if move == "answer" else "submitted", use="cell_only")
    before = Concern.objects.get(pk=concern.pk).state
    given = {
        "decline": {"reason": "not_clear"},
        "hide": {"reason": "hate"},
        "refer": {"body": Institution.objects.first()},
    }.get(move, {})

    def decide() -> Concern:
        if move == "merge":
            other = factories.concern(use="cell_only")
            open_text(other, moderator)
            return merging.merge(concern, by=moderator, whole=other, sentence="جملة")
        return review.move(concern, by=moderator, move=move, sentence="جملة", **given)

    open_text(concern, factories.staff("head"))
    with pytest.raises(DomainError, match="افتحوا النص"):
        decide()
    assert Concern.objects.get(pk=concern.pk).state == before

    sealed_concern.read(concern, by=moderator)
    assert decide().state != before


def test_contest_of_a_confidential_concern_is_not_answered_unread(moderator: Any) -> None:
    concern = in_state("declined", use="cell_only")
    contests.contest(concern, by=member_of(concern), text="لا نوافق")

    for answer in (contests.uphold, letters.write):
        with pytest.raises(DomainError, match="افتحوا النص"):
            answer(concern, by=moderator, sentence="لأن")
    sealed_concern.read(concern, by=moderator)
    assert contests.uphold(concern, by=moderator, sentence="لأن").state == "declined"


def test_emergency_is_referred_unread_and_nothing_else(moderator: Any) -> None:
    urgent, calm = factories.concern(use="cell_only"), factories.concern(use="cell_only")
    Concern.objects.filter(pk=urgent.pk).update(is_urgent=True)

    assert emergency_referral.refer(urgent, by=moderator, helpline="police").state == "referred"
    with pytest.raises(DomainError, match="افتحوا النص"):
        emergency_referral.refer(calm, by=moderator, helpline="police")


def test_note_of_a_confidential_concern_is_sealed(moderator: Any) -> None:
    sealed, plain = factories.concern(use="cell_only"), factories.concern()
    for concern in (sealed, plain):
        notes.add(concern, by=moderator, text="ملاحظة للزملاء")

    row = ConcernNote.objects.get(concern=sealed)
    assert row.text == ""
    assert "ملاحظة" not in bytes(row.sealed).decode(errors="ignore")
    assert [each.text for each in notes.read(sealed, by=moderator, is_open=False)] == [""]
    assert [each.text for each in notes.read(sealed, by=moderator, is_open=True)] == ["ملاحظة للزملاء"]
    assert [each.text for each in notes.read(plain, by=moderator, is_open=False)] == ["ملاحظة للزملاء"]


def test_notes_are_for_those_who_review(moderator: Any) -> None:
    concern = factories.concern()
    for function in ("recorder", "editor", "liaison", "administrator"):
        with pytest.raises(NotAllowed):
            notes.add(concern, by=factories.staff(function), text="ملاحظة")
        with pytest.raises(NotAllowed):
            notes.read(concern, by=factories.staff(function), is_open=False)
    with pytest.raises(DomainError):
        notes.add(concern, by=moderator, text=" ")
    assert concern.notes.count() == 0


def test_note_whose_button_was_pressed_twice_is_one_note() -> None:
    concern, moderator = factories.concern(), factories.staff("moderator")

    first, again = (notes.add(concern, by=moderator, text="ملاحظة") for _each in range(2))

    assert first == again
    assert notes.add(concern, by=factories.staff("head"), text="ملاحظة") != first
