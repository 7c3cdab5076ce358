"""Actions of administrators: open accounts, give and end functions, disable accounts."""

from __future__ import annotations

import datetime as dt

from allauth.account.models import EmailAddress
from django.db import connection, transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts import sessions
from accounts.models import HeldFunction, HeldFunctionQuerySet, User
from core.clock import today
from core.db import locks, outbox
from core.db.periods import end_yesterday
from core.errors import DomainError
from core.text.addresses import canonical, canonical_or_none, mailbox
from reference.models import PoliceUnit

ADMINISTRATOR = HeldFunction.Function.ADMINISTRATOR
# An arbitrary key for the advisory lock under which administrators are counted.
ADMINISTRATORS_LOCK = 0x6164_6D69


def open_account(*, by: User | None, email: str, name: str = "", language: str = "ar") -> User:
    """Create an account without password; its owner gets a link to choose one."""
    email = canonical(email)
    with transaction.atomic():
        lock_address(email)
        if account_of(email):
            raise DomainError(_("This address already has an account."))
        user = User.objects.create_user(email, name=name, language=language)
        EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
        outbox.put("accounts.welcome", key=f"{user.pk}", user=user.pk)
    return user


def has_confirmed_owner(user: User) -> bool:
    """Whether the owner has confirmed the primary address of the account."""
    return EmailAddress.objects.filter(user=user, email=user.email, verified=True).exists()


def owner_of(email: str) -> User | None:
    """The account that has confirmed ``email``, as its primary or as a second address."""
    wanted = canonical_or_none(email)
    confirmed = EmailAddress.objects.filter(email=wanted, verified=True).select_related("user").first()
    return confirmed.user if confirmed else None


def account_of(email: str) -> User | None:
    """The owner of ``email``, otherwise the account with this unconfirmed primary address. Always two queries."""
    owner, opened = owner_of(email), User.objects.filter(email=canonical_or_none(email)).first()
    return owner or opened


def lock_address(email: str) -> None:
    """Until the transaction ends, no other request opens an account with ``email`` or confirms it."""
    locks.hold(f"address:{mailbox(email)}")


def answers_for(user: User, email: str) -> bool:
    """Whether ``email`` is the primary address of the account, or a second one that its owner has confirmed."""
    owner = owner_of(email)
    return user == owner if owner else user.email == email


def confirmed_addresses(user: User) -> list[str]:
    """Addresses whose mail this person alone reads."""
    return list(EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True))


def ensure_confirmed_owner(user: User) -> None:
    """Called before an account gets rights. If its address is unconfirmed, somebody else may have opened it: remove the password, mail a link."""
    if has_confirmed_owner(user):
        return
    with transaction.atomic():
        lock_address(user.email)
        _set_owner(user, password=None)
        outbox.put("accounts.welcome", key=f"{user.pk}:owner", user=user.pk)


def claim_by_link(email: str, *, password: str, name: str = "", language: str = "ar") -> User:
    """The account of the person with a link sent to ``email``: created, or taken over if its address was never confirmed."""
    with transaction.atomic():
        lock_address(email)
        user = User.objects.filter(email=canonical_or_none(email)).first()
        if user is None:
            user = User.objects.create_user(email, name=name, language=language)
        _set_owner(user, password=password)
    return user


def _set_owner(user: User, *, password: str | None) -> None:
    if owner_of(user.email) not in (None, user):
        raise DomainError(_("Another account has confirmed this address."))
    user.set_password(password)
    user.save(update_fields=["password"])
    EmailAddress.objects.filter(user=user).exclude(email=user.email).delete()
    EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"primary": True, "verified": True})


