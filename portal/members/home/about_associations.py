"""What awaits a member about associations: what the cell asks of one, letters about demands, and invitations to represent one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.actions import people
from core import clock
from core.web import compression
from partners import representing, verification
from partners.actions import invitations
from partners.models import Association, AssociationStep, Invitation
from portal.members.home.about_concerns import LETTERS_STAY
from portal.members.home.thing import MOST, Awaiting
from proposals.demands.demand_document import live_bodies
from proposals.models import DemandLetter

Kind = AssociationStep.Kind
HEADINGS: Final = {
    Kind.ASKED: _("Answer the cell: it verifies your association"),
    Kind.REFUSED: _("The association is not verified: read why, and answer"),
    Kind.SUSPENDED: _("The account of the association is suspended: read why, and answer"),
}
MOST_INVITATIONS: Final = 5


def steps(_request: HttpRequest, associations: Sequence[Association]) -> list[Awaiting]:
    """The last word of the cell in the verification, while the association has not answered it. One query."""
    spoken = AssociationStep.objects.filter(association__in=associations, kind__in=verification.SPOKEN)
    last = {
        step.association_id: step for step in spoken.order_by("association_id", "-at", "-pk").distinct("association_id")
    }
    return [
        Awaiting(
            last[row.pk].at,
            HEADINGS[Kind(last[row.pk].kind)],
            _("Read and answer"),
            reverse("members:association", args=[row.pk]),
            row.name,
            name=row.name,
            asked_on=last[row.pk].at,
        )
        for row in associations
        if row.pk in last and last[row.pk].kind in HEADINGS
    ]


def letters(_request: HttpRequest, associations: Sequence[Association]) -> list[Awaiting]:
    """Letters of the cell about demands after which the association wrote nothing. Two queries."""
    rows = DemandLetter.objects.filter(association__in=associations, at__gt=clock.now() - LETTERS_STAY)
    newest = rows.order_by("association_id", "demand_id", "-at", "-pk").distinct("association_id", "demand_id")
    found = [each for each in newest.select_related("association", "demand")[:MOST] if each.is_from_cell]
    bodies = live_bodies([each.demand for each in found])
    return [
        Awaiting(
            each.at,
            _("The cell has written to you"),
            _("Read the letter"),
            reverse("members:demand", args=[each.association_id, each.demand.number]),
            each.association.name,
            name=bodies[each.demand.key].title,
            written_on=each.at,
        )
        for each in found
        if each.demand.key in bodies
    ]


def to_represent(request: HttpRequest, _associations: Sequence[Association]) -> list[Awaiting]:
    """Invitations to a confirmed address of the account. The link is in the mail, too; here nobody has to look for it."""
    addresses = people.confirmed_addresses(request.user)
    rows = Invitation.objects.open().filter(email__in=addresses).select_related("association", "invited_by")
    found = [each for each in rows[:MOST_INVITATIONS] if representing.stands(each)]
    if found:
        compression.never(request)
    return [_invited(each) for each in found]


def _invited(invitation: Invitation) -> Awaiting:
    return Awaiting(
        invitation.expires_at,
        _("You are invited to represent an association"),
        _("See the invitation"),
        reverse("members:invitation", args=[invitations.token_of(invitation)]),
        invitation.association.name,
        name=invitation.association.name,
        until=timezone.localdate(invitation.expires_at),
    )
