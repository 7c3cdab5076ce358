"""What the cell says and promises about a demand: written by one person, approved by another, published as an edition of the demand."""

from __future__ import annotations

import datetime as dt
from copy import copy
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext, gettext_lazy as _

from accounts.models import User
from accounts.permissions import require
from core.clock import today
from core.date_limits import PROMISES
from core.db.optimistic_lock import change
from core.errors import DomainError, NotAllowed
from core.text.texts import Texts
from proposals.demands.permissions import may_follow_up
from proposals.demands.promises import next_promise
from proposals.demands.sentences import unfilled
from proposals.models import (
    Answer,
    Commitment,
    Demand,
    DemandStep,
    DraftedCommitment,
    FollowUp,
    FollowUpStep,
    LedgerChange,
)
from proposals.models.follow_up import COMMITMENT_FACTS, OPEN
from proposals.states import FOLLOW_UP, FOLLOW_UP_DRAFT
from publications import findings
from reference.models import Institution

APPROVE = "proposals.approve_follow_ups"
# These say that the cell looks at a demand again; they answer nothing.
NO_ANSWER = frozenset({"", "study", "reopen"})
NOT_WRITABLE = _("This draft waits for approval or is decided. To change it, use “Take back the draft”.")
OTHER_UNIT = _("Another unit answers this demand. You can read it and leave a note.")


@dataclass(frozen=True)
class Wording:
    """All that a draft holds, but its commitments (:mod:`proposals.demands.commitments`)."""

    move: str = ""
    sentence: Texts = Texts()
    due_on: dt.date | None = None
    body: Institution | None = None
    reason: str = ""
    answer: Texts = Texts()
    internal_note: str = ""


def begin(demand: Demand, *, by: User) -> FollowUp:
    """The open draft of ``demand``, or a new one with the day that is announced now."""
    _check_may(by, demand)
    with transaction.atomic():
        row = Demand.objects.select_for_update().get(pk=demand.pk)
        found = row.follow_ups.filter(state__in=OPEN).first()
        if found is not None:
            return found
        check_free(row)
        created = FollowUp.objects.create(demand=row, due_on=row.due_on)
        _note(created, "begin", by)
        return created


def save(follow_up: FollowUp, *, by: User, version: int, wording: Wording) -> FollowUp:
    """Write the draft. Whoever writes becomes an author.

    Raises :class:`~core.errors.EditedMeanwhile` when somebody saved after ``version``, :class:`~core.errors.DomainError` for a draft that
    waits for approval or is decided, and for a day outside the possible ones.
    """
    PROMISES.check(wording.due_on)
    with transaction.atomic():
        row = writable(follow_up, by=by)
        change(row, expected=version, **vars(wording))
    return row


def writable(follow_up: FollowUp, *, by: User) -> FollowUp:
    """The locked draft for somebody who writes in it, and who is one of its authors from now on."""
    _check_may(by, follow_up.demand)
    row = locked(follow_up)
    if not row.is_writable:
        raise DomainError(NOT_WRITABLE)
    row.authors.add(by)
    return row


def send(follow_up: FollowUp, *, by: User) -> FollowUp:
    """Hand the draft to a second person. Everything that its step asks for has to be there.

    Raises :class:`~publications.findings.OpenFindings` where the gate found words that nobody answered for.
    """
    from proposals.demands import approval  # it imports this module

    _check_may(by, follow_up.demand)
    with transaction.atomic():
        row = locked(follow_up)
        row.authors.add(by)
        _check_complete(row)
        findings.refuse_open(approval.pending(row))
        return _move(row, "send", by)


def take_back(follow_up: FollowUp, *, by: User) -> FollowUp:
    _check_may(by, follow_up.demand)
    with transaction.atomic():
        return _move(locked(follow_up), "take_back", by)


def return_(follow_up: FollowUp, *, by: User, sentence: str) -> FollowUp:
    """To its authors, with what is missing."""
    require(by, APPROVE)
    with transaction.atomic():
        return _move(locked(follow_up), "return", by, sentence)


def discard(follow_up: FollowUp, *, by: User) -> FollowUp:
    _check_may(by, follow_up.demand)
    with transaction.atomic():
        return _move(locked(follow_up), "discard", by)


@dataclass(frozen=True)
class Outcome:
    """What the demand will be once the draft is approved, as rows that are not saved yet: composed, read and published from one object."""

    demand: Demand
    step: DemandStep
    answer: Answer | None
    commitments: list[Commitment]
    """Those that the draft adds or changes."""

    def save(self) -> None:
        self.demand.save(update_fields=["state", "due_on", "answered_on", "updated_on", "promise_on"])
        self.step.save()
        if self.answer:
            self.answer.save()
        for commitment in self.commitments:
            commitment.save()


