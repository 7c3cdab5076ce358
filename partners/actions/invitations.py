"""Invite somebody by mail to represent an association."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.actions import people
from accounts.models import User
from core.crypto import tokens
from core.db import mail_limits, outbox
from core.errors import DomainError, NotAllowed
from core.text.addresses import canonical
from partners import quotas
from partners.actions import memberships
from partners.models import Association, Invitation
from partners.models.memberships import LASTS
from partners.representing import may_invite, stands

PURPOSE = "partners.invitation"


class NotOpen(LookupError):
    """No such invitation is open."""


def invite(association: Association, *, by: User, email: str, role: str, language: str) -> Invitation:
    """Mail a link to ``email``. Raises :class:`~core.errors.DomainError` for a member, an open invitation, or too many in a day."""
    email = canonical(email)
    with transaction.atomic():
        row = _invited_for(association, by)
        memberships.check_role_is_free(row, role)
        if row.memberships.current().filter(_has_address(email)).exists():
            raise DomainError(_("This person represents the association already."))
        if row.invitations.waiting().filter(email=email).exists():
            raise DomainError(_("This person is invited already. Send the invitation again, or withdraw it first."))
        quotas.check_open_invitations(row)
        return _send(Invitation(association=row, email=email, role=role, language=language), by=by)


def resend(invitation: Invitation, *, by: User) -> Invitation:
    """Mail a new link; ``by`` becomes the sender, the old link becomes invalid. Limited, to protect the mailbox."""
    with transaction.atomic():
        _invited_for(invitation.association, by)
        row = _waiting(invitation)
        if row.expires_at > timezone.now() + LASTS - dt.timedelta(hours=1):
            raise DomainError(_("It was sent within the last hour. Wait before sending it again."))
        return _send(row, by=by)


def revoke(invitation: Invitation, *, by: User) -> None:
    with transaction.atomic():
        _invited_for(invitation.association, by, even_suspended=True)
        row = _waiting(invitation)
        row.revoked_at = timezone.now()
        row.save(update_fields=["revoked_at"])


def found(token: str) -> Invitation:
    """The open invitation of a token; raises :class:`NotOpen` for one that is unknown, used, expired, revoked, or whose sender lost the right."""
    rows = Invitation.objects.open().select_related("association", "invited_by")
    invitation = tokens.with_token(rows, token).first()
    if invitation is None or not stands(invitation):
        raise NotOpen
    return invitation


def just_used(token: str) -> Invitation | None:
    """The invitation of this token, if it was accepted within the last hour."""
    since = timezone.now() - dt.timedelta(hours=1)
    used = tokens.with_token(Invitation.objects.filter(used_at__gt=since), token)
    return used.select_related("association", "used_by").first()


def accept(token: str, *, user: User) -> Invitation:
    """Join as the owner of the invited address. For another account: :class:`NotOpen`, and the invitation stays open."""
    with transaction.atomic():
        invitation = _taken(token)
        if not people.answers_for(user, invitation.email):
            raise NotOpen
        return _use(invitation, user)


def accept_with_password(token: str, *, password: str, name: str = "") -> Invitation:
    """Join with a new account, or with an account with an unconfirmed address: the link proves the ownership of the address.

    Raises :class:`NotOpen` if the address belongs to a confirmed account; its owner must sign in to accept.
    """
    with transaction.atomic():
        invitation = _taken(token)
        if people.owner_of(invitation.email):
            raise NotOpen
        user = people.claim_by_link(invitation.email, password=password, name=name, language=invitation.language)
        return _use(invitation, user)


def token_of(invitation: Invitation) -> str:
    return tokens.token_of(invitation.nonce, purpose=PURPOSE)


def _send(invitation: Invitation, *, by: User) -> Invitation:
    quotas.check_invitation_mail(invitation.association, by=by, email=invitation.email)
    invitation.invited_by = by
    invitation.nonce, invitation.token_hash = tokens.issue(purpose=PURPOSE)
    invitation.expires_at = timezone.now() + LASTS
    invitation.save()
    invitation.mails.create(by=by)
    if by.is_cell_staff or mail_limits.count(invitation.email):
        sent_at = int(invitation.expires_at.timestamp())
        outbox.put("partners.invitation_mail", key=f"{invitation.pk}:{sent_at}", invitation=invitation.pk)
    return invitation


def _has_address(email: str) -> Q:
    confirmed = Q(user__emailaddress__email=email, user__emailaddress__verified=True)
    return Q(user__email=email) | confirmed


def _invited_for(association: Association, by: User, *, even_suspended: bool = False) -> Association:
    """Lock and return the association, if ``by`` may invite for it. Order of locks: account, association, invitation."""
    quotas.lock(by)
    row = Association.objects.select_for_update().get(pk=association.pk)
    if not may_invite(by, row):
        raise NotAllowed(_("Only the president and the secretary can invite."))
    if not (row.can_submit or even_suspended):
        raise DomainError(
            _("An association whose account is suspended, or that is not verified, cannot invite anybody.")
        )
    return row


def _waiting(invitation: Invitation) -> Invitation:
    row = Invitation.objects.select_for_update().waiting().filter(pk=invitation.pk).first()
    if row is None:
        raise DomainError(_("This invitation was used or taken back already."))
    return row


def _taken(token: str) -> Invitation:
    """Lock and return the open invitation: of two simultaneous requests only one gets it. The association is locked first, as in
    :func:`resend` and :func:`revoke`."""
    Association.objects.select_for_update().get(pk=found(token).association_id)
    invitation = tokens.with_token(Invitation.objects.select_for_update().open(), token).first()
    if invitation is None or not stands(invitation):
        raise NotOpen
    return invitation


def _use(invitation: Invitation, user: User) -> Invitation:
    """Marked as used before joining: joining may end the sender's right to invite, which revokes open invitations."""
    invitation.used_at, invitation.used_by = timezone.now(), user
    invitation.save(update_fields=["used_at", "used_by"])
    memberships.join(invitation.association, user=user, role=invitation.role)
    return invitation
