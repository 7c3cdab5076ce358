"""Public demands that ask what an association is writing: on the pages of the steps, and for their script while somebody types."""

from __future__ import annotations

from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.db import rate_limits
from core.db.rate_limits import RateLimit, Reached
from core.web.refusals import status_of
from portal.members.concerns.draft_session import Writing
from portal.members.decorators import on_draft
from proposals.demands.offers import Offer, public_offers
from proposals.demands.similar_demands import compared_text
from proposals.models import Concern, Demand
from publications.schemas import DemandDocument

OFFERED = 3
AN_HOUR = 600
OPEN_USES = {Concern.Use.PUBLIC_NAMED, Concern.Use.PUBLIC_UNNAMED}


class Similar(NamedTuple):
    """``is_asked``: the association asks it already."""

    offer: Offer[DemandDocument]
    is_asked: bool


@require_safe
@on_draft
def similar(request: HttpRequest, writing: Writing) -> HttpResponse:
    """The list alone. By the text that is saved: no address, and so no log, holds what is typed."""
    try:
        found = offered(writing)
    except Reached as refusal:
        return HttpResponse(str(refusal.message), status=status_of(refusal), content_type="text/plain")
    context = {"similar": found, "association": writing.draft.association}
    return render(request, "members/concerns/_similar.html", context)


def offered_if_allowed(writing: Writing) -> list[Similar]:
    """For pages that are shown without the list, too."""
    try:
        return offered(writing)
    except Reached:
        return []


def offered(writing: Writing) -> list[Similar]:
    """The nearest. Nothing for a text that is for the cell only, or whose readers are not chosen yet: the look-up would bring its words,
    hashed, into statements of the database. Raises :class:`~core.db.rate_limits.Reached`."""
    written = compared_text(writing.value("title").strip(), writing.value("text").strip())
    if not written.strip() or writing.value("use") not in OPEN_USES:
        return []
    rate_limits.count(RateLimit(f"similar:{writing.draft.user_id}", AN_HOUR, is_hourly=True))
    offers = public_offers(written)[:OFFERED]
    numbers = [each.demand.number for each in offers]
    rows = Demand.objects.asked_by(writing.draft.association).filter(number__in=numbers)
    asked = set(rows.values_list("number", flat=True)) if numbers else set()
    return [Similar(each, each.demand.number in asked) for each in offers]
