"""Who is invited, who comes, and who gets the next place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from consultations.invitations.open_for_answers import takes_answers, takes_registrations
from consultations.invitations.published_meeting import known
from consultations.invitations.recipients import mailboxes
from consultations.models import Meeting, Registration
from consultations.querysets import RegistrationQuerySet
from consultations.states import REGISTRATION, MeetingState, RegistrationState
from core import clock
from core.crypto import tokens
from core.db import mail_limits, outbox, quotas
from core.db.bulk_delete import forget
from core.errors import DomainError
from core.text.addresses import canonical
from partners.models import Association

SALT = "consultations.registration"
HOUR = dt.timedelta(hours=1)
# Whoever wants to come follows the link within that time.
KEPT_UNCONFIRMED = dt.timedelta(hours=72)
R = RegistrationState


class NotOpen(LookupError):
    """There is no such registration, or its meeting takes no answers any more."""


def token_of(registration: Registration) -> str:
    return tokens.token_of(registration.nonce, salt=SALT)


def invite(meeting: Meeting, associations: Iterable[Association], *, by: User) -> list[Registration]:
    """Invite those who are not on the list yet, and tell them by mail; returns the new rows.

    Raises :class:`~core.errors.DomainError` for a meeting that is not announced: nobody is invited to what is not public.
    """
    with transaction.atomic():
        row = _locked(meeting)
        if row.state != MeetingState.ANNOUNCED:
            raise DomainError(_("Announce the meeting first: an invitation leads to its public page."))
        known = set(row.registrations.filter(association__isnull=False).values_list("association_id", flat=True))
        new = [association for association in associations if association.pk not in known]
        made = [
            _make(row, state=R.INVITED, association=association, is_invited=True, made_by=by, language="ar")
            for association in new
        ]
        tell(made, "invited")
    return made


def invite_again(registration: Registration, *, by: User) -> Registration:
    """Somebody who had declined, or was taken off the list, is invited once more; the latter by a new link."""
    with transaction.atomic():
        meeting = _locked(registration.meeting)
        row = Registration.objects.select_for_update().get(pk=registration.pk)
        if meeting.state != MeetingState.ANNOUNCED:
            raise DomainError(_("Announce the meeting first: an invitation leads to its public page."))
        if row.state == R.REMOVED:
            _renew_link(row)
        row.state = REGISTRATION.target("invite", row.state)
        row.is_invited = True
        row.save(update_fields=["state", "is_invited", "nonce", "token_hash"])
        tell([row], "invited")
    return row


def ask(meeting: Meeting, *, organisation: str, email: str, language: str, **given: Any) -> Registration | None:
    """Somebody not known to the cell wants to come. Nothing counts before the address is confirmed through the mail.

    ``given``: phone, contact_function, people, women. Asked again with the same address, the mail goes out again and the answer is the
    same, so that nobody learns who is on the list. Returns ``None`` then. Until the address is confirmed the last words stand: whoever
    wrote a stranger's address into the form does not keep the stranger from giving the true ones.

    How many there are closes nothing. A mailbox that got many mails today gets no more; nobody is told, and the row waits for tomorrow.
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
    """Delete the registrations of strangers whose address nobody confirmed in time; returns how many. No history was kept of them."""
    old = Registration.objects.filter(
        state=R.UNCONFIRMED, made_at__lt=timezone.now() - KEPT_UNCONFIRMED, attendance=None
    )
    return forget(old)


def _say_again(row: Registration, given: dict[str, Any]) -> None:
    changed = {"women": None, **given, "made_at": clock.now()}
    for name, value in changed.items():
        setattr(row, name, value)
    row.save(update_fields=list(changed))


def _ask_mailbox(row: Registration, what: str) -> None:
    """What goes out once in an hour in any case counts once."""
    once = quotas.Quota(f"asked:{row.pk}:{timezone.localtime().hour}", 1, quotas.MIB)
    with suppress(quotas.Spent):
        quotas.take([once, mail_limits.quota(row.email)], 0)
        tell([row], what)


def found(token: str) -> Registration:
    """The registration behind a link; raises :class:`NotOpen`."""
    rows = Registration.objects.select_related("meeting", "association")
    registration = rows.filter(token_hash=tokens.hashed(token)).exclude(state=R.REMOVED).first()
    if registration is None:
        raise NotOpen
    return registration


def come(
    registration: Registration,
    *,
    people: int,
    women: int | None = None,
    contact_function: str = "",
    told_the_cell: bool = False,
) -> Registration:
    """We come: a place where there is one, otherwise the waiting list. A second answer changes the first.

    ``told_the_cell``: by telephone, which the cell still takes when the hour set for answers has passed.

    Raises :class:`~core.errors.DomainError` when who has a place asks for more places than are free, or while others wait, and for
    more people than the room takes.
    """
    with transaction.atomic():
        meeting, row = _answering(registration, told_the_cell)
        if meeting.capacity is not None and people > meeting.capacity:
            raise DomainError(_("There are not enough places. Register fewer people."))
        asks_for_more = row.state != R.REGISTERED or people > row.people
        if row.state == R.WAITING and people > row.people:
            row.queued_at = clock.now()
        row.people, row.women, row.contact_function = people, women, contact_function or row.contact_function
        fits = meeting.capacity is None or seats_taken(meeting, besides=row) + people <= meeting.capacity
        others_wait = _who_can_be_served(meeting).exclude(pk=row.pk).exists()
        _settle(row, R.WAITING if asks_for_more and (others_wait or not fits) else R.REGISTERED)
        promoted = _serve_waiting(meeting)
        row.refresh_from_db()
        if row.pk not in promoted:
            tell([row], "settled")
    return row


