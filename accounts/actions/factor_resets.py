"""Reset of a lost second factor by two administrators: one requests it, another one approves it. The owner and both get a mail."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import sessions
from accounts.actions import people
from accounts.models import FactorReset, User
from accounts.permissions import is_administrator
from core.db import outbox
from core.errors import DomainError, NotAllowed


def ask(user: User, *, by: User) -> FactorReset:
    """Request a reset. An earlier request that is older than :attr:`FactorReset.VALID_FOR` and not approved is withdrawn."""
    _check_administrator(by)
    if user.pk == by.pk:
        raise NotAllowed(_("Another administrator asks for the reset of your second factor."))
    with transaction.atomic():
        row = User.objects.select_for_update().get(pk=user.pk)
        if not row.has_second_factor:
            raise DomainError(_("This account has no second factor."))
        for earlier in row.factor_resets.open():
            if not has_expired(earlier):
                raise DomainError(_("A reset has been asked for already."))
            _withdraw(earlier, by=by)
        reset = FactorReset.objects.create(user=row, asked_by=by)
        _tell(reset, "asked")
    return reset


def approve(reset: FactorReset, *, by: User) -> FactorReset:
    """Delete every authenticator and recovery code of the account and end its sessions; to enrol again the owner needs a code sent by mail."""
    _check_administrator(by)
    with transaction.atomic():
        row = _open(reset)
        if has_expired(row):
            raise DomainError(_("This request is too old. Ask for the reset anew."))
        if by.pk in (row.asked_by_id, row.user_id):
            raise NotAllowed(_("Another administrator approves it."))
        if not is_administrator(row.asked_by):
            raise DomainError(
                _("Whoever asked is no administrator any more. Withdraw the request and ask for the reset anew.")
            )
        row.approved_by, row.approved_at = by, timezone.now()
        row.save(update_fields=["approved_by", "approved_at"])
        Authenticator.objects.filter(user=row.user).delete()
        sessions.end_all(row.user)
        _tell(row, "approved")
    return row


def withdraw(reset: FactorReset, *, by: User) -> FactorReset:
    _check_administrator(by)
    with transaction.atomic():
        return _withdraw(_open(reset), by=by)


def has_expired(reset: FactorReset) -> bool:
    return timezone.now() - reset.asked_at > FactorReset.VALID_FOR


def _open(reset: FactorReset) -> FactorReset:
    row = FactorReset.objects.select_for_update(of=["self"]).select_related("user").open().filter(pk=reset.pk).first()
    if row is None:
        raise DomainError(_("This request was decided already."))
    return row


def _withdraw(reset: FactorReset, *, by: User) -> FactorReset:
    reset.withdrawn_by, reset.withdrawn_at = by, timezone.now()
    reset.save(update_fields=["withdrawn_by", "withdrawn_at"])
    return reset


def _check_administrator(by: User) -> None:
    if not is_administrator(by):
        raise NotAllowed(_("Only administrators reset a second factor."))


def _tell(reset: FactorReset, step: str) -> None:
    """Mail the owner, the requester and the approver; before the approval, every administrator who could approve."""
    told = {reset.user_id, reset.asked_by_id, reset.approved_by_id} - {None}
    if step == "asked":
        told |= set(people.administrators().values_list("user", flat=True))
    for user in told:
        outbox.put("accounts.factor_reset_mail", key=f"{reset.pk}:{step}:{user}", reset=reset.pk, step=step, user=user)