def give_function(
    user: User, *, by: User | None, function: str, unit: PoliceUnit | None = None, until: dt.date | None = None
) -> HeldFunction:
    """``until``: the last day of a function that is held by delegation, for instance while the head of the cell is away.

    A function held by delegation ends where it is given for longer or for good.
    """
    if until is not None and until < today():
        raise DomainError(_("The last day has passed."))
    with transaction.atomic():
        _lock_row(user)
        earlier = user.held_functions.on(today()).filter(function=function).first()
        if earlier and not _lasts_longer(until, than=earlier.until):
            raise DomainError(_("This person already holds that function."))
        ensure_confirmed_owner(user)
        if earlier:
            end_yesterday(earlier)
        held = HeldFunction.objects.create(user=user, function=function, unit=unit, until=until)
        sessions.end_all(user)
    return held


def end_function(held: HeldFunction, *, by: User) -> None:
    """End the function with yesterday as its last day, and end the person's sessions. An earlier last day is not changed.

    Raises :class:`~core.errors.DomainError` for the last administrator.
    """
    if held.user_id == by.pk and held.function == ADMINISTRATOR:
        raise DomainError(_("You cannot take the administrator’s function from yourself."))
    with transaction.atomic():
        if held.function == ADMINISTRATOR:
            lock_administrators()
        _lock_row(held.user)
        stored = HeldFunction.objects.filter(pk=held.pk).first()
        if stored is None or (stored.until is not None and stored.until < timezone.localdate()):
            raise DomainError(_("This function has ended already."))
        if held.function == ADMINISTRATOR:
            _check_another_administrator(held.user)
        end_yesterday(stored)
        sessions.end_all(held.user)


def _lasts_longer(until: dt.date | None, *, than: dt.date | None) -> bool:
    """``None`` is a function without a last day."""
    return than is not None and (until is None or until > than)


def disable(user: User, *, by: User) -> None:
    """Disable the account and end its sessions. Raises :class:`~core.errors.DomainError` for the last administrator."""
    if user.pk == by.pk:
        raise DomainError(_("You cannot disable your own account."))
    with transaction.atomic():
        lock_administrators()
        _lock_row(user)
        if user.held_functions.lasting().filter(function=ADMINISTRATOR).exists():
            _check_another_administrator(user)
        _switch(user, is_active=False, already=_("This account is disabled already."))
        sessions.end_all(user)


def enable(user: User, *, by: User) -> None:
    _switch(user, is_active=True, already=_("This account is enabled already."))


def lock_administrators() -> None:
    """Until the transaction ends, no other transaction can count or remove administrators."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ADMINISTRATORS_LOCK])


def administrators() -> HeldFunctionQuerySet:
    """Enabled administrators who hold the function today and without a last day."""
    held = HeldFunction.objects.on(timezone.localdate()).lasting()
    return held.filter(function=ADMINISTRATOR, user__is_active=True)


def _check_another_administrator(user: User) -> None:
    """Without an administrator nobody could open accounts or give functions."""
    if not administrators().exclude(user=user).exists():
        raise DomainError(_("This is the last administrator. Give the function to somebody else first."))


def _switch(user: User, *, is_active: bool, already: str | Promise) -> None:
    """Update only ``is_active``, so that simultaneous changes of other columns are kept."""
    changed = User.objects.filter(pk=user.pk).exclude(is_active=is_active).update(is_active=is_active)
    user.refresh_from_db(fields=["is_active"])
    if not changed:
        raise DomainError(already)


def lock_account(user: User) -> None:
    """Lock the row until the transaction ends. FOR NO KEY UPDATE: foreign keys to the row don't block."""
    User.objects.select_for_update(no_key=True).get(pk=user.pk)


def check_primary_is_free(user: User, email: str) -> None:
    """Refuse as the first address of ``user`` what another account was opened with, though that account never confirmed it."""
    address = canonical_or_none(email)
    if address is None:
        return  # stored nowhere; allauth finds no address of the account to make the first one
    lock_address(address)
    if User.objects.filter(email=address).exclude(pk=user.pk).exists():
        raise DomainError(
            _("Another account was opened with this address. An administrator of the portal can release it.")
        )


def _lock_row(user: User) -> None:
    """Lock the person's row, so that two administrators cannot change functions at the same time."""
    User.objects.select_for_update().get(pk=user.pk)
