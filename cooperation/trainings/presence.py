"""Who was present in which session, noted at the door."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from cooperation.models import Enrolment, SessionPresence, TrainingSession
from cooperation.trainings.enrolments import ON_THE_LIST, RUN
from core import clock
from core.errors import DomainError
from core.permissions import require


def note(enrolment: Enrolment, *, session: TrainingSession, by: User) -> SessionPresence:
    """A repeated request, or one by a colleague, finds the same row."""
    require(by, RUN)
    with transaction.atomic():
        row = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
        if row.state not in ON_THE_LIST or session.training_id != row.training_id:
            raise DomainError(_("This pass is not valid any more."))
        if session.day > clock.today():
            raise DomainError(_("This session is on a later day."))
        return SessionPresence.objects.get_or_create(enrolment=row, session=session, defaults={"by": by})[0]


def take_back(presence: SessionPresence, *, by: User) -> None:
    """It was noted by mistake."""
    require(by, RUN)
    with transaction.atomic():
        row = Enrolment.objects.select_for_update().get(pk=presence.enrolment_id)
        if row.certificates.filter(state="valid").exists():
            raise DomainError(_("A certificate counts this presence. It must be revoked first."))
        presence.delete()
