"""A second person reads the draft of a demand and makes it public."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import require
from core import clock
from core.errors import DomainError
from proposals.concerns import answers
from proposals.demands import demand_document, follow_up as drafts, name_authors, requesters
from proposals.models import FollowUp
from proposals.states import FOLLOW_UP_DRAFT
from publications import store
from publications.pending import PendingPublication, prepare


def pending(follow_up: FollowUp) -> PendingPublication:
    """The edition of the demand that an approval of the draft publishes."""
    return _pending(follow_up, drafts.outcome(follow_up))


def approve(follow_up: FollowUp, *, by: User, seen: str) -> FollowUp:
    """Publish the draft and write it into the demand, in one transaction.

    ``seen``: the fingerprint of what was read. Raises :class:`~core.errors.EditedMeanwhile` when it is another one by now,
    :class:`~core.errors.NotAllowed` for an author of the draft, of the demand's wording or of a name that it shows,
    :class:`~core.db.states.IllegalMove` for a draft that does not wait for approval.
    """
    require(by, drafts.APPROVE)
    with transaction.atomic():
        store.lock()
        row = drafts.locked(follow_up)
        FOLLOW_UP_DRAFT.target("publish", row.state)
        outcome = drafts.outcome(row)
        publication = _pending(row, outcome)
        (edition,) = store.publish(publication, by=by.pk, seen=seen)
        demand_document.note_public_wording(publication.documents)
        requesters.tell([edition])
        outcome.save()
        if row.answer or row.move not in drafts.NO_ANSWER:
            answers.demand_answered(row.demand, at=clock.now())
        row.edition = edition
        row.demand.authors.clear()
        return drafts.publish(row, by=by)


def _pending(follow_up: FollowUp, outcome: drafts.Outcome) -> PendingPublication:
    if not follow_up.sentence:
        raise DomainError(_("Write the sentence for the public, in Arabic."))
    demand = follow_up.demand
    document = demand_document.pending_edition(demand, outcome, note=follow_up.sentence)
    writers = {
        *follow_up.authors.values_list("pk", flat=True),
        *demand.authors.values_list("pk", flat=True),
    }
    return prepare([document], writers=writers, renamers=name_authors.of_demand(demand, outcome))
