"""Places in a training: enrolment by associations with fair shares, and the waiting list. The rule of places is that of invitations."""

from __future__ import annotations

from collections import Counter
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from consultations.invitations import recipients
from consultations.invitations.registrations import CODE_ALPHABET, CODE_LENGTH
from consultations.invitations.seats import Seats, promote, settle
from consultations.states import REGISTRATION, RegistrationState
from cooperation.models import Enrolment, Training
from cooperation.trainings import published
from core import clock
from core.crypto import tokens
from core.db import outbox
from core.errors import DomainError, NotAllowed
from core.permissions import require
from partners.models import Association
from partners.states import MAY_SUBMIT
from publications.schemas import TrainingDocument

PURPOSE = "cooperation.enrolment"
RUN = "cooperation.run_trainings"
# One letter more than the code of a registration for a meeting: no code is both.
CODES: Final = CODE_LENGTH + 1
MOST_OF_ONE: Final = 20
"""Places and places in the waiting list of one association."""
R = RegistrationState
ON_THE_LIST: Final = (R.REGISTERED, R.WAITING)


class NotOpen(LookupError):
    """There is no such pass, or its place was given back."""


def token_of(enrolment: Enrolment) -> str:
    return tokens.token_of(enrolment.nonce, purpose=PURPOSE)


def found(token: str) -> Enrolment:
    """Raises :class:`NotOpen`."""
    rows = Enrolment.objects.select_related("training", "association").filter(state__in=ON_THE_LIST)
    row = tokens.with_token(rows, token).first()
    if row is None:
        raise NotOpen
    return row


def enrol(training: Training, *, association: Association, by: User, participant: str) -> Enrolment:
    """A place, or one in the waiting list, for one participant."""
    _check_member(association, by)
    with transaction.atomic():
        row = _locked(training)
        facts = _facts(row)
        if not published.takes_enrolments(facts):
            raise DomainError(_("This training takes no enrolments any more."))
        if row.enrolments.filter(association=association, state__in=ON_THE_LIST).count() >= MOST_OF_ONE:
            raise DomainError(_("Your association has many participants on the list already."))
        nonce, token_hash = tokens.issue(purpose=PURPOSE)
        made = Enrolment(
            training=row, association=association, participant=_name(participant), made_by=by, state=R.INVITED,
            nonce=nonce, token_hash=token_hash, code=tokens.random_name(CODE_ALPHABET, CODES),
        )  # fmt: skip
        seats = _seats(row, facts)
        others_wait = bool(seats.served(_waiting(row)))
        settle(made, R.WAITING if seats.must_wait(made, others_wait=others_wait) else R.REGISTERED)
        made.save()
        tell([made], "settled")
        return made


def name(enrolment: Enrolment, *, by: User, participant: str) -> Enrolment:
    """Another participant, or the right spelling, until somebody was noted as present. The pass of another participant opens nothing more."""
    _check_member(enrolment.association, by)
    with transaction.atomic():
        row = _own(enrolment)
        if row.state not in ON_THE_LIST:
            raise DomainError(_("This place was given back."))
        if row.certificates.exists():
            raise DomainError(_("The certificate is issued. Ask the cell for a new one if the name is wrong."))
        if row.presences.exists():
            raise DomainError(_("The participant was noted as present. Ask the cell to correct the name."))
        given = _name(participant)
        if given != row.participant:
            row.participant = given
            row.nonce, row.token_hash = tokens.issue(purpose=PURPOSE)
            row.save(update_fields=["participant", "nonce", "token_hash"])
        return row


def give_back(enrolment: Enrolment, *, by: User) -> Enrolment:
    """The place goes to the waiting list; the name is deleted at once."""
    _check_member(enrolment.association, by)
    with transaction.atomic():
        training = _locked(enrolment.training)
        row = _own(enrolment)
        if published.has_begun(_facts(training)):
            raise DomainError(_("The training has begun: the place cannot be given back any more."))
        if row.state != R.DECLINED:
            settle(row, R.DECLINED)
            row.participant = ""
            row.save(update_fields=["state", "answered_at", "participant"])
            serve_waiting(training)
        return row


