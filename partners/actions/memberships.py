"""Actions on memberships: who represents an association, in which function, and until when."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.db.periods import end_yesterday
from core.errors import DomainError, NotAllowed
from partners import verification
from partners.actions.associations import refuse_cell_staff
from partners.actions.invitation_rights import end_unfounded
from partners.actions.steps import note
from partners.models import Association, AssociationStep, Membership, Role
from partners.representing import of

Kind = AssociationStep.Kind


def join(association: Association, *, user: User, role: str) -> Membership:
    """Make ``user`` a member. The caller has checked the person's identity."""
    refuse_cell_staff(user)
    with transaction.atomic():
        row = _locked(association)
        if row.memberships.current().filter(user=user).exists():
            raise DomainError(_("This person represents the association already."))
        check_role_is_free(row, role)
        membership = Membership.objects.create(association=row, user=user, role=role)
        _settle(row)
        return membership


def end(membership: Membership, *, by: User) -> None:
    """End the membership with yesterday as its last day, so that the next request is refused.

    Cell staff may end all memberships, a president those of others, members their own (a president only after handing over).
    """
    with transaction.atomic():
        association = _locked(membership.association)
        # Read again under the lock: the presidency may have been handed over since the page was opened.
        current = association.memberships.current().filter(pk=membership.pk).first()
        if current is None:
            raise DomainError(_("This person does not represent the association any more."))
        if not by.is_cell_staff:
            _check_may_end(current, by, association)
        end_yesterday(current)
        _settle(association)


def hand_over(association: Association, *, by: User, to: Membership) -> Membership:
    """The president gives the presidency to a member and stays on the board. Returns the new president's membership."""
    with transaction.atomic():
        row = _locked(association)
        giving = of(by, row)
        if giving is None or giving.role != Role.PRESIDENT:
            raise NotAllowed(_("Only the president can hand over the role of president on the portal."))
        receiving = row.memberships.current().filter(pk=to.pk).exclude(pk=giving.pk).first()
        if receiving is None:
            raise DomainError(_("Choose somebody who represents the association today."))
        _change_role(giving, Role.BOARD)
        president = _change_role(receiving, Role.PRESIDENT)
        note(row, Kind.HANDED_OVER, by=by)
        _settle(row)
        return president


def change_role(membership: Membership, *, by: User, role: str, sentence: str) -> Membership:
    """The cell changes a function, for instance when the president has left; the sentence gives the reason to the association."""
    with transaction.atomic():
        association = _locked(membership.association)
        current = association.memberships.current().filter(pk=membership.pk).first()
        if current is None:
            raise DomainError(_("This person does not represent the association any more."))
        if not sentence.strip():
            raise DomainError(_("Say why, in a sentence for the association."))
        if current.role != role:
            check_role_is_free(association, role)
        changed = _change_role(current, role)
        note(association, Kind.ROLE_CHANGED, by=by, sentence=sentence)
        _settle(association)
        return changed


def _settle(association: Association) -> None:
    """Effects of every change of memberships."""
    end_unfounded(association)
    verification.note_waiting(association)


def _locked(association: Association) -> Association:
    return Association.objects.select_for_update().get(pk=association.pk)


def check_role_is_free(association: Association, role: str) -> None:
    if role == Role.PRESIDENT and association.memberships.current().filter(role=Role.PRESIDENT).exists():
        raise DomainError(_("The association already has a president on the portal. Hand over this role instead."))


def _check_may_end(membership: Membership, by: User, association: Association) -> None:
    own = of(by, association)
    is_president = own is not None and own.role == Role.PRESIDENT
    if not is_president and membership.user_id != by.pk:
        raise NotAllowed(_("Only the president can end somebody else’s membership."))
    if membership.role == Role.PRESIDENT:
        raise DomainError(_("Hand over the role of president on the portal first."))


def _change_role(membership: Membership, role: str) -> Membership:
    """A function held before today is kept as a past membership."""
    association, user = membership.association, membership.user
    end_yesterday(membership)
    return Membership.objects.create(association=association, user=user, role=role)
