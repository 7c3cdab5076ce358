"""What the cell asks an institution, and its answer by the link in the mail. The answer waits for the cell and is never published by itself."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import require
from consultations.models import Meeting
from cooperation.institutions.contacts import WRITE
from cooperation.models import InstitutionContact, InstitutionRequest, InstitutionRequestStep
from cooperation.states import REQUEST, RequestState
from core import clock
from core.crypto import tokens
from core.db import outbox
from core.errors import DomainError
from proposals.concerns import review
from proposals.models import Concern, Demand

PURPOSE: Final = "cooperation.institution_request"
OPEN_FOR: Final = dt.timedelta(days=30)
Kind = InstitutionRequest.Kind


class NoRequest(LookupError):
    """There is no such link, it has expired, or the cell cancelled the request."""


def send(
    contact: InstitutionContact,
    *,
    by: User,
    message: str,
    concern: Concern | None = None,
    demand: Demand | None = None,
    meeting: Meeting | None = None,
) -> InstitutionRequest:
    """About exactly one of the three: an invitation is about a meeting, a referral about a concern or a demand."""
    require(by, WRITE)
    if concern is not None:
        _check_concern(concern, by)
    if not contact.is_current:
        raise DomainError(_("This contact receives no messages any more."))
    nonce, token_hash = tokens.issue(purpose=PURPOSE)
    with transaction.atomic():
        row = InstitutionRequest.objects.create(
            contact=contact,
            kind=Kind.INVITATION if meeting else Kind.REFERRAL,
            concern=concern,
            demand=demand,
            meeting=meeting,
            message=message.strip(),
            nonce=nonce,
            token_hash=token_hash,
            sent_at=clock.now(),
            expires_at=clock.now() + OPEN_FOR,
        )
        InstitutionRequestStep.objects.create(request=row, move="send", by=by)
        outbox.put("cooperation.institution_mail", key=f"{row.pk}", request=row.pk)
    return row


def _check_concern(concern: Concern, by: User) -> None:
    """The message and the answer are not sealed, so nothing of a confidential or hidden concern may stand in them."""
    require(by, review.REVIEW)
    if concern.is_covered:
        raise DomainError(_("Nothing of a confidential or hidden text leaves the cell by this way."))


def token_of(request: InstitutionRequest) -> str:
    return tokens.token_of(request.nonce, purpose=PURPOSE)


def found(token: str) -> InstitutionRequest:
    """Raises :class:`NoRequest`."""
    return _open(InstitutionRequest.objects.select_related("contact__institution", "meeting"), token)


def receive(token: str) -> InstitutionRequest:
    """The institution says that it received it. Again after that: nothing."""
    with transaction.atomic():
        row = _locked(token)
        return _moved(row, "receive") if row.state == RequestState.SENT else row


def answer(token: str, *, text: str) -> InstitutionRequest:
    """Once. Whoever sent the request is told by mail that there is an answer."""
    if not text.strip():
        raise DomainError(_("Write your answer."))
    with transaction.atomic():
        row = _locked(token)
        REQUEST.target("answer", row.state)
        row.answer = text.strip()
        _moved(row, "answer", "answer")
        outbox.put("cooperation.institution_answer_mail", key=f"{row.pk}", request=row.pk)
        return row


def take(request: InstitutionRequest, *, by: User) -> InstitutionRequest:
    """Somebody of the cell has read the answer."""
    return _moved_by(request, "take", by)


def cancel(request: InstitutionRequest, *, by: User) -> InstitutionRequest:
    """The link opens nothing any more."""
    return _moved_by(request, "cancel", by)


def _moved_by(request: InstitutionRequest, move: str, by: User) -> InstitutionRequest:
    require(by, WRITE)
    with transaction.atomic():
        row = InstitutionRequest.objects.select_for_update().get(pk=request.pk)
        return _moved(row, move, by=by)


def _moved(row: InstitutionRequest, move: str, *changed: str, by: User | None = None) -> InstitutionRequest:
    row.state = REQUEST.target(move, row.state)
    row.save(update_fields=["state", *changed])
    InstitutionRequestStep.objects.create(request=row, move=move, by=by)
    return row


def _locked(token: str) -> InstitutionRequest:
    return _open(InstitutionRequest.objects.select_for_update(), token)


def _open(rows: Any, token: str) -> InstitutionRequest:
    open_rows = rows.exclude(state=RequestState.CANCELLED).filter(expires_at__gt=clock.now())
    row: InstitutionRequest | None = tokens.with_token(open_rows, token).first()
    if row is None:
        raise NoRequest
    return row
