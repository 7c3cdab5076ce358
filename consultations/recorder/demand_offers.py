"""Demands that are offered for a point: those on the agenda of the meeting, then the one whose number is written, then similar ones."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from consultations.models import Meeting
from proposals.demands import offers
from proposals.demands.numbers import number_in
from proposals.models import Demand

Json = dict[str, Any]
# Of the agenda: the others are found by their words or their number, as all demands.
MOST_OF_AGENDA: Final = 6


def offered(meeting: Meeting, written: str) -> list[Json]:
    """``words`` and ``details`` are pieces, each with whether it matches what is written."""
    on_agenda = Demand.objects.filter(agenda_items__meeting=meeting).values("number")
    agenda = set(Demand.objects.by_number(on_agenda).values())
    themes, areas = list(meeting.themes.all()), list(meeting.areas.all())
    alike = list(Demand.objects.like(written, themes=themes, areas=areas)) if written.strip() else []
    order = _in_order(agenda, _numbered(written), alike)
    rows: Any = Demand.objects.filter(pk__in=order).with_mention_count()
    found = sorted(rows, key=lambda row: order.index(row.pk))
    return [_offer(offer, offer.demand in agenda) for offer in offers.offers(written, found)]


def _numbered(written: str) -> list[Demand]:
    """The demand with the number, or the one into which that is merged."""
    number = number_in(written)
    return [] if number is None else list(Demand.objects.numbered(number).not_merged())


def _in_order(agenda: Iterable[Demand], numbered: Iterable[Demand], alike: Iterable[Demand]) -> list[int]:
    """Of the agenda, those that match what is written stand first."""
    matching = [row.pk for row in (*numbered, *alike)]
    placed = sorted((row.pk for row in agenda), key=lambda pk: (pk not in matching, _place(matching, pk), pk))
    few = [pk for at, pk in enumerate(placed) if pk in matching or at < MOST_OF_AGENDA]
    return list(dict.fromkeys([*few, *matching]))


def _place(matching: list[int], pk: int) -> int:
    return matching.index(pk) if pk in matching else 0


def _offer(offer: offers.Offer[Any], on_agenda: bool) -> Json:
    row = offer.demand
    return {
        "pk": row.pk,
        "number": row.number,
        "title": str(row.title),
        "words": offer.title.pieces,
        "details": offer.details.pieces if offer.details else [],
        "state": row.state,
        "state_word": row.get_state_display(),
        "mentions": row.mention_count,
        "on_agenda": on_agenda,
    }
