"""What the association and the cell write to each other about a concern without a decision: nothing of it changes the state."""

from __future__ import annotations

from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import require
from core.errors import DomainError
from proposals import sending_limits
from proposals.concerns import hiding, review
from proposals.concerns.deadlines import unanswered
from proposals.concerns.submission import TooMany
from proposals.models import Concern
from proposals.states import DECIDED, ConcernState

IN_A_ROW: Final = 3
"""How many letters an association may write before the cell answers one."""
OPEN_TO_LETTERS: Final = frozenset({ConcernState.SUBMITTED, ConcernState.UNDER_REVIEW, *DECIDED})
"""While a question waits, the association answers it (move ``reply``)."""


def is_open_to_letters(concern: Concern) -> bool:
    """Not what is hidden: the association contests that once."""
    return concern.state in OPEN_TO_LETTERS and not hiding.is_put_away(concern)


def add(concern: Concern, *, by: User, text: str) -> Concern:
    """A letter of the association, sealed for a confidential concern. After a decision the cell has a deadline to answer it."""
    review.check_represents(concern, by)
    with transaction.atomic():
        row = review.locked(concern)
        if not is_open_to_letters(row):
            raise DomainError(_("Nothing can be added to the submission any more."))
        if not text.strip():
            raise DomainError(_("Write what you want to add."))
        if _is_again(row, by, text):
            return row
        if unanswered(row).count() >= IN_A_ROW:
            raise TooMany(_("The cell has not answered your last letters yet. Wait for its answer."))
        sending_limits.count_letter(by)
        return review.record(row, "add", by=by, is_from_cell=False, **review.said(row, text))


def write(concern: Concern, *, by: User, sentence: str, seen: int | None = None) -> Concern:
    """A letter of the cell, for instance the answer to one of the association. It answers all that came before."""
    require(by, review.REVIEW)
    with transaction.atomic():
        row = review.locked(concern, seen)
        review.check_opened(row, by)
        if row.state == ConcernState.WITHDRAWN:
            raise DomainError(_("The submission is withdrawn."))
        if not sentence.strip():
            raise DomainError(_("Write a sentence for the association."))
        return review.record(row, "write", by=by, is_from_cell=True, sentence=sentence.strip())


def _is_again(concern: Concern, by: User, text: str) -> bool:
    """The same letter twice in a row: somebody pressed the button twice. A sealed one cannot be compared."""
    last = concern.steps.order_by("-pk").first()
    return last is not None and (last.move, last.by_id, last.sentence) == ("add", by.pk, text.strip())
