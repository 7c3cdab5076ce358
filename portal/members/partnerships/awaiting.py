"""What awaits an association about agreements: a text to agree to, a promise that is due soon or late. A fixed number of queries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cooperation.models import Deliverable, PartnershipParty
from cooperation.partnerships import terms
from core.clock import today
from partners.models import Association
from portal.members.home.thing import MOST, Awaiting, end_of

SOON: Final = dt.timedelta(days=14)
OPEN: Final = ("drafting", "returned", "in_review")


def agreements(_request: HttpRequest, associations: Sequence[Association]) -> list[Awaiting]:
    """Texts to which the association has not agreed as they stand."""
    rows = PartnershipParty.objects.filter(
        association__in=associations, partnership__offered_at__isnull=False, partnership__state__in=OPEN
    )
    known = rows.select_related("association").prefetch_related("partnership__parties", "partnership__deliverables")
    return [
        Awaiting(
            party.partnership.offered_at or end_of(today()),
            _("Read an agreement, and say whether your association agrees"),
            _("Read and answer"),
            reverse("members:partnership", args=[party.partnership_id]),
            party.name,
            name=party.partnership.title,
            asked_on=party.partnership.offered_at,
        )
        for party in known.order_by("partnership__offered_at", "pk")[:MOST]
        if not party.refusal and party.agreed_to != terms.fingerprint(party.partnership)
    ]


def promises(_request: HttpRequest, associations: Sequence[Association]) -> list[Awaiting]:
    """What the association promised, late or due within two weeks, and has not reported."""
    owed = Deliverable.objects.owed().filter(party__association__in=associations).due_before(today() + SOON)
    approved = owed.filter(partnership__state="published")
    rows = approved.exclude(deliveries__state="waiting").select_related("party__association")
    return [
        Awaiting(
            end_of(each.due_on),
            _("Report what your association promised in an agreement"),
            _("Report what was done"),
            reverse("members:partnership_report", args=[each.pk]),
            each.party.name,
            name=each.what,
            until=each.due_on,
        )
        for each in rows[:MOST]
    ]
