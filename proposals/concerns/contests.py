"""A contest: once after each decision the association may say why it does not agree. The cell reads the concern again and answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import require
from core import clock
from core.errors import DomainError
from proposals import sending_limits
from proposals.concerns import review
from proposals.models import Concern, ConcernStep
from proposals.states import CONCERN, DECISIONS


def contest(concern: Concern, *, by: User, text: str) -> Concern:
    """Back to review, with a deadline of its own. Of a confidential concern the text is sealed. A merge stands until it is decided anew."""
    review.check_represents(concern, by)
    with transaction.atomic():
        row = review.locked(concern)
        row.state = CONCERN.target("contest", row.state)
        until = contest_until(_steps(row))
        if until is None:
            raise DomainError(_("You contested this decision already: the answer of the cell stands."))
        if until < clock.today():
            raise DomainError(_("The last day for contesting this decision has passed. You can still write a letter."))
        if not text.strip():
            raise DomainError(_("Write why you contest the decision."))
        sending_limits.count_letter(by)
        return review.record(row, "contest", by=by, is_from_cell=False, **review.said(row, text))


def uphold(concern: Concern, *, by: User, sentence: str, seen: int | None = None) -> Concern:
    """The decision stays, with the reason. To decide anew: :func:`proposals.concerns.review.move`."""
    require(by, review.REVIEW)
    with transaction.atomic():
        row = review.locked(concern, seen)
        review.check_opened(row, by)
        decision = contested(_steps(row))
        if decision is None:
            raise DomainError(_("No contest of the association waits for an answer."))
        if not sentence.strip():
            raise DomainError(_("Write a sentence for the association."))
        row.state = decision.state
        same = {"reason": decision.reason, "body": decision.body, "helpline": decision.helpline, "unit": decision.unit}
        return review.record(row, "uphold", by=by, is_from_cell=True, sentence=sentence.strip(), **same)


def may_contest(steps: Sequence[ConcernStep]) -> bool:
    """``steps``: all of a concern, in the order in which they were recorded."""
    until = contest_until(steps)
    return until is not None and clock.today() <= until


def contest_until(steps: Sequence[ConcernStep]) -> dt.date | None:
    """The last day for contesting the last decision; ``None`` without one, and for one that was contested."""
    moves = [step.move for step in steps]
    decided = _last(moves, DECISIONS)
    if decided < 0 or "contest" in moves[decided:]:
        return None
    return timezone.localdate(steps[decided].at) + contesting()


def contesting() -> dt.timedelta:
    """How long a decision can be contested."""
    return dt.timedelta(days=settings.SITE["promises"]["contest_days"])


def contested(steps: Sequence[ConcernStep]) -> ConcernStep | None:
    """The decision whose contest waits for an answer."""
    moves = [step.move for step in steps]
    if _last(moves, ("contest",)) <= _last(moves, (*DECISIONS, "uphold", "unmerge")):
        return None
    decided = _last(moves, DECISIONS)
    return steps[decided] if decided >= 0 else None


def _last(moves: Sequence[str], wanted: Sequence[str]) -> int:
    return max((number for number, move in enumerate(moves) if move in wanted), default=-1)


def _steps(concern: Concern) -> list[ConcernStep]:
    return list(concern.steps.select_related("body", "helpline", "unit").order_by("pk"))
