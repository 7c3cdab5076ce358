"""The review of a concern: steps of the cell and answers of the association, each with a sentence."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import require
from core.crypto import sealing
from core.errors import DomainError, EditedMeanwhile, NotAllowed
from proposals.concerns import publication_approval
from proposals.concerns.deadlines import next_due
from proposals.concerns.steps import note
from proposals.demands import registration
from proposals.models import Concern, ConcernStep
from proposals.states import CONCERN, OF_THE_ASSOCIATION, OF_THE_CELL
from reference.models import Helpline, Institution, PoliceUnit

REVIEW = "proposals.review_concerns"


def move(
    concern: Concern,
    *,
    by: User,
    move: str,
    sentence: str = "",
    reason: str = "",
    body: Institution | None = None,
    helpline: Helpline | None = None,
    unit: PoliceUnit | None = None,
    seen: int | None = None,
) -> Concern:
    """A step of the cell: begin, accept, answer (the association alone reads it), ask, decline (with a reason) or refer (to a body, a
    helpline or a police unit).

    ``seen``: the id of the last step that this person has read. Raises :class:`~core.errors.EditedMeanwhile` if there is a newer one,
    :class:`~core.db.states.IllegalMove` if the step is not possible any more, :class:`~core.errors.DomainError` if an input is missing.
    """
    require(by, REVIEW)
    if move not in OF_THE_CELL:
        raise DomainError(_("This step does not exist."))
    if move == "decline" and reason not in ConcernStep.Reason.values:
        raise DomainError(_("Choose the reason."))
    if move == "refer" and not (body or helpline or unit):
        raise DomainError(_("Name the competent body."))
    given: dict[str, Any] = {"reason": reason if move == "decline" else ""}
    if move == "refer":
        given |= {"body": body, "helpline": helpline, "unit": unit}
    with transaction.atomic():
        row = _moved(concern, move, sentence, seen)
        now = timezone.now()
        if move == "answer" and row.answered_at is None:
            row.answered_at = now
        note(row, move, by=by, at=now, is_from_cell=True, sentence=sentence.strip(), **given)
        _settle(row)
    return row


def reply(concern: Concern, *, by: User, text: str) -> Concern:
    """The association answers a question; the answer about a confidential concern is sealed, too."""
    _check_represents(concern, by)
    with transaction.atomic():
        row = _moved(concern, "reply", text)
        note(row, "reply", by=by, at=timezone.now(), is_from_cell=False, **_said(row, text))
        _settle(row)
    return row


def withdraw(concern: Concern, *, by: User, sentence: str = "") -> Concern:
    """With an optional sentence, which is sealed for a confidential concern. Its mentions leave the ledgers of demands."""
    _check_represents(concern, by)
    with transaction.atomic():
        row = _moved(concern, "withdraw", sentence)
        publication_approval.withdraw_with(row, by=by)
        registration.forget(row)
        note(row, "withdraw", by=by, at=timezone.now(), is_from_cell=False, **_said(row, sentence))
        _settle(row)
    return row


def _said(concern: Concern, text: str) -> dict[str, Any]:
    """The columns of the step for a sentence of the association."""
    if not concern.is_confidential or not text.strip():
        return {"sentence": text.strip()}
    sealed = sealing.seal(text.strip().encode())
    return {"sealed": sealed.content, "sealed_with": sealed.key}


def _moved(concern: Concern, move: str, sentence: str, seen: int | None = None) -> Concern:
    row = Concern.objects.select_for_update().get(pk=concern.pk)
    if seen is not None and row.steps.filter(pk__gt=seen).exists():
        raise EditedMeanwhile(_("Somebody took a step while you were writing. Read it, then decide."))
    row.state = CONCERN.target(move, row.state)
    if CONCERN.by_name[move].needs_sentence and not sentence.strip():
        raise DomainError(
            _("Write your answer.") if move in OF_THE_ASSOCIATION else _("Write a sentence for the association.")
        )
    row.save(update_fields=["state"])
    return row


def _settle(row: Concern) -> None:
    """Write what follows from the step that was just recorded."""
    row.due_at = next_due(row)
    row.save(update_fields=["due_at", "answered_at"])


def _check_represents(concern: Concern, by: User) -> None:
    if by.is_cell_staff or not concern.association.memberships.current().filter(user=by).exists():
        raise NotAllowed(_("You do not represent this association."))
