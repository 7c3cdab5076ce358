"""Merge a concern with another one, and undo it. Both stay as they were received; no association learns who sent the other one."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import require
from core import clock
from core.errors import DomainError
from core.text.texts import Texts
from proposals.concerns import review
from proposals.concerns.sender_names import names_of
from proposals.demands import concern_mentions
from proposals.models import Concern, ConcernMerge
from proposals.states import CONCERN, UNDECIDED, ConcernState

STANDING = frozenset({*UNDECIDED, ConcernState.ACCEPTED, ConcernState.ANSWERED})
"""States of a concern with which another one can be merged."""
JOINED = _(
    "Another submission about the same was merged with this one. The cell follows both together, under your reference."
)


def merge(part: Concern, *, by: User, whole: Concern, sentence: str, seen: int | None = None) -> Concern:
    """``part`` is followed together with ``whole``, whose reference, state and answers count for both. ``sentence``: for the association of
    ``part``; that of ``whole`` reads :data:`JOINED`."""
    require(by, review.REVIEW)
    with transaction.atomic():
        row, other = _locked(part, whole, seen)
        row.state = CONCERN.target("merge", row.state)
        review.check_opened(row, by)
        review.check_opened(other, by)
        _check_possible(row, other)
        _check_sentence(sentence, row, other)
        review.undo_merge(row, by=by, but=other)
        added, removed = concern_mentions.join(row, other, by=by)
        row.merged_into = other
        ConcernMerge.objects.create(
            part=row, whole=other, merged_by=by, merged_at=clock.now(), added=added, removed=removed
        )
        review.record(row, "merge", by=by, is_from_cell=True, sentence=sentence.strip())
        review.tell_of_another(other, "joined", JOINED, by=by)
    return row


def unmerge(part: Concern, *, by: User, sentence: str, seen: int | None = None) -> Concern:
    """``part`` is reviewed again on its own, and the ledgers stand as before the merge."""
    require(by, review.REVIEW)
    CONCERN.target("unmerge", part.state)
    if part.merged_into is None:
        raise DomainError(_("This submission is not merged with another one."))
    with transaction.atomic():
        row, other = _locked(part, part.merged_into, seen)
        row.state = CONCERN.target("unmerge", row.state)
        _check_sentence(sentence, row, other)
        review.undo_merge(row, by=by)
        review.record(row, "unmerge", by=by, is_from_cell=True, sentence=sentence.strip())
    return row


def _locked(part: Concern, whole: Concern, seen: int | None) -> tuple[Concern, Concern]:
    """In the order of their ids, so that two transactions do not wait for each other in a circle."""
    family = Concern.objects.filter(review.locked_with(part) | Q(pk=whole.pk)).order_by("pk")
    rows = {each.pk: each for each in family.select_for_update()}
    return review.locked(part, seen), rows[whole.pk]


def _check_possible(part: Concern, whole: Concern) -> None:
    if part.pk == whole.pk:
        raise DomainError(_("A submission cannot be merged with itself."))
    if part.is_confidential != whole.is_confidential:
        # The public promise of the one would end in the secrecy of the other; and what was confided would be followed in the open.
        raise DomainError(_("A confidential submission is merged only with a confidential one."))
    if whole.state not in STANDING or whole.merged_into_id:
        raise DomainError(_("That submission is closed or merged itself: choose one that is still followed."))
    if part.merged_parts.exists():
        raise DomainError(_("Other submissions are merged with this one: merge that one with this one instead."))


def _check_sentence(sentence: str, part: Concern, whole: Concern) -> None:
    if not sentence.strip():
        raise DomainError(_("Write a sentence for the association."))
    if part.association_id == whole.association_id:
        return
    is_named = names_of(whole.association).found_in(Texts(**{part.language: sentence}))
    if is_named or whole.reference.casefold() in sentence.casefold():
        raise DomainError(_("The sentence names the other submission or its association, which must not be known."))
