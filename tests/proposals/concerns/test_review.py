"""Steps of the cell: permissions, required inputs, deadlines."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.conf import settings
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from core.errors import DomainError, EditedMeanwhile, NotAllowed
from proposals.concerns import review, sealed_concern
from proposals.models import Concern, ConcernStep
from reference.models import Institution
from tests import factories
from tests.proposals.concerns.steps import in_state, take

pytestmark = pytest.mark.django_db
PROMISES = settings.SITE["promises"]
CLOSED_TO = ["recorder", "editor", "liaison", "administrator"]


@pytest.mark.parametrize(
    ("move", "given"),
    [
        ("decline", {"sentence": "جملة"}),
        ("decline", {"sentence": "جملة", "reason": "not_our_responsibility"}),
        ("decline", {"sentence": " ", "reason": "not_clear"}),
        ("refer", {"sentence": "جملة"}),
        ("accept", {}),
        ("accept", {"sentence": " \n"}),
        ("ask", {}),
        ("reply", {"sentence": "جملة"}),
        ("withdraw", {}),
        ("publish", {"sentence": "جملة"}),
    ],
)
def test_decide_without_what_belongs_to_it_changes_nothing(moderator: Any, move: str, given: dict[str, Any]) -> None:
    concern = factories.concern()

    with pytest.raises(DomainError):
        review.move(concern, by=moderator, move=move, **given)

    assert Concern.objects.get().state == "submitted"
    assert concern.steps.count() == 1


def test_decide_keeps_the_sentence_the_reason_and_the_body(moderator: Any) -> None:
    body = Institution.objects.first()
    declined, referred = factories.concern(), factories.concern()

    review.move(declined, by=moderator, move="decline", sentence=" جملة ", reason="sent_twice", body=body)
    review.move(referred, by=moderator, move="refer", sentence="جملة", reason="sent_twice", body=body)

    last = [concern.steps.last() for concern in (declined, referred)]
    assert [(step.sentence, step.reason, step.body, step.by) for step in last] == [
        ("جملة", "sent_twice", None, moderator),
        ("جملة", "", body, moderator),
    ]
    assert all(step.is_from_cell for step in last)


@pytest.mark.parametrize("function", CLOSED_TO)
@pytest.mark.parametrize("use", ["public_named", "cell_only"])
def test_read_and_decide_are_closed_to_other_functions(function: str, use: str) -> None:
    concern = factories.concern(use=use, files=[factories.photo()])
    other, reviewer = factories.staff(function), factories.staff("head")

    for attempt in (
        lambda by: sealed_concern.read(concern, by=by),
        lambda by: sealed_concern.read_replies(concern, by=by),
        lambda by: sealed_concern.file_names(concern, by=by),
        lambda by: sealed_concern.read_file(concern.files.get(), by=by),
        lambda by: review.move(concern, by=by, move="begin"),
    ):
        with pytest.raises(NotAllowed):
            attempt(other)
        attempt(reviewer)
    assert not Concern.objects.visible_to(other).exists()
    assert Concern.objects.visible_to(reviewer).get() == concern


def test_answer_is_for_those_who_represent_the_association_today() -> None:
    concern = in_state("awaiting")
    member = concern.association.memberships.get().user
    strangers = [factories.representative(), factories.staff("moderator"), factories.staff("head"), factories.user()]

    for stranger in strangers:
        with pytest.raises(NotAllowed):
            review.reply(concern, by=stranger, text="جواب")
        with pytest.raises(NotAllowed):
            review.withdraw(concern, by=stranger)
    assert Concern.objects.get().state == "awaiting"

    concern.association.memberships.update(since=dt.date(2020, 1, 1), until=dt.date(2020, 12, 31))
    with pytest.raises(NotAllowed):
        review.reply(concern, by=member, text="جواب")

    concern.association.memberships.update(until=None)
    assert review.reply(concern, by=member, text="جواب").state == "under_review"


def test_answer_without_words_is_refused() -> None:
    concern = in_state("awaiting")

    with pytest.raises(DomainError):
        review.reply(concern, by=concern.association.memberships.get().user, text=" ")

    assert Concern.objects.get().state == "awaiting"


@pytest.mark.parametrize(
    ("moves", "promised"),
    [
        ((), dt.timedelta(hours=PROMISES["triage_hours"])),
        (("begin",), dt.timedelta(hours=PROMISES["triage_hours"])),
        (("ask",), None),
        (("ask", "reply"), dt.timedelta(hours=PROMISES["triage_hours"])),
        (("accept",), dt.timedelta(days=PROMISES["first_answer_days"])),
        (("decline",), None),
        (("accept", "answer"), dt.timedelta(days=PROMISES["first_answer_days"])),
        (("accept", "answer", "withdraw"), None),
        (("decline", "accept"), dt.timedelta(days=PROMISES["first_answer_days"])),
        (("refer",), None),
        (("withdraw",), None),
    ],
)
def test_deadline_follows_from_the_moves(moves: tuple[str, ...], promised: dt.timedelta | None) -> None:
    concern = factories.concern()

    for move in moves:
        concern = take(concern, move)

    row = Concern.objects.get()
    assert (
        row.due_at is None
        if promised is None
        else abs(row.due_at - timezone.now() - promised) < dt.timedelta(minutes=1)
    )
    assert list(Concern.objects.waiting()) == ([] if promised is None else [row])


def test_promise_after_an_answer_counts_from_the_answer() -> None:
    concern = in_state("awaiting", use="cell_only")
    later = timezone.now() + dt.timedelta(days=9)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.utils.timezone.now", lambda: later)
        take(concern, "reply")

    assert Concern.objects.get().due_at == later + dt.timedelta(hours=PROMISES["triage_hours"])


def test_waiting_puts_the_oldest_promise_first() -> None:
    first, second, third = factories.concern(), factories.concern(), factories.concern()
    Concern.objects.filter(pk=third.pk).update(due_at=timezone.now() - dt.timedelta(days=1))

    assert list(Concern.objects.waiting()) == [third, first, second]


def test_decide_on_an_outdated_state_is_refused(moderator: Any) -> None:
    concern = factories.concern()
    seen = concern.steps.last().pk
    review.move(concern, by=factories.staff("head"), move="ask", sentence="أين؟", seen=seen)

    with pytest.raises(EditedMeanwhile):
        review.move(concern, by=moderator, move="accept", sentence="مقبول", seen=seen)
    assert Concern.objects.get().state == "awaiting"

    review.move(concern, by=moderator, move="accept", sentence="مقبول", seen=concern.steps.last().pk)
    assert Concern.objects.get().state == "accepted"


@pytest.mark.parametrize(
    "broken",
    [
        {"move": "decline", "state": "declined"},
        {"move": "refer", "state": "referred"},
        {"state": "accepted", "sentence": ""},
    ],
)
def test_database_refuses_a_step_without_what_belongs_to_it(moderator: Any, broken: dict[str, Any]) -> None:
    concern = factories.concern()
    step = {"move": "accept", "sentence": "جملة", "is_from_cell": True, "by": moderator, "at": timezone.now()}

    with pytest.raises(IntegrityError), transaction.atomic():
        ConcernStep.objects.create(concern=concern, **{**step, **broken})

    assert ConcernStep.objects.create(concern=concern, **{**step, "state": "accepted"}).pk


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE proposals_concern SET text = 'x'",
        "UPDATE proposals_concern SET use = 'public_named', title = 'x'",
        "UPDATE proposals_concern SET received_at = now()",
        "UPDATE proposals_concern SET state = 'withdrawn'; UPDATE proposals_concern SET state = 'submitted'",
        "DELETE FROM proposals_concern",
        "UPDATE proposals_concernstep SET sentence = 'x'",
        "DELETE FROM proposals_concernstep",
        "DELETE FROM proposals_concernfile",
    ],
)
def test_concern_and_its_steps_cannot_be_changed_or_deleted(statement: str) -> None:
    in_state("accepted", files=[factories.photo()])

    with pytest.raises(DatabaseError, match="pgtrigger"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
