"""Who is invited, who comes, and who gets the next place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from consultations.models import Meeting, Registration
from consultations.states import REGISTRATION, MeetingState, RegistrationState
from core import outbox, tokens
from core.errors import DomainError
from partners.models import Association

SALT = "consultations.registration"
MOST_UNCONFIRMED = 200
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
        for registration in made:
            _mail(registration, "invited")
    return made


def ask(meeting: Meeting, *, organisation: str, email: str, language: str, **given: Any) -> Registration | None:
    """Somebody not known to the cell wants to come. Nothing counts before the address is confirmed through the mail.

    ``given``: phone, contact_function, people, women. Asked again with the same address, the mail goes out again and the answer is the
    same, so that nobody learns who is on the list. Returns ``None`` then.
    """
    email = email.lower()
    with transaction.atomic():
        row = _locked(meeting)
        if not (row.takes_registrations and takes_answers(row)):
            raise DomainError(_("This meeting takes no registrations any more."))
        existing = row.registrations.filter(association=None, email=email).first()
        if existing:
            _mail(existing, "again")
            return None
        if row.registrations.filter(state=R.UNCONFIRMED).count() >= MOST_UNCONFIRMED:
            raise DomainError(_("Very many registrations wait for their confirmation. Try again in an hour."))
        made = _make(row, state=R.UNCONFIRMED, organisation=organisation, email=email, language=language, **given)
        _mail(made, "confirm")
    return made


def found(token: str) -> Registration:
    """The registration behind a link; raises :class:`NotOpen`."""
    rows = Registration.objects.select_related("meeting", "association")
    registration = rows.filter(token_hash=tokens.hashed(token)).exclude(state=R.REMOVED).first()
    if registration is None:
        raise NotOpen
    return registration


def takes_answers(meeting: Meeting) -> bool:
    """While it is announced, until the day and hour set, or until its day."""
    if meeting.state != MeetingState.ANNOUNCED:
        return False
    if meeting.answers_until is not None:
        return timezone.now() <= meeting.answers_until
    return timezone.localdate() <= meeting.held_on


def come(
    registration: Registration, *, people: int, women: int | None = None, contact_function: str = ""
) -> Registration:
    """We come: a place where there is one, otherwise the waiting list. A second answer changes the first."""
    with transaction.atomic():
        meeting, row = _answering(registration)
        row.people, row.women, row.contact_function = people, women, contact_function or row.contact_function
        others = _taken(meeting, besides=row)
        fits = meeting.capacity is None or others + people <= meeting.capacity
        # Who waits keeps the place in the list; who has a place and asks for more than there are keeps the list honest, too.
        has_turn = row.state == R.REGISTERED or not meeting.registrations.waiting().exclude(pk=row.pk).exists()
        _settle(row, R.REGISTERED if fits and has_turn else R.WAITING)
        _serve_waiting(meeting)
        row.refresh_from_db()
        _mail(row, "settled")
    return row


def decline(registration: Registration) -> Registration:
    """We do not come: the place goes to who waits for it."""
    with transaction.atomic():
        meeting, row = _answering(registration)
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


def seats_taken(meeting: Meeting) -> int:
    return _taken(meeting)


def _answering(registration: Registration) -> tuple[Meeting, Registration]:
    meeting = _locked(registration.meeting)
    row = Registration.objects.select_for_update().get(pk=registration.pk)
    if row.state == R.REMOVED:
        raise NotOpen
    if not takes_answers(meeting):
        raise DomainError(_("This meeting takes no answers any more."))
    return meeting, row


def _settle(row: Registration, state: str) -> None:
    now = timezone.now()
    if row.state == R.REGISTERED and state == R.WAITING:
        raise DomainError(_("There are not so many places. Your earlier answer stays as it was."))
    if state == R.WAITING and row.state != R.WAITING:
        row.queued_at = now
    if row.state != state:
        row.state = REGISTRATION.target(_MOVE[state] if row.state != R.WAITING else _FROM_WAITING[state], row.state)
    row.answered_at = now
    row.save(update_fields=["state", "people", "women", "contact_function", "answered_at", "queued_at"])


_MOVE = {R.REGISTERED: "register", R.WAITING: "wait", R.DECLINED: "decline"}
_FROM_WAITING = _MOVE | {R.REGISTERED: "promote"}


def _serve_waiting(meeting: Meeting) -> None:
    """In the order of the list; who needs more places than are free holds the place of first in the queue."""
    free = None if meeting.capacity is None else meeting.capacity - _taken(meeting)
    for row in meeting.registrations.waiting().select_for_update():
        if free is not None and row.people > free:
            return
        row.state = REGISTRATION.target("promote", row.state)
        row.save(update_fields=["state"])
        _mail(row, "promoted")
        free = None if free is None else free - row.people


def _taken(meeting: Meeting, besides: Registration | None = None) -> int:
    coming = meeting.registrations.coming()
    if besides is not None:
        coming = coming.exclude(pk=besides.pk)
    return coming.aggregate(people=Sum("people"))["people"] or 0


def _locked(meeting: Meeting) -> Meeting:
    return Meeting.objects.select_for_update().get(pk=meeting.pk)


def _make(meeting: Meeting, **fields: Any) -> Registration:
    made = Registration(meeting=meeting, nonce=tokens.new_nonce(), code=tokens.spoken_code(), **fields)
    made.token_hash = tokens.hashed(token_of(made))
    made.save()
    return made


def _mail(registration: Registration, what: str) -> None:
    """One mail for each change; the same one again at most once in an hour."""
    hour = int(timezone.now().timestamp() // dt.timedelta(hours=1).total_seconds())
    key = f"{registration.pk}:{what}:{registration.state}:{hour}"
    outbox.put("consultations.registration_mail", key=key, registration=registration.pk, what=what)
