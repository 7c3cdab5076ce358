"""Who represents an association, and until when."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.actions import people
from accounts.models import User
from core.errors import DomainError
from partners.models import Association, Membership


def add(
    association: Association, *, by: User, email: str, role: str, name: str = "", language: str = "ar"
) -> Membership:
    """Let the person at ``email`` represent the association; without an account, one is opened and a link sent.

    Raises :class:`~core.errors.DomainError` for a member already there, and for cell staff: who answers for the cell does not
    speak for an association on the same account.
    """
    with transaction.atomic():
        Association.objects.select_for_update().get(pk=association.pk)
        user = User.objects.filter(email__iexact=email).first()
        if user is None:
            user = people.open_account(by=by, email=email, name=name, language=language)
        if user.is_cell_staff:
            raise DomainError(
                _("This account belongs to the cell. A representative needs an address of his or her own.")
            )
        if association.memberships.filter(user=user, until=None).exists():
            raise DomainError(_("This person represents the association already."))
        return Membership.objects.create(association=association, user=user, role=role)


def end(membership: Membership, *, by: User) -> None:
    """Yesterday was the last day, so that the next request is refused already."""
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    if membership.since > yesterday:
        membership.delete()
    else:
        membership.until = yesterday
        membership.save(update_fields=["until"])
