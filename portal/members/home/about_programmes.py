"""Offers of the cell that a programme of the association meets another one."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cooperation.models import Convergence
from cooperation.states import ConvergenceState
from partners.models import Association
from portal.members.home.thing import MOST, Awaiting, end_of


def offers(_request: HttpRequest, associations: Sequence[Association]) -> list[Awaiting]:
    """To which the association has not answered. The nearest shared day is the last one to answer."""
    if not associations:
        return []
    waiting = Q(first__association__in=associations, first_agreed=False)
    waiting |= Q(second__association__in=associations, second_agreed=False)
    rows = Convergence.objects.filter(waiting, state=ConvergenceState.OFFERED)
    own = {association.pk for association in associations}
    found = []
    for row in rows.select_related("first__association", "second__association").order_by("shared_from", "pk")[:MOST]:
        side = row.first if row.first.association_id in own and not row.first_agreed else row.second
        if side.association is None:
            continue
        found.append(
            Awaiting(
                end_of(row.shared_from),
                _("Answer the offer: your programme could meet another one"),
                _("Read and answer"),
                reverse("members:convergence", args=[row.pk]),
                side.association.name,
                name=side.title,
                until=row.shared_from,
            )
        )
    return found
