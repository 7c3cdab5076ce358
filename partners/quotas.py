"""Daily limits of one account and one association.

Counted from database rows, so that a cache restart does not reset them. Call with the account locked, so that of two simultaneous
requests the second counts the first.
"""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core import retention
from core.db.bulk_delete import forget
from core.errors import DomainError
from partners.models import Association, AssociationStep, InvitationMail

DAY = dt.timedelta(days=1)
KEPT = dt.timedelta(days=retention.COUNTED_DAYS)
MAILS_OF_AN_ASSOCIATION = 20
MAILS_OF_AN_ACCOUNT = 30
MAILS_OF_STAFF = 200
MAILS_TO_AN_ADDRESS = 3
SIGN_UPS_OF_AN_ACCOUNT = 5
OPEN_INVITATIONS = 30


def lock(account: User) -> None:
    """FOR NO KEY UPDATE: other requests of the account wait, foreign keys to the row don't block."""
    User.objects.select_for_update(no_key=True).get(pk=account.pk)


def check_invitation_mail(association: Association, *, by: User, email: str) -> None:
    """First and repeated invitations count equally."""
    today = InvitationMail.objects.filter(at__gt=timezone.now() - DAY)
    of_association = today.filter(invitation__association=association)
    if of_association.filter(invitation__email=email).count() >= MAILS_TO_AN_ADDRESS:
        raise DomainError(_("This address received several invitations of the association today. Go on tomorrow."))
    if of_association.count() >= MAILS_OF_AN_ASSOCIATION:
        raise DomainError(_("That is many invitations for one day. Go on tomorrow."))
    if today.filter(by=by).count() >= (MAILS_OF_STAFF if by.is_cell_staff else MAILS_OF_AN_ACCOUNT):
        raise DomainError(_("You sent many invitations today. Go on tomorrow."))


def check_open_invitations(association: Association) -> None:
    if association.invitations.waiting().count() >= OPEN_INVITATIONS:
        raise DomainError(_("Many invitations of the association are open. Take some of them back first."))


def forget_old() -> int:
    """Delete rows of mails that no limit counts any more; returns how many."""
    return forget(InvitationMail.objects.filter(at__lt=timezone.now() - KEPT))


def check_sign_up(by: User) -> None:
    signed_up = AssociationStep.objects.filter(kind=AssociationStep.Kind.SIGNED_UP, by=by)
    if signed_up.filter(at__gt=timezone.now() - DAY).count() >= SIGN_UPS_OF_AN_ACCOUNT:
        raise DomainError(_("You registered several associations today. Register the next one tomorrow."))
