"""“We ask this too”: the mark of an association on a demand of others. It adds an association, not a mention."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import require
from core.clock import now
from core.errors import DomainError, NotAllowed
from core.text.texts import Texts
from partners import representing
from partners.former_names import all_names
from partners.models import Association
from partners.states import Verification
from proposals import sending_limits
from proposals.demands import merged_pages, voice_edition
from proposals.demands.demand_document import KIND
from proposals.models import Demand, Support
from publications import store
from publications.models import Approval
from publications.pending import PendingDocument, PendingPublication, prepare
from publications.schemas.demand import Supporters

NOTE = Texts(
    ar="حُيِّن عدد الجمعيات التي تطلب هذا أيضا.",
    fr="Le nombre d’associations qui le demandent aussi a été mis à jour.",
    en="The number of associations that ask this too was brought up to date.",
)
WITHDRAWN = Texts(
    ar="سحبت جمعية إشارتها أو اسمها.",
    fr="Une association a retiré son soutien ou son nom.",
    en="An association withdrew its mark or its name.",
)


def may_support(demand: Demand, association: Association) -> bool:
    """A verified association that is in no line of the ledger: the others asked already. Not for a demand that stands under another number."""
    asked = demand.mentions.filter(association=association).exists()
    return association.state == Verification.VERIFIED and not asked and not demand.is_merged


def add(demand: Demand, *, association: Association, by: User, shows_name: bool = False) -> Support:
    """Set the mark, or choose anew whether it shows the name. However often and from how many devices: one mark.

    A name that is withdrawn leaves the page at once; all else is public with the next edition.
    """
    _check_represents(by, association)
    with transaction.atomic():
        # The same lock for two devices of one association; others do not wait for it.
        row = Association.objects.select_for_update(no_key=True).get(pk=association.pk)
        if not may_support(demand, row):
            raise DomainError(_("Only verified associations that have not asked for it yet can ask this too."))
        sending_limits.count_letter(by)
        found, is_new = Support.objects.get_or_create(
            demand=demand,
            association=row,
            defaults={"shows_name": shows_name, "made_at": now(), "made_by": by},
        )
        if not is_new and found.shows_name != shows_name:
            found.shows_name, found.made_by = shows_name, by
            found.save(update_fields=["shows_name", "made_by"])
            if not shows_name:
                _take_away(demand, row, by=by, with_mark=False)
    return found


def withdraw(demand: Demand, *, association: Association, by: User) -> None:
    """Take the mark back, at any time. A name that was shown leaves the page at once, also from earlier editions."""
    _check_represents(by, association)
    with transaction.atomic():
        found = Support.objects.select_for_update().filter(demand=demand, association=association).first()
        if found is None:
            return
        found.delete()
        if found.shows_name:
            _take_away(demand, association, by=by, with_mark=True)


def add_agreed(demand: Demand, *, association: Association, by: User) -> bool:
    """The mark of an association that agreed to a published statement; ``by``: who agreed for it. Without its name, which it may show
    itself: names of those who agreed would tell who did not. ``False`` where it asked already, or may not."""
    with transaction.atomic():
        row = Association.objects.select_for_update(no_key=True).get(pk=association.pk)
        if not may_support(demand, row):
            return False
        _found, is_new = Support.objects.get_or_create(
            demand=demand, association=row, defaults={"shows_name": False, "made_at": now(), "made_by": by}
        )
        return is_new


def withdraw_agreed(demand: Demand, *, association: Association, by: User) -> None:
    """The statement is withdrawn, and with it the mark that it set; ``by``: who withdraws it."""
    with transaction.atomic():
        found = Support.objects.select_for_update().filter(demand=demand, association=association).first()
        if found is not None:
            found.delete()
            if found.shows_name:
                _take_away(demand, association, by=by, with_mark=True)


def pending(demand: Demand) -> PendingPublication:
    """The edition of the demand with the marks that stand now."""
    return voice_edition.pending(demand, note=NOTE)


def publish(demand: Demand, *, by: User, seen: str) -> None:
    """Bring the public number up to date. ``seen``: the fingerprint of :func:`pending`."""
    require(by, voice_edition.MODERATE)
    with transaction.atomic():
        row = voice_edition.locked(demand)
        voice_edition.publish(pending(row), by=by, seen=seen)


def _take_away(demand: Demand, association: Association, *, by: User, with_mark: bool) -> None:
    """Less than what is public needs nobody's approval. The number stands where the mark stays.

    The page may show a former name of the association, or an earlier edition alone a name. The document of a merged demand is in no list,
    but its editions are served.
    """
    store.lock()
    live, own = merged_pages.page(demand.key), all_names(association)
    if live is None or not any(own & set(body.supporters.named) for body in merged_pages.served(demand.key)):
        return
    named = [name for name in live.supporters.named if name not in own]
    is_named = len(named) < len(live.supporters.named)
    fewer = Supporters(count=live.supporters.count - (with_mark and is_named), named=named)
    less = PendingDocument.edition(
        live.model_copy(update={"supporters": fewer}),
        note=WITHDRAWN,
        listed_on=demand.registered_on,
        state=live.state,
        closes_earlier=True,
        closes_unchanged=True,
        is_listed=live.merged_into is None,
    )
    store.take_back(prepare([less], writers=_answerable(demand) - {by.pk}), by=by.pk)


def _answerable(demand: Demand) -> set[int]:
    """Authors of all editions, but not who approved the last one: that person still approves the next number of marks."""
    approvals = Approval.objects.filter(edition__document__kind=KIND, edition__document__key=demand.key)
    authors = {author for each in approvals.values_list("author_ids", flat=True) for author in each}
    last = approvals.exclude(approver_id=None).order_by("-edition__number").first()
    return authors - {last.approver_id} if last and authors - {last.approver_id} else authors


def _check_represents(by: User, association: Association) -> None:
    if representing.of(by, association) is None:
        raise NotAllowed(_("Only a representative of the association can do this."))
