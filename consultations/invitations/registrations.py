"""Registrations of a meeting: invitations, answers, waiting list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from consultations.invitations.open_for_answers import is_before, takes_answers, takes_registrations
from consultations.invitations.published_meeting import known
from consultations.invitations.recipients import mailboxes
from consultations.invitations.seats import Seats, promote, settle
from consultations.models import Meeting, Registration
from consultations.querysets import RegistrationQuerySet
from consultations.states import REGISTRATION, MeetingState, RegistrationState
from core import clock, retention
from core.crypto import tokens
from core.db import mail_limits, outbox, rate_limits
from core.db.bulk_delete import forget
from core.db.rate_limits import RateLimit
from core.errors import DomainError
from core.text.addresses import canonical
from partners.models import Association

PURPOSE = "consultations.registration"
# No letter that is read for another at a door: 0 and O, 1, I and L are out.
CODE_ALPHABET, CODE_LENGTH = "23456789ABCDEFGHJKMNPQRSTUVWXYZ", 8
HOUR = dt.timedelta(hours=1)
# The address must be confirmed by the link within this time.
UNCONFIRMED_DELETED_AFTER = dt.timedelta(hours=retention.UNCONFIRMED_REGISTRATION_HOURS)
R = RegistrationState


class NotOpen(LookupError):
    """There is no such registration, or its meeting accepts no answers any more."""


def token_of(registration: Registration) -> str:
    return tokens.token_of(registration.nonce, purpose=PURPOSE)


def invite(meeting: Meeting, associations: Iterable[Association], *, by: User) -> list[Registration]:
    """Invite associations that are not on the list yet, by mail; returns the new rows. Suspended and refused ones are left out.

    Raises :class:`~core.errors.DomainError` for a meeting that is not announced, since the mail links to its public page, and for one that
    has begun.
    """
    with transaction.atomic():
        row = _locked(meeting)
        _check_invites(row)
        listed = set(row.registrations.filter(association__isnull=False).values_list("association_id", flat=True))
        new = [each for each in associations if each.pk not in listed and each.can_submit]
        made = [
            _make(row, state=R.INVITED, association=association, is_invited=True, made_by=by, language="ar")
            for association in new
        ]
        tell(made, "invited")
    return made


def invite_again(registration: Registration, *, by: User) -> Registration:
    """Invite again after declining or being removed; after a removal with a new link."""
    with transaction.atomic():
        meeting = _locked(registration.meeting)
        row = Registration.objects.select_for_update().get(pk=registration.pk)
        _check_invites(meeting)
        _check_association(row)
        if row.state == R.REMOVED:
            _renew_link(row)
        row.state = REGISTRATION.target("invite", row.state)
        row.is_invited = True
        row.save(update_fields=["state", "is_invited", "nonce", "token_hash"])
        tell([row], "invited")
    return row


def _check_invites(meeting: Meeting) -> None:
    as_known = known(meeting)
    if meeting.state != MeetingState.ANNOUNCED or as_known is None:
        raise DomainError(_("Announce the meeting first: an invitation leads to its public page."))
    if not is_before(meeting, as_known):
        raise DomainError(_("This meeting has begun or its day has passed: nobody can be invited any more."))


def _check_association(row: Registration) -> None:
    if row.association and not row.association.can_submit:
        raise DomainError(_("The account of this association is suspended or not verified."))


def ask(meeting: Meeting, *, organisation: str, email: str, language: str, **given: Any) -> Registration | None:
    """Registration by somebody unknown to the cell. It takes effect when the address is confirmed by the link in the mail.

    ``given``: phone, contact_function, people, women. For a known address the mail is sent again and ``None`` is returned; the page must
    answer the same in both cases, so that nobody learns who is on the list. Until the confirmation the last values replace earlier
    ones, so that a registration with somebody else's address does not prevent the owner from registering.

    No limit on unconfirmed registrations (ADR 16). A mailbox at its daily limit of mails silently gets no more; asking again works tomorrow.
    """
    given |= {"organisation": organisation, "language": language}
    email = canonical(email)
    with transaction.atomic():
        row = _locked(meeting)
        if not takes_registrations(row, known(row)):
            raise DomainError(_("This meeting takes no registrations any more."))
        existing = row.registrations.select_for_update().filter(association=None, email=email).first()
        if existing is None:
            made = _make(row, state=R.UNCONFIRMED, email=email, **given)
            _ask_mailbox(made, "confirm")
            return made
        if existing.state == R.UNCONFIRMED:
            _say_again(existing, given)
            _ask_mailbox(existing, "confirm")
        elif existing.state != R.REMOVED:
            _ask_mailbox(existing, "again")
    return None


def forget_unconfirmed() -> int:
    """Delete registrations whose address was not confirmed in time; returns how many. They have no history."""
    old = Registration.objects.filter(
        state=R.UNCONFIRMED, made_at__lt=timezone.now() - UNCONFIRMED_DELETED_AFTER, attendance=None
    )
    return forget(old)


def _say_again(row: Registration, given: dict[str, Any]) -> None:
    changed = {"women": None, **given, "made_at": clock.now()}
    for name, value in changed.items():
        setattr(row, name, value)
    row.save(update_fields=list(changed))


def _ask_mailbox(row: Registration, what: str) -> None:
    """What goes out once in an hour in any case counts once."""
    once = RateLimit(f"asked:{row.pk}", 1, is_hourly=True)
    if rate_limits.is_counted(once, mail_limits.limit(row.email)):
        tell([row], what)


def found(token: str) -> Registration:
    """The registration of a token; raises :class:`NotOpen`."""
    rows = Registration.objects.select_related("meeting", "association")
    registration = tokens.with_token(rows, token).exclude(state=R.REMOVED).first()
    if registration is None:
        raise NotOpen
    return registration


def come(
    registration: Registration,
    *,
    people: int,
    women: int | None = None,
    contact_function: str = "",
    by_telephone: bool = False,
) -> Registration:
    """Accept: gets a place if one is free, otherwise goes on the waiting list. A second answer changes the first.

    ``by_telephone``: entered by the cell, which is possible after the deadline for answers, too. A suspended association can only decline.

    Raises :class:`~core.errors.DomainError` if a registration with a place asks for more places than are free, or while others wait, and for
    more people than the capacity.
    """
    with transaction.atomic():
        meeting, row = _answering(registration, by_telephone)
        _check_association(row)
        if meeting.capacity is not None and people > meeting.capacity:
            raise DomainError(_("There are not enough places. Register fewer people."))
        asks_for_more = row.state != R.REGISTERED or people > row.people
        if row.state == R.WAITING and people > row.people:
            row.queued_at = clock.now()
        row.people, row.women, row.contact_function = people, women, contact_function or row.contact_function
        others_wait = _who_can_be_served(meeting).exclude(pk=row.pk).exists()
        must_wait = Seats(meeting.capacity, seats_taken(meeting, besides=row)).must_wait(row, others_wait=others_wait)
        _settle(row, R.WAITING if asks_for_more and must_wait else R.REGISTERED)
        promoted = _serve_waiting(meeting)
        row.refresh_from_db()
        if row.pk not in promoted:
            tell([row], "settled")
    return row


def decline(registration: Registration, *, by_telephone: bool = False) -> Registration:
    """Decline: the places go to the waiting list."""
    with transaction.atomic():
        meeting, row = _answering(registration, by_telephone)
        if row.state != R.DECLINED:
            _settle(row, R.DECLINED)
            _serve_waiting(meeting)
    return row


def remove(registration: Registration, *, by: User) -> Registration:
    """The cell removes a registration, for instance a duplicate; the places go to the waiting list."""
    with transaction.atomic():
        meeting = _locked(registration.meeting)
        row = Registration.objects.select_for_update().get(pk=registration.pk)
        row.state = REGISTRATION.target("remove", row.state)
        row.save(update_fields=["state"])
        _serve_waiting(meeting)
    return row


def change_capacity(meeting: Meeting) -> None:
    """After a change of the capacity: new places go to the waiting list. Nobody loses a place."""
    with transaction.atomic():
        _serve_waiting(_locked(meeting))


def seats_taken(meeting: Meeting, besides: Registration | None = None) -> int:
    coming = meeting.registrations.coming()
    if besides is not None:
        coming = coming.exclude(pk=besides.pk)
    return coming.aggregate(people=Sum("people"))["people"] or 0


def _answering(registration: Registration, by_telephone: bool) -> tuple[Meeting, Registration]:
    meeting = _locked(registration.meeting)
    row = Registration.objects.select_for_update().get(pk=registration.pk)
    if row.state == R.REMOVED:
        raise DomainError(_("The cell removed this registration from the list."))
    by_telephone = by_telephone and meeting.state == MeetingState.ANNOUNCED
    if not (by_telephone or takes_answers(meeting, known(meeting))):
        raise DomainError(_("This meeting takes no answers any more."))
    return meeting, row


def _settle(row: Registration, state: str) -> None:
    settle(row, state)
    row.save(update_fields=["state", "people", "women", "contact_function", "answered_at", "queued_at"])


def _serve_waiting(meeting: Meeting) -> set[int]:
    """Give free places in the order of the waiting list. Returns the ids that got places.

    Not once the meeting has begun: nobody would come in time.
    """
    if not is_before(meeting, known(meeting)):
        return set()
    waiting = _who_can_be_served(meeting).select_related("association").select_for_update(of=("self",))
    served = Seats(meeting.capacity, seats_taken(meeting)).served(waiting)
    promote(served)
    tell(served, "promoted")
    return {row.pk for row in served}


def _who_can_be_served(meeting: Meeting) -> RegistrationQuerySet:
    """The waiting list without parties larger than the capacity and without suspended associations, so that they don't block the queue."""
    waiting = meeting.registrations.waiting().of_welcome_associations()
    return waiting if meeting.capacity is None else waiting.filter(people__lte=meeting.capacity)


def _locked(meeting: Meeting) -> Meeting:
    return Meeting.objects.select_for_update().get(pk=meeting.pk)


def _make(meeting: Meeting, **fields: Any) -> Registration:
    made = Registration(meeting=meeting, code=tokens.random_name(CODE_ALPHABET, CODE_LENGTH), **fields)
    _renew_link(made)
    made.save()
    return made


def _renew_link(row: Registration) -> None:
    """The earlier one, which may have been passed on, opens nothing any more."""
    row.nonce, row.token_hash = tokens.issue(purpose=PURPOSE)


def tell(registrations: list[Registration], what: str, *, occasion: str = "") -> None:
    """Schedule one mail to each mailbox for each ``occasion``; without ``occasion`` at most once an hour."""
    hour = int(clock.now().timestamp() // HOUR.total_seconds())
    for registration, boxes in mailboxes(registrations):
        when = occasion or f"{registration.state}:{hour}"
        for box in boxes:
            key = f"{registration.pk}:{what}:{when}:{box.user or 0}"
            outbox.put(
                "consultations.registration_mail", key=key, registration=registration.pk, what=what, user=box.user
            )
