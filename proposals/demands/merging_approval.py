"""A second person reads what a merge or split makes public, and approves it."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from typing import cast

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import require
from core.clock import today
from core.errors import DomainError, EditedMeanwhile, NotAllowed
from proposals.demands import (
    demand_document,
    merged_pages,
    merging,
    name_authors,
    relations,
    requesters,
    voice_document,
)
from proposals.demands.follow_up import APPROVE, MISSING, Outcome
from proposals.demands.promises import next_promise
from proposals.models import DemandStep, LedgerChange, Mention
from proposals.states import FOLLOW_UP_DRAFT
from publications import store
from publications.pending import PendingDocument, PendingPublication, prepare
from publications.schemas import DemandDocument

Kind = LedgerChange.Kind
JOINING = frozenset({Kind.MERGE, Kind.UNDO_SPLIT})


@dataclass(frozen=True)
class Moved:
    """Both demands as they will be, and the mentions in their new places: not saved."""

    part: Outcome
    whole: Outcome
    mentions: list[Mention]

    def save(self, *, is_public: bool) -> None:
        """Without ``is_public`` no sentence is written into the demands: the next edition would tell what nobody could read."""
        # Both at once: a merged demand owes nothing.
        self.part.demand.save(update_fields=["merged_into", "promise_on"])
        if is_public:
            self.part.save()
            self.whole.save()
        Mention.objects.bulk_update(self.mentions, ["demand", "origin"], batch_size=500)

    def public_mentions(self) -> dict[int, list[Mention]]:
        """By the demand's id, as they will stand."""
        demands = (self.part.demand, self.whole.demand)
        rows = Mention.objects.public().filter(demand__in=demands).select_related("association")
        places = {each.pk: each.demand_id for each in self.mentions}
        heard: dict[int, list[Mention]] = {demand.pk: [] for demand in demands}
        for row in rows:
            heard[places.get(row.pk, row.demand_id)].append(row)
        return heard


def outcome(change: LedgerChange) -> Moved:
    part, whole = copy(change.part), copy(change.whole)
    part.merged_into = whole if change.kind in JOINING else None
    part.promise_on = None if change.kind in JOINING else next_promise(part)
    steps = [DemandStep(demand=row, on=today(), state=row.state, sentence=change.sentence) for row in (part, whole)]
    return Moved(Outcome(part, steps[0], None, []), Outcome(whole, steps[1], None, []), merging.moved_mentions(change))


def pending(change: LedgerChange) -> PendingPublication:
    """The editions of both demands; none where the public cannot read the demand that is merged or becomes one of its own."""
    return _pending(change, outcome(change))


def approve(change: LedgerChange, *, by: User, seen: str) -> LedgerChange:
    """Publish both editions and move the mentions, in one transaction.

    ``seen``: the fingerprint of what was read. Raises what :func:`proposals.demands.approval.approve` raises, and
    :class:`~core.errors.DomainError` where the demands do not allow the change any more.
    """
    require(by, APPROVE)
    with transaction.atomic():
        store.lock()
        row = merging.locked(change)
        FOLLOW_UP_DRAFT.target("publish", row.state)
        merging.check_possible(row)
        moved = outcome(row)
        publication = _pending(row, moved)
        _publish(publication, by, seen)
        moved.save(is_public=bool(publication.documents))
        _forget_authors(publication, moved)
        return merging.move(row, "publish", by)


def _forget_authors(publication: PendingPublication, moved: Moved) -> None:
    """Of the wordings that were published. Of a merged demand the former wording stays: what was reworded since still has its authors."""
    published = {document.key for document in publication.documents}
    for outcome in (moved.part, moved.whole):
        if outcome.demand.key in published and not _is_merged(outcome):
            outcome.demand.authors.clear()


def _publish(publication: PendingPublication, by: User, seen: str) -> None:
    """Without documents nobody in public reads anything new; a second person decides all the same."""
    if publication.documents:
        requesters.tell(store.publish(publication, by=by.pk, seen=seen))
        demand_document.note_public_wording(publication.documents)
    elif refusal := publication.refusal_of(by.pk):
        raise NotAllowed(refusal)
    elif seen != publication.fingerprint:
        raise EditedMeanwhile(_("It changed while you were reading. Read it again, then decide."))


def _pending(change: LedgerChange, moved: Moved) -> PendingPublication:
    if not change.sentence:
        raise DomainError(MISSING["sentence"])
    documents = _documents(change, moved)
    writers = set(change.authors.values_list("pk", flat=True))
    shown = [outcome for outcome in (moved.whole, moved.part) if documents and not _is_merged(outcome)]
    for outcome in (moved.part, moved.whole):
        writers |= set(outcome.demand.authors.values_list("pk", flat=True))
    return prepare(documents, writers=writers, renamers=name_authors.of_demands(shown))


def _is_merged(outcome: Outcome) -> bool:
    return outcome.demand.is_merged


def _documents(change: LedgerChange, moved: Moved) -> list[PendingDocument]:
    part, whole = moved.part.demand, moved.whole.demand
    page, heard = merged_pages.page(part.key), moved.public_mentions()
    if page is None and not (heard[part.pk] and not part.is_merged):
        return []
    titles = {whole.key: whole.title} | ({} if part.is_merged else {part.key: part.title})
    related = relations.of([part, whole], pending=change, titles=titles)
    demand_document.load([part, whole])
    ledgers = demand_document.ledgers_of([part, whole], heard, related)
    voices = voice_document.shown([part, whole], heard=heard)
    of_whole = _edition(moved.whole, ledgers[whole.pk] | voices[whole.pk], change)
    if part.is_merged:
        return [of_whole, _absorbed(moved.part, cast(DemandDocument, page), ledgers[part.pk], change)]
    return [_edition(moved.part, ledgers[part.pk] | voices[part.pk], change), of_whole]


def _edition(outcome: Outcome, ledger: demand_document.Ledger, change: LedgerChange) -> PendingDocument:
    body = demand_document.compose(outcome.demand, ledger, outcome)
    return PendingDocument.edition(body, note=change.sentence, listed_on=outcome.demand.registered_on, state=body.state)


def _absorbed(
    outcome: Outcome, page: DemandDocument, ledger: demand_document.Ledger, change: LedgerChange
) -> PendingDocument:
    """In the words that are public now: nobody words a merged demand anew."""
    step = demand_document.public_step(outcome.step)
    facts = ledger | {
        "demonstration": page.demonstration,
        "steps": [*page.steps, step],
        "promise_on": None,
        "head_told_on": None,
    }
    body = page.model_copy(update=facts | {"merged_into": change.whole.number})
    return PendingDocument.edition(
        body, note=change.sentence, listed_on=outcome.demand.registered_on, state=body.state, is_listed=False
    )
