"""Merges and splits of demands, and their undoing: drafted by one person, done by the approval of another one.

Every mention keeps the demand to which it belongs (``Mention.origin``), so that undoing gives back the former ledgers.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import require
from core.clock import today
from core.db.optimistic_lock import change as change_row
from core.errors import DomainError, NotAllowed
from core.text.texts import Texts
from proposals.demands import ledger
from proposals.demands.follow_up import APPROVE, MISSING, NOT_WRITABLE, OTHER_UNIT
from proposals.demands.permissions import may_follow_up
from proposals.models import ChosenMention, Demand, LedgerChange, LedgerChangeStep, Mention
from proposals.models.follow_up import OPEN
from proposals.querysets import LedgerChangeQuerySet
from proposals.states import FOLLOW_UP_DRAFT, FollowUpState
from publications import findings
from reference.models import Area, PoliceUnit, Theme

Kind = LedgerChange.Kind
SPLIT_OFF = Texts(
    ar="سُجل المطلب مستقلا بعد أن كان جزءا من مطلب آخر.",
    fr="La demande est enregistrée à part\u00a0: elle faisait partie d’une autre demande.",
    en="The demand was registered on its own: it was part of another demand.",
)
UNDO = {Kind.MERGE: Kind.UNDO_MERGE, Kind.SPLIT: Kind.UNDO_SPLIT}
OPEN_FOLLOW_UP = _("There is a draft of a follow-up of demand %(number)s: decide it first.")


def merge(part: Demand, *, by: User, whole: Demand, sentence: Texts) -> LedgerChange:
    """Draft that ``part`` is merged into ``whole``, whose number stays."""
    with transaction.atomic():
        change = LedgerChange(kind=Kind.MERGE, part=part, whole=whole, sentence=sentence)
        return _begin(change, by)


def split(
    whole: Demand,
    *,
    by: User,
    mentions: Collection[Mention],
    title: Texts,
    details: Texts = Texts(),
    themes: Iterable[Theme] = (),
    areas: Iterable[Area] = (),
    owner_unit: PoliceUnit | None = None,
    sentence: Texts,
    registered_on: dt.date | None = None,
) -> LedgerChange:
    """Draft that ``mentions`` become a demand of their own. It has its number at once, and counts as merged until the approval."""
    with transaction.atomic():
        row = lock(whole)[0]
        part = ledger.register(
            by=by,
            title=title,
            details=details,
            themes=themes,
            areas=areas,
            owner_unit=owner_unit,
            registered_on=registered_on or today(),
            sentence=SPLIT_OFF,
            part_of=row,
        )
        change = _begin(LedgerChange(kind=Kind.SPLIT, part=part, whole=row, sentence=sentence), by)
        chosen = Mention.objects.filter(pk__in=[each.pk for each in mentions], demand=row)
        ChosenMention.objects.bulk_create(
            ChosenMention(change=change, mention=each, before_id=ledger.belongs_to(each)) for each in chosen
        )
        check_possible(change)
    return change


def undo(done: LedgerChange, *, by: User, sentence: Texts) -> LedgerChange:
    """Draft that a published merge or split is undone."""
    if done.kind not in UNDO or done.state != FollowUpState.PUBLISHED:
        raise DomainError(_("Only a published merge or split can be undone."))
    kind = UNDO[Kind(done.kind)]
    with transaction.atomic():
        return _begin(LedgerChange(kind=kind, part=done.part, whole=done.whole, undoes=done, sentence=sentence), by)


def save(change: LedgerChange, *, by: User, version: int, sentence: Texts) -> LedgerChange:
    """Write the sentence for the public."""
    with transaction.atomic():
        row = locked(change)
        _check_may(row, by)
        if not row.is_writable:
            raise DomainError(NOT_WRITABLE)
        row.authors.add(by)
        change_row(row, expected=version, sentence=sentence)
    return row


def send(change: LedgerChange, *, by: User) -> LedgerChange:
    """Raises :class:`~publications.findings.OpenFindings` where the gate found words that nobody answered for."""
    from proposals.demands import merging_approval  # it imports this module

    with transaction.atomic():
        row = locked(change)
        _check_may(row, by)
        row.authors.add(by)
        if not row.sentence.ar:
            raise DomainError(MISSING["sentence"])
        check_possible(row)
        findings.refuse_open(merging_approval.pending(row))
        return move(row, "send", by)


def take_back(change: LedgerChange, *, by: User) -> LedgerChange:
    return _moved(change, "take_back", by)


def discard(change: LedgerChange, *, by: User) -> LedgerChange:
    return _moved(change, "discard", by)


def return_(change: LedgerChange, *, by: User, sentence: str) -> LedgerChange:
    require(by, APPROVE)
    with transaction.atomic():
        return move(locked(change), "return", by, sentence)


def move(change: LedgerChange, name: str, by: User, sentence: str = "") -> LedgerChange:
    """A move of the locked draft."""
    change.state = FOLLOW_UP_DRAFT.target(name, change.state)
    if FOLLOW_UP_DRAFT.by_name[name].needs_sentence and not sentence.strip():
        raise DomainError(_("Say why in a sentence."))
    change.published_on = today() if name == "publish" else None
    change.save(update_fields=["state", "published_on"])
    LedgerChangeStep.objects.create(change=change, move=name, by=by, sentence=sentence.strip())
    return change


def _moved(change: LedgerChange, name: str, by: User) -> LedgerChange:
    with transaction.atomic():
        row = locked(change)
        _check_may(row, by)
        return move(row, name, by)


def _begin(change: LedgerChange, by: User) -> LedgerChange:
    if change.part_id == change.whole_id:
        raise DomainError(_("A demand cannot be merged into itself."))
    change.part, change.whole = lock(change.part, change.whole)
    _check_may(change, by)
    check_possible(change)
    change.save()
    change.authors.add(by)
    LedgerChangeStep.objects.create(change=change, move="begin", by=by)
    return change


def lock(*demands: Demand) -> list[Demand]:
    """The rows in the order of ``demands``; locked in the order of their ids, so that two transactions do not wait in a circle."""
    keys = [demand.pk for demand in demands]
    rows = {row.pk: row for row in Demand.objects.select_for_update().filter(pk__in=keys).order_by("pk")}
    return [rows[key] for key in keys]


def locked(change: LedgerChange) -> LedgerChange:
    """The demands first, as :func:`merge` does."""
    part, whole = lock(change.part, change.whole)
    row = LedgerChange.objects.select_for_update().get(pk=change.pk)
    row.part, row.whole = part, whole
    return row


def _check_may(change: LedgerChange, by: User) -> None:
    if not all(may_follow_up(by, demand) for demand in (change.part, change.whole)):
        raise NotAllowed(OTHER_UNIT)


def check_possible(change: LedgerChange) -> None:
    """Raise :class:`~core.errors.DomainError` where the demands do not allow ``change`` now. Both demands are locked."""
    part, whole = change.part, change.whole
    for demand in (part, whole):
        if demand.follow_ups.filter(state__in=OPEN).exists():
            raise DomainError(OPEN_FOLLOW_UP % {"number": demand.number})
    if LedgerChange.objects.of(part, whole).filter(state__in=OPEN).exclude(pk=change.pk).exists():
        raise DomainError(_("There is a draft of a merge or split of this demand: decide it first."))
    if whole.is_merged:
        raise DomainError(MERGED_ELSEWHERE % {"number": whole.number})
    CHECKS[Kind(change.kind)](change)


MERGED_ELSEWHERE = _("Demand %(number)s is merged into another one: undo that merge first.")


def _check_apart(change: LedgerChange) -> None:
    if change.part.is_merged:
        raise DomainError(MERGED_ELSEWHERE % {"number": change.part.number})


def _check_split(change: LedgerChange) -> None:
    if change.pk is None:
        return
    chosen = Mention.objects.filter(chosen__change=change, demand=change.whole)
    if not chosen.exists():
        raise DomainError(_("Tick the mentions that become a demand of their own."))
    if not change.whole.mentions.exclude(pk__in=chosen).exists():
        raise DomainError(_("Leave at least one mention to the demand."))
    concerns = list(chosen.filter(source_kind=Mention.Source.CONCERN).values_list("source_key", flat=True))
    if len(concerns) != len(set(concerns)):
        raise DomainError(_("Leave one of the two mentions of the same submission."))


def _check_undo_merge(change: LedgerChange) -> None:
    _check_not_undone(change)
    own = ledger.family(change.part)
    # Splits from before the merge stand as they did then.
    taken = ChosenMention.objects.filter(before__in=own, change__in=_splits_in_force()).exclude(change__whole__in=own)
    if (other := taken.select_related("change__part").first()) is not None:
        raise DomainError(SPLIT_FIRST % {"number": other.change.part.number})


def _check_undo_split(change: LedgerChange) -> None:
    _check_not_undone(change)
    _check_apart(change)
    if (other := _splits_in_force().filter(whole=change.part).first()) is not None:
        raise DomainError(SPLIT_FIRST % {"number": other.part.number})


SPLIT_FIRST = _("Mentions were split off as demand %(number)s: undo that split first.")


def _check_not_undone(change: LedgerChange) -> None:
    if change.undoes and change.undoes.undone_by.filter(state=FollowUpState.PUBLISHED).exists():
        raise DomainError(_("This was undone already."))


def _splits_in_force() -> LedgerChangeQuerySet:
    return LedgerChange.objects.in_force().filter(kind=Kind.SPLIT)


CHECKS = {
    Kind.MERGE: _check_apart,
    Kind.SPLIT: _check_split,
    Kind.UNDO_MERGE: _check_undo_merge,
    Kind.UNDO_SPLIT: _check_undo_split,
}


def moved_mentions(change: LedgerChange) -> list[Mention]:
    """The mentions that ``change`` moves, with their new places, which are not saved."""
    part, whole = change.part, change.whole
    if change.kind == Kind.MERGE:
        return [_placed(each, whole, ledger.belongs_to(each)) for each in part.mentions.all()]
    if change.kind == Kind.SPLIT:
        chosen = whole.mentions.filter(chosen__change=change)
        return [_placed(each, part, part.pk) for each in chosen]
    if change.kind == Kind.UNDO_MERGE:
        rows = whole.mentions.filter(origin__in=ledger.family(part))
        return [_placed(each, part, ledger.belongs_to(each)) for each in rows]
    before = dict(ChosenMention.objects.filter(change=change.undoes).values_list("mention", "before"))
    return [
        _placed(each, whole, before.get(each.pk, part.pk) if each.origin_id is None else each.origin_id)
        for each in part.mentions.all()
    ]


def _placed(mention: Mention, demand: Demand, belongs_to: int) -> Mention:
    mention.demand, mention.origin_id = demand, None if belongs_to == demand.pk else belongs_to
    return mention
