"""Certificates of participation. Found by their number alone; no answer to a stranger holds the name."""

from __future__ import annotations

from typing import Any, Final

from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from consultations.invitations.registrations import CODE_ALPHABET
from cooperation.models import Certificate, Enrolment, Training
from cooperation.states import CERTIFICATE
from cooperation.trainings import published
from cooperation.trainings.enrolments import ON_THE_LIST, tell
from core import clock
from core.crypto import tokens
from core.errors import DomainError
from core.permissions import require
from publications.schemas import TrainingDocument

ISSUE, REVOKE = "cooperation.issue_certificates", "cooperation.revoke_certificates"
PREFIX: Final = "MK"
GROUP: Final = 4


def written(typed: str) -> str:
    """What somebody typed as the number is written: ``mk 7k4q92dt`` is MK-7K4Q-92DT."""
    letters = "".join(each for each in typed.upper() if each.isalnum()).removeprefix(PREFIX)
    return "-".join((PREFIX, letters[:GROUP], letters[GROUP : 2 * GROUP])) if len(letters) == 2 * GROUP else ""


def found(typed: str) -> Certificate | None:
    code = written(typed)
    rows = Certificate.objects.select_related("replaced_by", "enrolment__training", "enrolment__association")
    return rows.filter(code=code).first() if code else None


def entitled(training: Training, facts: TrainingDocument) -> Any:
    """Who was present often enough, is named, and never had a certificate."""
    rows = training.enrolments.filter(state__in=ON_THE_LIST, certificates=None).named()
    present = rows.annotate(present=Count("presences")).filter(present__gte=facts.needed_sessions)
    return present.select_related("association").order_by("pk")


def issue(training: Training, *, by: User) -> list[Certificate]:
    """To all who are entitled, once the last session is over."""
    require(by, ISSUE)
    with transaction.atomic():
        row = Training.objects.select_for_update().get(pk=training.pk)
        facts = published.known(row)
        if facts is None or not published.is_over(facts):
            raise DomainError(_("Certificates are issued when the last session is over."))
        enrolments = list(entitled(row, facts))
        made = [_made(each, facts, by) for each in enrolments]
        tell(enrolments, "certificate", occasion=str(clock.today()))
        return made


def revoke(certificate: Certificate, *, by: User, reason: str, sentence: str = "") -> Certificate:
    """``reason``: from the list, read by everybody who has the number; ``sentence``: for the cell."""
    require(by, REVOKE)
    if reason not in Certificate.Reason.values:
        raise DomainError(_("Choose a reason."))
    with transaction.atomic():
        row = _locked(certificate)
        row.state = CERTIFICATE.target("revoke", row.state)
        row.reason, row.sentence = reason, sentence.strip()
        row.ended_on, row.ended_by = clock.today(), by
        row.save(update_fields=["state", "reason", "sentence", "ended_on", "ended_by"])
        return row


def replace(certificate: Certificate, *, by: User, participant: str) -> Certificate:
    """A new certificate with the right spelling of the name; the number of the earlier one leads to it."""
    require(by, ISSUE)
    with transaction.atomic():
        row = _locked(certificate)
        target = CERTIFICATE.target("replace", row.state)
        name = " ".join(participant.split())
        if not name:
            raise DomainError(_("Write the name as it should stand on the certificate."))
        enrolment = row.enrolment
        enrolment.participant = name
        enrolment.save(update_fields=["participant"])
        row.state, row.ended_on, row.ended_by = target, clock.today(), by
        row.save(update_fields=["state", "ended_on", "ended_by"])
        made = _copied(row, by)
        return made


def _made(enrolment: Enrolment, facts: TrainingDocument, by: User) -> Certificate:
    sessions = [each.session for each in enrolment.presences.select_related("session")]
    return Certificate.objects.create(
        enrolment=enrolment,
        code=_new_code(),
        title=facts.title,
        sessions=len(sessions),
        sessions_held=len(facts.sessions),
        minutes=sum(_minutes(each) for each in sessions),
        issued_on=clock.today(),
        issued_by=by,
    )


def _copied(row: Certificate, by: User) -> Certificate:
    names = ("enrolment", "title", "sessions", "sessions_held", "minutes")
    facts = {name: getattr(row, name) for name in names}
    return Certificate.objects.create(code=_new_code(), issued_on=clock.today(), issued_by=by, replaces=row, **facts)


def _minutes(session: Any) -> int:
    begin, end = (each.hour * 60 + each.minute for each in (session.starts_at, session.ends_at))
    return int(end - begin)


def _new_code() -> str:
    return written(tokens.random_name(CODE_ALPHABET, 2 * GROUP))


def _locked(certificate: Certificate) -> Certificate:
    rows = Certificate.objects.select_related("enrolment")
    return rows.select_for_update(of=("self",)).get(pk=certificate.pk)
