"""What the cell does with a suggested pair, and what the sides answer. A joint programme begins when all sides agree."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import require
from cooperation.convergence import joint
from cooperation.models import Convergence, ConvergenceStep, Programme
from cooperation.models.programmes import Progress
from cooperation.programmes.drafting import PROGRAMMES
from cooperation.states import CONVERGENCE, ConvergenceState
from core.clock import today
from core.date_limits import PROMISES
from core.errors import DomainError, EditedMeanwhile, NotAllowed
from core.text.texts import Texts
from publications.drafts.states import DraftState

LONGEST_WAIT = dt.timedelta(days=366)


def offer(convergence: Convergence, *, by: User, offer: str, sentence: Texts) -> Convergence:
    """Both sides read it from now on; for its own programme the cell agrees with the offer."""
    require(by, PROGRAMMES.write_right)
    if not sentence:
        raise DomainError(_("Write a sentence to the other side."))
    with transaction.atomic():
        row = _locked(convergence)
        _check_sides(row)
        first, second = (side.organiser is None for side in sides(row))
        return _move(
            row, "offer", by, sentence=str(sentence), values={
                "offer": offer, "sentence": sentence, "first_agreed": first, "second_agreed": second, "shown_again_on": None,
            },
        )  # fmt: skip


def postpone(convergence: Convergence, *, by: User, until: dt.date) -> Convergence:
    require(by, PROGRAMMES.write_right)
    PROMISES.check(until)
    if not today() < until <= today() + LONGEST_WAIT:
        raise DomainError(_("Choose a day after today, within a year."))
    with transaction.atomic():
        return _move(_locked(convergence), "postpone", by, values={"shown_again_on": until})


def dismiss(convergence: Convergence, *, by: User, sentence: str) -> Convergence:
    """It is never suggested again."""
    require(by, PROGRAMMES.write_right)
    with transaction.atomic():
        return _move(_locked(convergence), "dismiss", by, sentence=sentence)


def newest_offer(convergence: Convergence | int) -> int | None:
    """The key of its step, by which :func:`agree`, :func:`counter` and :func:`decline` know what ``by`` has read. To be asked before the
    offer is read, so that one that comes meanwhile is not taken for read."""
    key: int | None = (
        ConvergenceStep.objects.filter(convergence=convergence, move="offer").values_list("pk", flat=True).last()
    )
    return key


def agree(convergence: Convergence, *, by: User, seen: int | None) -> Convergence:
    """``seen``: the :func:`newest_offer` that ``by`` has read. Raises :class:`~core.errors.EditedMeanwhile` if another one came since."""
    with transaction.atomic():
        row = _locked(convergence)
        own = _own_sides(row, by, seen)
        _check_sides(row)
        agreed = {
            "first_agreed": row.first_agreed or row.first in own,
            "second_agreed": row.second_agreed or row.second in own,
        }
        if not all(agreed.values()):
            Convergence.objects.filter(pk=row.pk).update(**agreed)
            row.first_agreed, row.second_agreed = agreed["first_agreed"], agreed["second_agreed"]
            row.steps.create(move="agree", side=own[0], by=by)
            return row
        row = _move(row, "agree", by, side=own[0], values=agreed)
        if row.offer != Convergence.Offer.DATES:
            row.joint = joint.begin(row, by=by)
            row.save(update_fields=["joint"])
        return row


def counter(convergence: Convergence, *, by: User, seen: int | None, sentence: str) -> Convergence:
    """The other side proposes something else; nobody has agreed to it yet."""
    with transaction.atomic():
        row = _locked(convergence)
        side = _own_sides(row, by, seen)[0]
        _check_sides(row)
        values = {"first_agreed": False, "second_agreed": False}
        return _move(row, "counter", by, sentence=sentence, side=side, values=values)


def decline(convergence: Convergence, *, by: User, seen: int | None, sentence: str = "") -> Convergence:
    """Possible where a side is withdrawn or called off, too, so that nobody is left with a question."""
    with transaction.atomic():
        row = _locked(convergence)
        return _move(row, "decline", by, sentence=sentence, side=_own_sides(row, by, seen)[0])


def sides(row: Convergence) -> tuple[Programme, Programme]:
    return row.first, row.second


def answers_for(convergence: Convergence, by: User) -> list[Programme]:
    """The sides for which ``by`` may answer now: of their association; the cell writes down what another authority answered."""
    if convergence.state != ConvergenceState.OFFERED:
        return []
    open_sides = [
        side
        for side, has_agreed in zip(
            sides(convergence), (convergence.first_agreed, convergence.second_agreed), strict=True
        )
        if not has_agreed
    ]
    if by.is_cell_staff:
        return [side for side in open_sides if side.association is None] if by.has_perm(PROGRAMMES.write_right) else []
    return [
        side
        for side in open_sides
        if side.association and side.association.memberships.current().filter(user=by).exists()
    ]


def _own_sides(row: Convergence, by: User, seen: int | None) -> list[Programme]:
    own = answers_for(row, by)
    if not own and row.state == ConvergenceState.OFFERED:
        raise NotAllowed(_("This is for the other side to answer."))
    CONVERGENCE.target("agree", row.state)
    if seen != newest_offer(row):
        raise EditedMeanwhile(_("It changed while you were reading. Read it again, then decide."))
    return own


def _check_sides(row: Convergence) -> None:
    for side in sides(row):
        if side.state == DraftState.WITHDRAWN or side.progress == Progress.CALLED_OFF:
            raise DomainError(_("One of the two programmes is withdrawn or called off."))


def _locked(convergence: Convergence) -> Convergence:
    rows = Convergence.objects.select_for_update(of=("self",)).select_related(
        "first__association", "second__association"
    )
    return rows.get(pk=convergence.pk)


def _move(
    row: Convergence,
    name: str,
    by: User,
    *,
    sentence: str = "",
    side: Programme | None = None,
    values: dict[str, Any] | None = None,
) -> Convergence:
    """``row`` is locked."""
    target = CONVERGENCE.target(name, row.state)
    if CONVERGENCE.by_name[name].needs_sentence and not sentence.strip():
        raise DomainError(_("Say why in a sentence."))
    row.state = target
    for column, value in (values or {}).items():
        setattr(row, column, value)
    row.save(update_fields=["state", *(values or {})])
    row.steps.create(move=name, side=side, by=by, sentence=sentence.strip())
    return row
