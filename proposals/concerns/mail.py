"""Mail to members of an association: that there is news about a concern, and where to read it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import User
from core.db.outbox import doer
from partners.mail import closing
from partners.models import Membership
from proposals.models import ConcernStep
from proposals.states import ConcernState


@doer("proposals.step_mail")
def send_step(payload: Mapping[str, Any]) -> None:
    """Only to a person who still represents the association. About a confidential concern the mail contains only the reference."""
    step = ConcernStep.objects.select_related("concern", "body").get(pk=payload["step"])
    user = User.objects.filter(pk=payload["user"], is_active=True).first()
    association = step.concern.association_id
    if user is None or not Membership.objects.current().filter(user=user, association=association).exists():
        return
    with translation.override(user.language):
        send_mail(
            _("%(site)s: %(reference)s is now %(state)s")
            % {
                "site": settings.SITE["name"],
                "reference": step.concern.reference,
                "state": step.get_state_display(),
            },
            "\n\n".join(_paragraphs(step)),
            None,
            [user.email],
        )


def _paragraphs(step: ConcernStep) -> list[str]:
    concern = step.concern
    found = [_("Dear members of the association,"), _told(step)]
    if step.is_from_cell and not concern.is_confidential:
        found += [said for said in (_reason(step), step.sentence) if said]
    address = f"{settings.PUBLIC_ORIGIN}/members/concerns/{concern.reference}/"
    return [*found, _("Read and answer here, after signing in:\n%(address)s") % {"address": address}, closing()]


def _told(step: ConcernStep) -> str:
    reference = step.concern.reference
    if step.state == ConcernState.SUBMITTED:
        return _("The communication cell has received your submission %(reference)s.") % {"reference": reference}
    return _("The state of your submission %(reference)s is now: %(state)s.") % {
        "reference": reference,
        "state": step.get_state_display(),
    }


def _reason(step: ConcernStep) -> str:
    if step.reason:
        return str(step.get_reason_display())
    return str(step.body.name) if step.body else ""
