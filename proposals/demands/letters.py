"""Private letters between an association and the cell about a demand that concerns the association. Never published."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from accounts.models import User
from core.clock import beginning_of_today, now
from core.db import outbox
from core.db.outbox import doer
from core.errors import DomainError, NotAllowed, TooMuch
from partners import representing
from partners.models import Association
from partners.news_mail import Letter, tell
from proposals import sending_limits
from proposals.demands.follow_up import OTHER_UNIT
from proposals.demands.permissions import may_follow_up
from proposals.models import Demand, DemandLetter

MOST_A_DAY = 60
"""Letters of one association about all demands."""
EMPTY = gettext_lazy("Write the letter.")


def may_write(demand: Demand, association: Association) -> bool:
    """An association that raised the demand or asks the same, and may send concerns."""
    raised = demand.mentions.filter(association=association)
    concerns = raised.exists() or demand.supports.filter(association=association).exists()
    return association.can_submit and concerns


def write(demand: Demand, *, association: Association, by: User, text: str) -> DemandLetter:
    """A letter of the association to the cell."""
    if representing.of(by, association) is None:
        raise NotAllowed(_("Only a representative of the association can do this."))
    with transaction.atomic():
        row = Association.objects.select_for_update(no_key=True).get(pk=association.pk)
        if not may_write(demand, row):
            raise DomainError(_("Associations that asked for it, or that ask it too, can write to the cell about it."))
        today = row.letters.filter(is_from_cell=False, at__gte=beginning_of_today())
        if today.count() >= MOST_A_DAY:
            raise TooMuch(_("Your association has written many letters today. Write again tomorrow."))
        sending_limits.count_letter(by)
        return _kept(demand, row, by, text, is_from_cell=False)


def answer(demand: Demand, *, association: Association, by: User, text: str) -> DemandLetter:
    """A letter of the cell to an association that has written; its representatives are told by mail that there is one."""
    if not may_follow_up(by, demand):
        raise NotAllowed(OTHER_UNIT)
    if not demand.letters.filter(association=association).exists():
        raise DomainError(_("This association has not written about the demand."))
    with transaction.atomic():
        row = Association.objects.select_for_update(no_key=True).get(pk=association.pk)
        letter = _kept(demand, row, by, text, is_from_cell=True)
        for user in row.memberships.current().values_list("user", flat=True):
            outbox.put("proposals.letter_mail", key=f"{letter.pk}-{user}", letter=letter.pk, user=user)
    return letter


@doer("proposals.letter_mail")
def send_letter(payload: Mapping[str, Any]) -> None:
    """Without a word of the letter: it is read after signing in."""
    letter = DemandLetter.objects.select_related("demand", "association").get(pk=payload["letter"])
    user = User.objects.filter(pk=payload["user"], is_active=True).first()
    if user is None or representing.of(user, letter.association) is None:
        return
    address = settings.PUBLIC_ORIGIN + reverse("members:demand", args=[letter.association_id, letter.demand.number])

    def written() -> Letter:
        site = settings.SITE["name"].in_language(user.language).text
        subject = _("%(site)s: the cell has written to your association") % {"site": site}
        return subject, _("Read and answer here, after signing in:\n%(address)s") % {"address": address}

    tell(user, letter.demand.key, written)


def _kept(demand: Demand, association: Association, by: User, text: str, *, is_from_cell: bool) -> DemandLetter:
    """The row of the association is locked. The same letter sent twice in a row is one letter: somebody pressed the button twice."""
    if not text.strip():
        raise DomainError(EMPTY)
    facts = {"by": by, "text": text.strip(), "is_from_cell": is_from_cell}
    last = demand.letters.filter(association=association).order_by("-pk").first()
    if last and all(getattr(last, name) == value for name, value in facts.items()):
        return last
    return DemandLetter.objects.create(demand=demand, association=association, at=now(), **facts)
