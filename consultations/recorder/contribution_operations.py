"""Operations of devices on contributions, which call the actions of the record."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from consultations.models import Attendance, Axis, Intervention, Meeting
from consultations.record import contributions
from consultations.recorder import messages
from core.errors import DomainError, EditedMeanwhile
from core.text.texts import LANGUAGES, Texts

Row = TypeVar("Row", bound=Model)
Json = dict[str, Any]
GONE = _("This is not in the record, or not any more.")


class Unknown(DomainError):
    """The message refers to a row that does not exist, or not yet."""


class Conflict(DomainError):
    """Another version is stored. ``of``: kind and uid of the row."""

    def __init__(self, message: str | Promise, kind: str, uid: uuid.UUID) -> None:
        super().__init__(message)
        self.of = [kind, str(uid)]


def contribute(meeting: Meeting, message: messages.Contribute, *, by: User, at: dt.datetime) -> Json:
    """Raises :class:`Conflict` for a contribution that is stored already by another message."""
    if known := Intervention.objects.filter(uid=message.contribution).first():
        if known.meeting_id != meeting.pk:
            raise DomainError(_("Another contribution has this number."))
        raise Conflict(_("This contribution is in the record already."), "contribution", known.uid)
    row = contributions.contribute(
        meeting,
        by=by,
        uid=message.contribution,
        said_at=at,
        kind=message.kind,
        axis=axis(meeting, message.axis),
        speaker=speaker(meeting, message.speaker),
        speaker_label=message.speaker_label,
        is_collective=message.is_collective,
        text=Texts(**{message.language: message.text}),
        is_confidential=message.confidential,
    )
    return {"pk": row.pk, "version": row.version, "position": row.position}


def amend(meeting: Meeting, message: messages.Amend, *, by: User, at: dt.datetime) -> Json:
    row = found(meeting.interventions.all(), uid=message.contribution)
    fields = _changed(meeting, row, message)
    try:
        contributions.edit_contribution(row, by=by, version=message.version, **fields)
    except EditedMeanwhile as error:
        raise Conflict(error.message, "contribution", row.uid) from error
    return {"version": row.version}


def withdraw(meeting: Meeting, message: messages.Withdraw, *, by: User, at: dt.datetime) -> Json:
    row = found(meeting.interventions.all(), uid=message.contribution)
    check_version(row, message.version, "contribution")
    contributions.remove_contribution(row, by=by)
    return {}


def _changed(meeting: Meeting, row: Intervention, message: messages.Amend) -> dict[str, Any]:
    given = message.given
    if message.confidential not in (None, row.is_confidential):
        raise DomainError(
            _("A contribution cannot become confidential later: its history keeps the text. Nor can it stop being so.")
        )
    fields = {name: given[name] for name in ("kind", "is_collective", "speaker_label") if given.get(name) is not None}
    if "axis" in given:
        fields["axis"] = axis(meeting, message.axis)
    if "speaker" in given:
        fields["speaker"] = speaker(meeting, message.speaker)
    if message.text is not None:
        fields["text"] = reworded(row.text, str(message.language), message.text)
    return fields


def reworded(texts: Texts, language: str, words: str) -> Texts:
    """A text in one language may get another language; a text in several languages changes only in ``language``."""
    kept = texts.model_dump() if len(texts.languages()) > 1 else dict.fromkeys(LANGUAGES, "")
    return Texts(**kept | {language: words})


def axis(meeting: Meeting, pk: int | None) -> Axis | None:
    return None if pk is None else found(meeting.axes.all(), pk=pk)


def speaker(meeting: Meeting, pk: int | None) -> Attendance | None:
    return None if pk is None else found(meeting.attendances.all(), pk=pk)


def found(rows: QuerySet[Row], **what: Any) -> Row:
    """Raises :class:`Unknown`."""
    row = rows.filter(**what).first()
    if row is None:
        raise Unknown(GONE)
    return row


def check_version(row: Any, version: int, kind: str) -> None:
    """Raises :class:`Conflict` if another version is stored."""
    if row.version != version:
        raise Conflict(_("Somebody else changed this meanwhile. Read it, then decide."), kind, row.uid)
