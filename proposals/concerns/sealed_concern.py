"""Reading what was written in a concern. Of a confidential one it is sealed, and each opening is recorded before a word is returned.

It is sealed when it is sent: :mod:`proposals.concerns.submission`.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any, NamedTuple

from django.db import transaction

from accounts.models import User
from accounts.permissions import require
from core.crypto import sealing
from core.files import store
from core.models import StoredFile
from proposals.concerns import warnings
from proposals.concerns.content import Content
from proposals.concerns.review import REVIEW
from proposals.models import Concern, ConcernFile, ConcernStep, Opening


class Reply(NamedTuple):
    """A sealed sentence of the association: its text, or the reason why it cannot be opened."""

    text: str
    why_closed: str


class FileContent(NamedTuple):
    stored: StoredFile
    name: str
    content: bytes


def read(concern: Concern, *, by: User) -> Content:
    """The content. The opening of a confidential or hidden concern is recorded before the content is returned.

    Raises :class:`core.crypto.sealing.CannotOpen` if this process does not have the private key.
    """
    require(by, REVIEW)
    if not concern.is_confidential:
        if concern.is_covered:
            _note_opening(concern, by, {})
        return warnings.with_answers(concern, concern.content)
    content = Content.decoded(sealing.open_sealed(bytes(concern.sealed), concern.sealed_with))
    _note_opening(concern, by, {})
    return content


def read_replies(concern: Concern, *, by: User) -> dict[int, Reply]:
    """Sealed sentences of the association by step id. Each opening is recorded; a sentence that cannot be opened does not affect the others."""
    require(by, REVIEW)
    found = {step: _reply(step) for step in concern.steps.exclude(sealed=b"")}
    _note_opening(concern, by, *({"step": step} for step, reply in found.items() if not reply.why_closed))
    return {step.pk: reply for step, reply in found.items()}


def file_names(concern: Concern, *, by: User) -> dict[int, str]:
    """File names by file id. Sealed names are opened, so call it after :func:`read`; those that cannot be opened are omitted."""
    require(by, REVIEW)
    found = {}
    for file in concern.files.select_related("stored"):
        with suppress(sealing.CannotOpen):
            found[file.pk] = _name(file)
    return found


def read_file(file: ConcernFile, *, by: User) -> FileContent:
    require(by, REVIEW)
    found = FileContent(file.stored, _name(file), store.read(file.stored))
    if file.concern.is_covered:
        _note_opening(file.concern, by, {"file": file})
    return found


def _note_opening(concern: Concern, by: User, *opened: dict[str, Any]) -> None:
    """Record an opening, in its own transaction before the content is returned, so that it stays recorded whatever fails later.

    ``opened``: the file or step of each opened part; empty for the text of the concern.
    """
    with transaction.atomic(durable=True):
        for part in opened:
            Opening.objects.create(concern=concern, by=by, **part)


def _reply(step: ConcernStep) -> Reply:
    try:
        return Reply(sealing.open_sealed(bytes(step.sealed), step.sealed_with).decode(), "")
    except sealing.CannotOpen as refusal:
        return Reply("", str(refusal.message))


def _name(file: ConcernFile) -> str:
    if not file.stored.sealed_with:
        return file.stored.shown_name
    return sealing.open_sealed(bytes(file.sealed_name), file.stored.sealed_with).decode()
