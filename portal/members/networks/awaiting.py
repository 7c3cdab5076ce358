"""What awaits an association in its networks: an invitation, words to reply to, and for a coordinator requests to join."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import F
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cooperation.models import Consent, NetworkMembership
from cooperation.networks.coordination import all_in_force
from cooperation.networks.states import MembershipState, Reply, Stage
from core.clock import today
from partners.models import Association
from portal.members.home.thing import MOST, Awaiting, end_of


def invitations(_request: HttpRequest, associations: Sequence[Association]) -> list[Awaiting]:
    rows = NetworkMembership.objects.filter(association__in=associations, state=MembershipState.INVITED)
    return [
        Awaiting(
            end_of(row.answer_due_on),
            _("A network invites your association"),
            _("Read and answer"),
            reverse("members:network", args=[row.pk]),
            row.association.name,
            name=row.network.title,
        )
        for row in rows.select_related("network", "association").order_by("asked_on", "pk")[:MOST]
    ]


def replies(_request: HttpRequest, associations: Sequence[Association]) -> list[Awaiting]:
    """Words of the present round to which the association has not replied, until the term ends."""
    rows = Consent.objects.filter(
        membership__association__in=associations,
        membership__state=MembershipState.MEMBER,
        reply=Reply.SILENT,
        round=F("text__round"),
        text__stage=Stage.ASKING,
        text__answer_until__gte=today(),
    )
    found = rows.select_related("text", "membership__association").order_by("text__answer_until", "pk")[:MOST]
    return [
        Awaiting(
            end_of(row.text.answer_until),
            _("Does your association agree to these words?"),
            _("Read and answer"),
            reverse("members:joint_text", args=[row.membership_id, row.text_id]),
            row.membership.association.name,
            name=row.text.title,
            until=row.text.answer_until,
        )
        for row in found
        if row.text.answer_until
    ]


def requests(_request: HttpRequest, associations: Sequence[Association]) -> list[Awaiting]:
    """For the coordinator: associations that ask to join."""
    own = NetworkMembership.objects.members().filter(association__in=associations)
    own = (
        own.filter(network__memberships__state=MembershipState.ASKED).select_related("network__coordinator").distinct()
    )
    approved = all_in_force({row.network for row in own})
    pages = {row.network_id: row for row in own if row.association_id == approved[row.network_id].coordinator.pk}
    rows = NetworkMembership.objects.asking().filter(network__in=pages)
    found = rows.select_related("association")[:MOST]
    return [
        Awaiting(
            end_of(row.answer_due_on),
            _("An association asks to join your network"),
            _("Read and answer"),
            reverse("members:network", args=[pages[row.network_id].pk]),
            approved[row.network_id].coordinator.name,
            name=row.association.name,
            until=row.answer_due_on,
        )
        for row in found
    ]
