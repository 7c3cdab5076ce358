"""What the page of a demand shows of merges, splits and the concerns in its ledger."""

from __future__ import annotations

from typing import Any

from accounts.models import User
from portal.staff.concerns.demands import concerns_by_reference
from portal.staff.demands.merging_labels import HEADINGS
from proposals.models import Demand, LedgerChange


def context(demand: Demand, user: User, *, may_follow_up: bool) -> dict[str, Any]:
    mentions = list(demand.mentions.select_related("association", "origin").order_by("said_on", "pk"))
    concerns = concerns_by_reference(mentions, user)
    rows = LedgerChange.objects.of(demand).exclude(state="discarded").select_related("part", "whole")
    in_force = set(LedgerChange.objects.of(demand).in_force().values_list("pk", flat=True))
    return {
        "mentions": [(each, concerns.get(each.source_key)) for each in mentions],
        "changes": [
            {"change": each, "heading": HEADINGS[each.kind], "may_undo": may_follow_up and each.pk in in_force}
            for each in rows
        ],
    }
