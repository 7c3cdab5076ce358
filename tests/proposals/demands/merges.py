"""Demands that are merged, split and taken apart again, through the real actions."""

from __future__ import annotations

import datetime as dt
from typing import Any, cast

from proposals.demands import follow_up, ledger, merging, merging_approval
from proposals.models import Demand, LedgerChange, Mention
from publications import reader
from publications.schemas import DemandDocument
from tests import factories

SENTENCE = factories.text("المطلبان واحد.")
MERGED = dt.datetime(2026, 5, 3, 9, tzinfo=dt.UTC)
UNDONE = dt.datetime(2026, 6, 4, 9, tzinfo=dt.UTC)


def heard(demand: Demand, key: str = "meeting", **facts: Any) -> Mention:
    values: dict[str, Any] = {"said_on": dt.date(2018, 10, 17), "source_kind": "meeting", "source_key": key}
    return ledger.mention(demand, by=factories.scribe(), **values | facts)


def public_demand(title: str = "مطلب") -> Demand:
    """With one mention of a meeting of its own, and a page."""
    demand = factories.demand(title=factories.text(title))
    heard(demand, f"meeting-{demand.number}")
    Mention.objects.filter(demand=demand).update(is_public=True)
    draft = factories.follow_up(demand, by=factories.staff("editor"))
    factories.approve_follow_up(follow_up.send(draft, by=factories.staff("editor")), by=factories.staff("head"))
    demand.refresh_from_db()
    return demand


def approved(change: LedgerChange, *, by: Any = None) -> LedgerChange:
    change = merging.send(change, by=factories.staff("editor"))
    seen = merging_approval.pending(change).fingerprint
    return merging_approval.approve(change, by=by or factories.staff("head"), seen=seen)


def merged(part: Demand, whole: Demand) -> LedgerChange:
    return approved(merging.merge(part, by=factories.staff("editor"), whole=whole, sentence=SENTENCE))


def undone(change: LedgerChange) -> LedgerChange:
    return approved(merging.undo(change, by=factories.staff("editor"), sentence=factories.text("مطلبان.")))


def split(whole: Demand, *mentions: Mention) -> LedgerChange:
    title, by = factories.text("مطلب منفصل"), factories.staff("editor")
    return merging.split(whole, by=by, mentions=mentions, title=title, themes=[factories.theme()], sentence=SENTENCE)


def page(demand: Demand) -> DemandDocument:
    return cast(DemandDocument, reader.live("demand", demand.key).body)


def held(demand: Demand) -> list[int]:
    return sorted(Mention.objects.filter(demand=demand).values_list("pk", flat=True))