def outcome(follow_up: FollowUp) -> Outcome:
    """Raises :class:`~core.db.states.IllegalMove` when the demand has moved since the draft was sent."""
    demand, day = copy(follow_up.demand), today()
    if follow_up.move:
        demand.state = FOLLOW_UP.target(follow_up.move, demand.state)
    demand.due_on = follow_up.due_on
    if demand.answered_on is None and (follow_up.answer or follow_up.move not in NO_ANSWER):
        demand.answered_on = day
    demand.updated_on = day
    demand.promise_on = next_promise(demand)
    step = DemandStep(
        demand=demand,
        on=day,
        state=demand.state,
        sentence=follow_up.sentence,
        body=follow_up.body if follow_up.move == "refer" else None,
        reason=follow_up.reason if follow_up.move == "decline" else "",
    )
    answer = Answer(demand=demand, on=day, text=follow_up.answer) if follow_up.answer else None
    drafted = follow_up.commitments.select_related("commitment", "owner_unit", "owner_institution")
    return Outcome(demand, step, answer, [_commitment(demand, each) for each in drafted])


def publish(follow_up: FollowUp, *, by: User) -> FollowUp:
    """Close the locked draft with the edition that it became. :func:`proposals.demands.approval.approve` alone calls it."""
    return _move(follow_up, "publish", by)


def missing(follow_up: FollowUp) -> list[str]:
    """What has to be filled in before the draft can be sent, as the names of its fields."""
    asked = {
        "sentence": not follow_up.sentence.ar,
        "due_on": follow_up.move == "plan" and follow_up.due_on is None,
        "body": follow_up.move == "refer" and follow_up.body_id is None,
        "reason": follow_up.move == "decline" and not follow_up.reason,
    }
    return [name for name, is_missing in asked.items() if is_missing]


MISSING = {
    "sentence": _("Write the sentence for the public, in Arabic."),
    "due_on": _("A planned demand needs a date."),
    "body": _("Name the competent body."),
    "reason": _("Choose the reason."),
}


def _check_may(by: User, demand: Demand) -> None:
    if not may_follow_up(by, demand):
        raise NotAllowed(OTHER_UNIT)


def check_free(demand: Demand) -> None:
    """Refuse a demand that is merged into another one, or about to be merged or split. The demand is locked."""
    if demand.is_merged:
        raise DomainError(_("This demand is merged into another one: write about that one."))
    if LedgerChange.objects.of(demand).filter(state__in=OPEN).exists():
        raise DomainError(_("There is a draft of a merge or split of this demand: decide it first."))


def _check_complete(follow_up: FollowUp) -> None:
    if lacking := missing(follow_up):
        raise DomainError(MISSING[lacking[0]])
    if left := unfilled(follow_up.sentence):
        raise DomainError(gettext("Replace what a prepared sentence leaves open: %(left)s") % {"left": " ".join(left)})
    if follow_up.move:
        FOLLOW_UP.target(follow_up.move, follow_up.demand.state)


def _commitment(demand: Demand, drafted: DraftedCommitment) -> Commitment:
    row = drafted.commitment or Commitment(demand=demand)
    for name in COMMITMENT_FACTS:
        setattr(row, name, getattr(drafted, name))
    return row


def locked(follow_up: FollowUp) -> FollowUp:
    """The demand first, as :func:`begin` does, so that two transactions do not wait for each other in a circle."""
    demand = Demand.objects.select_for_update().get(pk=follow_up.demand_id)
    row = FollowUp.objects.select_for_update().get(pk=follow_up.pk)
    row.demand = demand
    return row


def _move(follow_up: FollowUp, move: str, by: User, sentence: str = "") -> FollowUp:
    target = FOLLOW_UP_DRAFT.target(move, follow_up.state)
    if FOLLOW_UP_DRAFT.by_name[move].needs_sentence and not sentence.strip():
        raise DomainError(_("Say why in a sentence."))
    follow_up.state = target
    follow_up.save(update_fields=["state", "edition"])
    _note(follow_up, move, by, sentence)
    return follow_up


def _note(follow_up: FollowUp, move: str, by: User, sentence: str = "") -> None:
    FollowUpStep.objects.create(follow_up=follow_up, move=move, by=by, sentence=sentence.strip())
