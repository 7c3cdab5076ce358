"""The review of a concern: steps of the cell and answers of the association, each with a sentence."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy as _

from accounts.models import User
from accounts.permissions import require
from core import clock
from core.crypto import sealing
from core.errors import DomainError, EditedMeanwhile, NotAllowed
from proposals import sending_limits
from proposals.concerns import hiding, publication_approval
from proposals.concerns.deadlines import next_due
from proposals.concerns.steps import note
from proposals.demands import concern_mentions, registration
from proposals.models import Concern, ConcernMerge, ConcernStep
from proposals.states import CONCERN, DECISIONS, OF_THE_ASSOCIATION, OF_THE_CELL, ConcernState
from reference.models import Helpline, Institution, PoliceUnit

REVIEW = "proposals.review_concerns"
REASONS = {"decline": dict(ConcernStep.DECLINE_CHOICES), "hide": dict(ConcernStep.HIDE_CHOICES)}
PARTED = _(
    "The other submission that was merged with this one is followed separately again. Nothing changes for yours."
)


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
    is_emergency: bool = False,
) -> Concern:
    """A step of the cell: begin, accept, answer (the association alone reads it), ask, decline (with a reason), refer (to a body, a
    helpline or a police unit), hide (hate or spam, with a reason) or unhide.

    ``seen``: the id of the last step that this person has read. A confidential concern is decided only by somebody who has opened it; with
    ``is_emergency`` one that may be an emergency is referred unread, because a call for help cannot wait for a key.

    Raises :class:`~core.errors.EditedMeanwhile` if there is a newer step, :class:`~core.db.states.IllegalMove` if the step is not possible any
    more, :class:`~core.errors.DomainError` if an input is missing.
    """
    require(by, REVIEW)
    given = _given(move, reason, body=body, helpline=helpline, unit=unit)
    with transaction.atomic():
        row = locked(concern, seen)
        hiding.check_possible(row, move)
        _take(row, move, sentence)
        if move in (*DECISIONS, "unhide") and not (is_emergency and row.is_urgent):
            check_opened(row, by)
        if move in DECISIONS:
            undo_merge(row, by=by)
        hiding.follow(row, move)
        if move == "answer" and row.answered_at is None:
            row.answered_at = clock.now()
        record(row, move, by=by, is_from_cell=True, sentence=sentence.strip(), **given)
        if move in DECISIONS:
            _tell_merged(row, by)
    return row


def _given(move: str, reason: str, **target: Any) -> dict[str, Any]:
    """The columns of the step; ``target``: body, helpline and police unit."""
    if move not in OF_THE_CELL:
        raise DomainError(_("This step does not exist."))
    if move in REASONS and reason not in REASONS[move]:
        raise DomainError(_("Choose the reason."))
    if move == "refer" and not any(target.values()):
        raise DomainError(_("Name the competent body."))
    return {"reason": reason if move in REASONS else "", **(target if move == "refer" else {})}


def reply(concern: Concern, *, by: User, text: str) -> Concern:
    """The association answers a question; the answer about a confidential concern is sealed, too."""
    check_represents(concern, by)
    with transaction.atomic():
        row = locked(concern)
        _take(row, "reply", text)
        sending_limits.count_letter(by)
        return record(row, "reply", by=by, is_from_cell=False, **said(row, text))


def withdraw(concern: Concern, *, by: User, sentence: str = "") -> Concern:
    """With an optional sentence, which is sealed for a confidential concern. Its mentions leave the ledgers of demands.

    Concerns that are merged with it stay so, with a deadline: the cell decides about each of them.
    """
    check_represents(concern, by)
    with transaction.atomic():
        row = locked(concern)
        _take(row, "withdraw", sentence)
        undo_merge(row, by=by)
        publication_approval.withdraw_with(row, by=by)
        registration.forget(row)
        record(row, "withdraw", by=by, is_from_cell=False, **said(row, sentence))
        for part in row.merged_parts.order_by("pk").select_for_update():
            settle(part)
    return row


def locked(concern: Concern, seen: int | None = None) -> Concern:
    """The locked row. Raises :class:`~core.errors.EditedMeanwhile` if there is a newer step than ``seen``.

    Concerns that are merged with it are locked, too: all in the order of their ids, so that two transactions do not wait for each other.
    """
    family = Concern.objects.filter(locked_with(concern)).order_by("pk")
    row = next(each for each in family.select_for_update() if each.pk == concern.pk)
    if seen is not None and row.steps.filter(pk__gt=seen).exists():
        raise EditedMeanwhile(_("Somebody took a step while you were writing. Read it, then decide."))
    return row


def locked_with(concern: Concern) -> Q:
    """Itself, the parts of which it is the whole, and the whole of which it is a part."""
    whole = Concern.objects.filter(pk=concern.pk).values("merged_into")
    return Q(pk=concern.pk) | Q(merged_into=concern.pk) | Q(pk__in=whole)


def record(row: Concern, move: str, *, by: User, is_from_cell: bool, **said: Any) -> Concern:
    """Record a step of the locked ``row``, and write what follows from it: state and next deadline."""
    row.save(update_fields=["state", "merged_into", "hidden_at"])
    note(row, move, by=by, at=clock.now(), is_from_cell=is_from_cell, **said)
    settle(row)
    return row


def settle(row: Concern) -> None:
    row.due_at = next_due(row)
    row.save(update_fields=["due_at", "answered_at"])


def said(concern: Concern, text: str) -> dict[str, Any]:
    """The columns of the step for a sentence of the association."""
    if not concern.is_confidential or not text.strip():
        return {"sentence": text.strip()}
    sealed = sealing.seal(text.strip().encode())
    return {"sealed": sealed.content, "sealed_with": sealed.key}


def check_represents(concern: Concern, by: User) -> None:
    if by.is_cell_staff or not concern.association.memberships.current().filter(user=by).exists():
        raise NotAllowed(_("You do not represent this association."))


def check_opened(concern: Concern, by: User) -> None:
    """Nobody decides about a confidential or hidden concern whose text he or she has not opened."""
    if not has_opened(concern, by):
        raise DomainError(
            _("Open the text of the submission first: nobody decides about a text without having read it.")
        )


def has_opened(concern: Concern, by: User) -> bool:
    return not concern.is_covered or concern.openings.filter(by=by, file=None, step=None).exists()


def undo_merge(row: Concern, *, by: User, but: Concern | None = None) -> None:
    """The locked ``row`` stands on its own again; its ledgers are as before, and the association of the other one is told, except that of
    ``but``. Nothing for a concern that is not merged."""
    for merge in ConcernMerge.objects.filter(part=row, undone_at=None).select_for_update():
        merge.undone_at, merge.undone_by = clock.now(), by
        merge.save(update_fields=["undone_at", "undone_by"])
        row.merged_into = None
        concern_mentions.separate(merge, by=by)
        if but is None or merge.whole_id != but.pk:
            tell_of_another(Concern.objects.get(pk=merge.whole_id), "parted", PARTED, by=by)


def tell_of_another(concern: Concern, move: str, sentence: Promise, *, by: User) -> None:
    """``concern`` is locked; its association reads what became of another one. Nobody is told about a withdrawn one."""
    if concern.state == ConcernState.WITHDRAWN:
        return
    with translation.override(concern.language):
        record(concern, move, by=by, is_from_cell=True, sentence=str(sentence))


def _take(row: Concern, move: str, sentence: str) -> None:
    row.state = CONCERN.target(move, row.state)
    if CONCERN.by_name[move].needs_sentence and not sentence.strip():
        raise DomainError(
            _("Write your answer.") if move in OF_THE_ASSOCIATION else _("Write a sentence for the association.")
        )


def _tell_merged(row: Concern, by: User) -> None:
    """Associations whose concerns are merged with ``row`` read its new state; the sentence is for the association of ``row`` alone."""
    for part in row.merged_parts.order_by("pk").select_for_update():
        with translation.override(part.language):
            told = gettext("The submission with which yours is merged is now: %(state)s.") % {
                "state": row.get_state_display()
            }
            record(part, "followed", by=by, is_from_cell=True, sentence=told)
