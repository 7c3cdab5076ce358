"""One step for several concerns: what the preview says, what is done, and that it is done once."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.utils.translation import override

from core.errors import DomainError, NotAllowed
from core.text.texts import Texts
from proposals.concerns import assignment, bulk, sealed_concern, urgency
from proposals.concerns.bulk import Act, Outcome, Seen, Step
from proposals.models import Concern, ConcernBulk
from reference.models import Institution
from tests import factories
from tests.proposals.concerns.steps import in_state, take

pytestmark = pytest.mark.django_db
DECLINE = Step(Act.DECLINE, reason="not_clear", sentence=Texts(ar="غير واضح"))


def seen(*concerns: Concern) -> dict[int, Seen]:
    return {row.pk: Seen(row.steps.order_by("pk").last().pk, row.assignee_id) for row in concerns}


def refusals(step: Step, *concerns: Concern, by: Any) -> list[str]:
    with override("en"):
        return [each.refusal for each in bulk.preview(concerns, step, by=by)]


def outcomes(done: ConcernBulk) -> list[str]:
    return list(done.rows.order_by("concern_id").values_list("outcome", flat=True))


def test_preview_tells_of_each_what_the_association_would_read_and_changes_nothing(moderator: Any) -> None:
    arabic, french = factories.concern(), factories.concern(language="fr")
    step = Step(Act.DECLINE, reason="not_clear", sentence=Texts(ar="غير واضح", fr="Pas assez clair"))

    found = bulk.preview([arabic, french], step, by=moderator)

    assert [(each.refusal, each.sentence) for each in found] == [("", "غير واضح"), ("", "Pas assez clair")]
    assert set(Concern.objects.values_list("state", flat=True)) == {"submitted"}


def test_step_is_taken_for_each_with_its_sentence(moderator: Any) -> None:
    rows = [factories.concern(), factories.concern()]

    done = bulk.run(uuid.uuid4(), seen(*rows), DECLINE, by=moderator)

    assert outcomes(done) == [Outcome.DONE, Outcome.DONE]
    for row in rows:
        row.refresh_from_db()
        step = row.steps.last()
        assert (row.state, step.sentence, step.reason, step.by) == ("declined", "غير واضح", "not_clear", moderator)


def test_referral_names_the_body(moderator: Any) -> None:
    body, concern = Institution.objects.in_use().first(), factories.concern()

    bulk.run(uuid.uuid4(), seen(concern), Step(Act.REFER, body=body, sentence=Texts(ar="أحيل")), by=moderator)

    assert concern.steps.last().body == body


def test_form_sent_twice_acts_once(moderator: Any) -> None:
    concern, key = factories.concern(), uuid.uuid4()
    given = seen(concern)

    first = bulk.run(key, given, DECLINE, by=moderator)
    again = bulk.run(key, given, DECLINE, by=moderator)

    assert again == first
    assert outcomes(again) == [Outcome.DONE]
    assert concern.steps.count() == 2


def test_interrupted_step_goes_on_when_the_form_is_sent_again(moderator: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    rows, key = [factories.concern(), factories.concern()], uuid.uuid4()
    act, calls = bulk._act, []

    def fails(row: Any, *rest: Any) -> None:
        calls.append(row.pk)
        if len(calls) == 2:
            raise RuntimeError
        act(row, *rest)

    monkeypatch.setattr(bulk, "_act", fails)
    with pytest.raises(RuntimeError):
        bulk.run(key, seen(*rows), DECLINE, by=moderator)
    assert outcomes(ConcernBulk.objects.get()) == [Outcome.DONE, Outcome.WAITING]

    done = bulk.run(key, seen(*rows), DECLINE, by=moderator)

    assert outcomes(done) == [Outcome.DONE, Outcome.DONE]
    assert [row.steps.count() for row in rows] == [2, 2]


def test_confidential_concern_is_declined_only_by_who_read_it(moderator: Any) -> None:
    concern, head = factories.concern(use="cell_only"), factories.staff("head")
    sealed_concern.read(concern, by=head)

    assert refusals(DECLINE, concern, by=moderator) == ["It is confidential, and you have not read it."]
    assert refusals(DECLINE, concern, by=head) == [""]
    assert refusals(Step(Act.BEGIN), concern, by=moderator) == [""]
    assert outcomes(bulk.run(uuid.uuid4(), seen(concern), DECLINE, by=moderator)) == [Outcome.REFUSED]
    assert concern.steps.count() == 1


def test_possible_emergency_is_not_decided_among_others(moderator: Any) -> None:
    concern = urgency.decide(factories.concern(), by=moderator, is_urgent=True)

    assert refusals(DECLINE, concern, by=moderator) == ["It may be an emergency: decide it on its own page."]
    assert refusals(Step(Act.BEGIN), concern, by=moderator) == [""]


def test_step_that_a_state_does_not_allow_is_refused_and_the_others_are_taken(moderator: Any) -> None:
    rows = [in_state("answered"), factories.concern()]

    found = refusals(DECLINE, *rows, by=moderator)
    done = bulk.run(uuid.uuid4(), seen(*rows), DECLINE, by=moderator)

    assert found == ["This step is not possible from the state “answered”.", ""]
    assert outcomes(done) == [Outcome.REFUSED, Outcome.DONE]
    assert done.rows.order_by("concern_id").first().why


def test_concern_in_a_language_without_a_sentence_is_refused(moderator: Any) -> None:
    concern = factories.concern(language="fr")

    assert "Français" in refusals(DECLINE, concern, by=moderator)[0]


def test_step_that_somebody_took_after_the_preview_stands(moderator: Any) -> None:
    concern = factories.concern()
    given = seen(concern)
    take(concern, "ask")

    done = bulk.run(uuid.uuid4(), given, DECLINE, by=moderator)

    assert outcomes(done) == [Outcome.REFUSED]
    assert Concern.objects.get().state == "awaiting"


def test_several_are_assigned_but_not_what_somebody_took_meanwhile(moderator: Any) -> None:
    free, taken = factories.concern(), factories.concern()
    given, head = seen(free, taken), factories.staff("head")
    assignment.take(taken, by=head)

    done = bulk.run(uuid.uuid4(), given, Step(Act.ASSIGN, person=moderator), by=moderator)

    assert outcomes(done) == [Outcome.DONE, Outcome.REFUSED]
    assert list(Concern.objects.order_by("pk").values_list("assignee", flat=True)) == [moderator.pk, head.pk]


def test_bulk_of_somebody_else_is_not_continued(moderator: Any) -> None:
    concern, key = factories.concern(), uuid.uuid4()
    bulk.run(key, seen(concern), Step(Act.BEGIN), by=moderator)

    with pytest.raises(NotAllowed):
        bulk.run(key, seen(concern), DECLINE, by=factories.staff("head"))
    assert Concern.objects.get().state == "under_review"


def test_bulk_is_refused_to_others_and_for_none_or_too_many(moderator: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [factories.concern(), factories.concern()]

    with pytest.raises(NotAllowed):
        bulk.run(uuid.uuid4(), seen(*rows), DECLINE, by=rows[0].submitted_by)
    with pytest.raises(DomainError):
        bulk.run(uuid.uuid4(), {}, DECLINE, by=moderator)
    monkeypatch.setattr(bulk, "MOST_AT_ONCE", 1)
    with pytest.raises(DomainError):
        bulk.run(uuid.uuid4(), seen(*rows), DECLINE, by=moderator)

    assert not ConcernBulk.objects.exists()
