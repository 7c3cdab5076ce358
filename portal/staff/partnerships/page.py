"""The pages of an agreement in the office."""

from __future__ import annotations

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from cooperation.models import Delivery, Partnership
from cooperation.partnerships import terms
from cooperation.partnerships.publication import PARTNERSHIPS
from core.clock import today
from portal.staff.drafts.page import DraftPage, Words
from portal.staff.partnerships.forms import PartnershipForm
from publications.agreements import shown
from publications.pending import PendingPublication
from publications.schemas import PartnershipDocument

VIEW, WRITE = "cooperation.view_partnerships", PARTNERSHIPS.write_right


def context(
    row: Partnership, _pending: PendingPublication | None, document: PartnershipDocument | None, user: User
) -> dict[str, Any]:
    may_write = user.has_perm(WRITE)
    parties = list(row.parties.select_related("unit", "institution", "association"))
    waiting = Delivery.objects.waiting().filter(deliverable__partnership=row)
    missing = {party.pk for party in terms.missing(row)}
    return {
        "parties": [(party, party.pk in missing) for party in parties],
        "deliverables": row.deliverables.select_related("party__unit", "party__institution", "party__association"),
        "is_writable": may_write and row.is_writable,
        "may_offer": may_write and row.is_writable and bool(missing),
        "may_review": may_write,
        "may_renew": may_write and row.is_public,
        "renewed_by": Partnership.objects.filter(renewed_from=row).first(),
        "late": [each for each in row.deliverables.all() if each.is_owed and each.due_on < today()],
        "may_deliver": may_write and row.state in {"drafting", "returned", "published"},
        "waiting": waiting.select_related("deliverable", "by"),
        "reviews": row.reviews.order_by("held_on"),
        "told": shown(document, today()) if document else None,
        "today": today(),
    }


PAGE: Final = DraftPage(
    PARTNERSHIPS,
    view=VIEW,
    name="partnership",
    home="partnerships",
    folder="partnerships",
    form=PartnershipForm,
    words=Words(
        home=_("Partnership agreements"),
        new=_("New agreement"),
        edit=_("Write the agreement"),
        read=_("Read the agreement"),
        approval=_("It becomes public at once: what is promised, done and late."),
    ),
    context=context,
)
