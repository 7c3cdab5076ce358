"""The draft of a training, its sessions, and what its approval publishes."""

from __future__ import annotations

from typing import Any, Final

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _, gettext_lazy

from accounts.models import User
from cooperation.models import Training, TrainingSession
from cooperation.models.trainings import MOST_SESSIONS
from cooperation.trainings import enrolments, feedback
from core.db.optimistic_lock import change
from core.errors import DomainError
from core.permissions import require
from core.text.texts import Texts
from publications.drafts.actions import Drafting
from publications.models import Document
from publications.pending import PendingDocument, PendingPublication, prepare
from publications.schemas import AreaRef, DemandDocument, TrainingDocument
from publications.schemas.training import AnsweredDemand, PublishedSession

LEFT_EMPTY: Final = gettext_lazy("Add a session first: a training has at least one.")


def pending(training: Training) -> PendingPublication:
    """The edition that an approval publishes. Of a training that is over also what those said who attended."""
    sessions = list(training.sessions.all())
    _check(training, sessions)
    area = training.area
    body = TrainingDocument.model_validate(
        {
            "key": training.key,
            "demonstration": training.is_demonstration,
            "area": AreaRef(key=area.key, name=area.name) if area else None,
            "sessions": [_session(each) for each in sessions],
            "answers": _answers(training),
            "feedback": feedback.counts(training),
            **{name: getattr(training, name) for name in _COPIED},
        }
    )
    document = PendingDocument.edition(body, note=training.change_note or None, listed_on=sessions[0].day)
    return prepare([document], writers=training.authors.values_list("pk", flat=True))


_COPIED: Final = (
    "title", "topic", "summary", "outcomes", "audience", "venue", "taught_in", "access", "capacity", "share",
    "enrol_until", "needed_sessions",
)  # fmt: skip


def _call_off(training: Training, _by: User) -> None:
    enrolments.tell_called_off(training)


TRAININGS: Final = Drafting(
    Training,
    TrainingDocument.kind,
    write_right="cooperation.write_trainings",
    approve_right="cooperation.approve_trainings",
    compose=pending,
    on_withdraw=_call_off,
)


def add_session(training: Training, *, by: User, **fields: Any) -> TrainingSession:
    require(by, TRAININGS.write_right)
    with transaction.atomic():
        row = _opened(training, by)
        if row.sessions.count() >= MOST_SESSIONS:
            raise DomainError(_("A training has at most %(most)s sessions.") % {"most": MOST_SESSIONS})
        session = TrainingSession(training=row, **fields)
        session.full_clean()
        session.save()
        return session


def edit_session(session: TrainingSession, *, by: User, version: int, **fields: Any) -> TrainingSession:
    require(by, TRAININGS.write_right)
    with transaction.atomic():
        _opened(session.training, by)
        return change(session, expected=version, **fields)


def remove_session(session: TrainingSession, *, by: User) -> None:
    require(by, TRAININGS.write_right)
    with transaction.atomic():
        _opened(session.training, by)
        try:
            session.delete()
        except ProtectedError as error:
            raise DomainError(_("Somebody was noted as present in this session: it stays.")) from error


def _opened(training: Training, by: User) -> Training:
    row = TRAININGS.locked(training)
    TRAININGS.check_writable(row)
    return TRAININGS.note(row, "sessions", by)


def _check(training: Training, sessions: list[TrainingSession]) -> None:
    if not sessions:
        raise DomainError(LEFT_EMPTY)
    if training.needed_sessions > len(sessions):
        raise DomainError(_("The certificate asks for more sessions than there are."))
    if training.enrol_until > sessions[0].day:
        raise DomainError(_("Enrolment must close on the first day or before."))


def _session(row: TrainingSession) -> PublishedSession:
    return PublishedSession(
        day=row.day, starts_at=row.starts_at, ends_at=row.ends_at, title=row.title, trainer=row.trainer or Texts()
    )


def _answers(training: Training) -> list[AnsweredDemand]:
    """Demands that are public."""
    numbers = dict(training.demands.order_by("number").values_list("number", "pk"))
    rows = Document.objects.filter(kind=DemandDocument.kind, key__in=map(str, numbers), is_listed=True)
    public = set(rows.values_list("key", flat=True))
    return [AnsweredDemand(demand_key=str(each), number=each) for each in numbers if str(each) in public]
