"""Text messages to members who confirmed a mobile number: that a question waits, or that a decision was taken. No word of the subject matter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import User
from core import sms
from core.db import outbox
from core.db.outbox import doer
from partners.actions import mobile_numbers
from partners.models import Membership, MobileNumber
from proposals.models import ConcernStep

KIND: Final = "proposals.step_sms"
ASKING: Final = ("ask",)
DECIDING: Final = ("accept", "answer", "decline", "refer", "merge", "hide")


def put(step: ConcernStep, members: Iterable[int]) -> None:
    """Once for each step and member, when the transaction commits. One query, none without a backend."""
    if not sms.is_on() or not step.is_from_cell or step.move not in (*ASKING, *DECIDING):
        return
    confirmed = MobileNumber.objects.filter(user__in=list(members), confirmed_at__isnull=False)
    for user in confirmed.values_list("user", flat=True):
        outbox.put(KIND, key=f"{step.pk}:{user}", step=step.pk, user=user)


@doer(KIND)
def send_step(payload: Mapping[str, Any]) -> None:
    """Only to a person who still represents the association, and while it is still true."""
    step = ConcernStep.objects.select_related("concern").get(pk=payload["step"])
    user = User.objects.filter(pk=payload["user"], is_active=True).first()
    if user is None or not sms.is_on() or step.state != step.concern.state:
        return
    association = step.concern.association_id
    is_member = Membership.objects.current().filter(user=user, association=association).exists()
    if is_member and (number := mobile_numbers.confirmed(user)):
        sms.send(number, _text(step, user.language))


def _text(step: ConcernStep, language: str) -> str:
    with translation.override(language):
        facts = {"site": settings.SITE["name"].in_language(language).text, "reference": step.concern.reference}
        if step.move in ASKING:
            return _("%(site)s: a question about %(reference)s awaits you") % facts
        return _("%(site)s: a decision about %(reference)s was taken") % facts