def remove(enrolment: Enrolment, *, by: User) -> Enrolment:
    """The cell takes a place away, for instance a duplicate; the name is deleted."""
    require(by, RUN)
    with transaction.atomic():
        training = _locked(enrolment.training)
        row = _own(enrolment)
        if row.presences.exists():
            raise DomainError(_("This participant was noted as present: the place stays."))
        row.state, row.participant = REGISTRATION.target("remove", row.state), ""
        row.save(update_fields=["state", "participant"])
        serve_waiting(training)
        return row


def forget_name(enrolment: Enrolment, *, by: User) -> Enrolment:
    """When it is over, an association deletes a name before its time. A certificate can be verified, but not be made again."""
    _check_member(enrolment.association, by)
    with transaction.atomic():
        row = _own(enrolment)
        facts = published.known(row.training)
        if facts is not None and not published.is_over(facts):
            raise DomainError(_("The name is needed until the training is over. You can give the place back."))
        row.participant = ""
        row.save(update_fields=["participant"])
        return row


def serve_waiting(training: Training) -> list[Enrolment]:
    """Give free places in the order of the waiting list, within the shares while enrolment is open. Not once the training has begun."""
    with transaction.atomic():
        row = _locked(training)
        facts = published.known(row)
        if facts is None or published.has_begun(facts):
            return []
        served = _seats(row, facts).served(_waiting(row).select_for_update(of=("self",)))
        promote(served)
        tell(served, "promoted")
        return served


def seats_taken(training: Training) -> int:
    return training.enrolments.coming().count()


def tell_called_off(training: Training) -> None:
    tell(list(training.enrolments.filter(state__in=ON_THE_LIST).select_related("association")), "called_off")


def tell(enrolments: list[Enrolment], what: str, *, occasion: str = "") -> None:
    """One mail to each mailbox of an association for each training, ``what`` and ``occasion`` (by default the hour)."""
    when = occasion or str(int(clock.now().timestamp()) // 3600)
    boxes = recipients.of_associations({each.association_id: each.association for each in enrolments}.values())
    for each in {(row.association_id, row.training_id): row for row in enrolments}.values():
        for box in boxes[each.association_id]:
            key = f"{each.training_id}:{each.association_id}:{what}:{when}:{each.state}:{box.user or 0}"
            outbox.put("cooperation.training_mail", key=key, enrolment=each.pk, what=what, user=box.user)


def _check_member(association: Association, by: User) -> None:
    if not Association.objects.visible_to(by).filter(pk=association.pk).exists() or by.is_cell_staff:
        raise NotAllowed(_("You do not represent this association."))
    if association.state not in MAY_SUBMIT:
        raise NotAllowed(_("Your association cannot write to the cell at the moment."))


def _name(participant: str) -> str:
    written = " ".join(participant.split())
    if not written:
        raise DomainError(_("Write the name as it should stand on the certificate."))
    return written


def _facts(training: Training) -> TrainingDocument:
    facts = published.known(training)
    if facts is None:
        raise DomainError(_("This training is not public any more."))
    return facts


def _seats(training: Training, facts: TrainingDocument) -> Seats:
    held: Counter[Any] = Counter(training.enrolments.coming().values_list("association_id", flat=True))
    return Seats(facts.capacity, held.total(), facts.share if published.shares_places(facts) else None, held)


def _waiting(training: Training) -> Any:
    return training.enrolments.waiting().of_welcome_associations().select_related("association")


def _locked(training: Training) -> Training:
    return Training.objects.select_for_update().get(pk=training.pk)


def _own(enrolment: Enrolment) -> Enrolment:
    rows = Enrolment.objects.select_related("training", "association")
    return rows.select_for_update(of=("self",)).get(pk=enrolment.pk)