def decline(registration: Registration, *, told_the_cell: bool = False) -> Registration:
    """We do not come: the place goes to who waits for it."""
    with transaction.atomic():
        meeting, row = _answering(registration, told_the_cell)
        if row.state != R.DECLINED:
            _settle(row, R.DECLINED)
            _serve_waiting(meeting)
    return row


def remove(registration: Registration, *, by: User) -> Registration:
    """The cell takes somebody off the list, for instance a double registration; the place goes to who waits."""
    with transaction.atomic():
        meeting = _locked(registration.meeting)
        row = Registration.objects.select_for_update().get(pk=registration.pk)
        row.state = REGISTRATION.target("remove", row.state)
        row.save(update_fields=["state"])
        _serve_waiting(meeting)
    return row


def change_capacity(meeting: Meeting) -> None:
    """After the number of places changed: whoever waits gets a new one. Nobody loses a place that was given."""
    with transaction.atomic():
        _serve_waiting(_locked(meeting))


def seats_taken(meeting: Meeting, besides: Registration | None = None) -> int:
    coming = meeting.registrations.coming()
    if besides is not None:
        coming = coming.exclude(pk=besides.pk)
    return coming.aggregate(people=Sum("people"))["people"] or 0


def _answering(registration: Registration, told_the_cell: bool) -> tuple[Meeting, Registration]:
    meeting = _locked(registration.meeting)
    row = Registration.objects.select_for_update().get(pk=registration.pk)
    if row.state == R.REMOVED:
        raise DomainError(_("The cell removed this registration from the list."))
    by_telephone = told_the_cell and meeting.state == MeetingState.ANNOUNCED
    if not (by_telephone or takes_answers(meeting, known(meeting))):
        raise DomainError(_("This meeting takes no answers any more."))
    return meeting, row


def _settle(row: Registration, state: str) -> None:
    now = clock.now()
    if row.state == R.REGISTERED and state == R.WAITING:
        raise DomainError(_("There are not enough places. Your earlier answer is kept."))
    if state == R.WAITING and row.state != R.WAITING:
        row.queued_at = now
    if row.state != state:
        row.state = REGISTRATION.target(_MOVE[state] if row.state != R.WAITING else _FROM_WAITING[state], row.state)
    row.answered_at = now
    row.save(update_fields=["state", "people", "women", "contact_function", "answered_at", "queued_at"])


_MOVE: dict[str, str] = {R.REGISTERED: "register", R.WAITING: "wait", R.DECLINED: "decline"}
_FROM_WAITING = _MOVE | {R.REGISTERED: "promote"}


def _serve_waiting(meeting: Meeting) -> set[int]:
    """In the order of the list; who needs more places than are free keeps the first place in the queue. Returns whom it served."""
    if meeting.state not in (MeetingState.ANNOUNCED, MeetingState.POSTPONED):
        return set()
    free = None if meeting.capacity is None else meeting.capacity - seats_taken(meeting)
    served = []
    for row in _who_can_be_served(meeting).select_related("association").select_for_update(of=("self",)):
        if free is not None and row.people > free:
            break
        row.state = REGISTRATION.target("promote", row.state)
        row.save(update_fields=["state"])
        served.append(row)
        free = None if free is None else free - row.people
    tell(served, "promoted")
    return {row.pk for row in served}


def _who_can_be_served(meeting: Meeting) -> RegistrationQuerySet:
    """Who waits. Of more people than the room takes, since it was made smaller, nobody waits behind."""
    waiting = meeting.registrations.waiting()
    return waiting if meeting.capacity is None else waiting.filter(people__lte=meeting.capacity)


def _locked(meeting: Meeting) -> Meeting:
    return Meeting.objects.select_for_update().get(pk=meeting.pk)


def _make(meeting: Meeting, **fields: Any) -> Registration:
    made = Registration(meeting=meeting, code=tokens.spoken_code(), **fields)
    _renew_link(made)
    made.save()
    return made


def _renew_link(row: Registration) -> None:
    """The earlier one, which may have been passed on, opens nothing any more."""
    row.nonce = tokens.new_nonce()
    row.token_hash = tokens.hashed(token_of(row))


def tell(registrations: list[Registration], what: str, *, occasion: str = "") -> None:
    """One mail to each mailbox, once for each ``occasion``; without one the same mail goes out again at most once in an hour."""
    hour = int(clock.now().timestamp() // HOUR.total_seconds())
    for registration, boxes in mailboxes(registrations):
        when = occasion or f"{registration.state}:{hour}"
        for box in boxes:
            key = f"{registration.pk}:{what}:{when}:{box.user or 0}"
            outbox.put(
                "consultations.registration_mail", key=key, registration=registration.pk, what=what, user=box.user
            )
