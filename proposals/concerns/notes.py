"""Notes of the cell about a concern, for colleagues: never published, in no mail. Of a confidential concern they are sealed like its text,
because a note may quote it, and are read when the text is opened."""

from __future__ import annotations

from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import require
from core import clock
from core.crypto import sealing
from core.errors import DomainError
from proposals.concerns import review
from proposals.models import Concern, ConcernNote


class Read(NamedTuple):
    """A note with its text, or the reason why it cannot be opened; both empty for a sealed one that is not opened now."""

    note: ConcernNote
    text: str
    why_closed: str = ""


def add(concern: Concern, *, by: User, text: str) -> ConcernNote:
    require(by, review.REVIEW)
    if not text.strip():
        raise DomainError(_("Write the note."))
    columns = {"sentence": "text", "sealed": "sealed", "sealed_with": "sealed_with"}
    said = {columns[name]: value for name, value in review.said(concern, text).items()}
    with transaction.atomic():
        last = Concern.objects.select_for_update().get(pk=concern.pk).notes.order_by("-pk").first()
        if last and (last.by_id, last.text) == (by.pk, text.strip()):
            return last  # the button was pressed twice
        return ConcernNote.objects.create(concern=concern, by=by, at=clock.now(), **said)


def read(concern: Concern, *, by: User, is_open: bool) -> list[Read]:
    """``is_open``: the text of the confidential concern is being opened, which :mod:`proposals.concerns.sealed_concern` has recorded."""
    require(by, review.REVIEW)
    return [_read(note, is_open=is_open) for note in concern.notes.select_related("by")]


def _read(note: ConcernNote, *, is_open: bool) -> Read:
    if not note.sealed or not is_open:
        return Read(note, note.text)
    try:
        return Read(note, sealing.open_sealed(bytes(note.sealed), note.sealed_with).decode())
    except sealing.CannotOpen as refusal:
        return Read(note, "", str(refusal.message))
