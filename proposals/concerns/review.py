"""The review of a concern: steps of the cell and answers of the association, each with a sentence."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from typing import Any, NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.crypto import sealing
from core.errors import DomainError, EditedMeanwhile, NotAllowed
from core.files import store
from core.models import StoredFile
from proposals.concerns import promises
from proposals.concerns.content import Content
from proposals.concerns.steps import note
from proposals.models import Concern, ConcernFile, ConcernStep, Opening
from proposals.states import CONCERN, OF_THE_ASSOCIATION, OF_THE_CELL, ConcernState
from reference.models import Institution


class Reply(NamedTuple):
    """A sealed sentence of the association: its text, or the reason why it cannot be opened."""

    text: str
    why_closed: str


class FileContent(NamedTuple):
    stored: StoredFile
    name: str
    content: bytes


def read(concern: Concern, *, by: User) -> Content:
    """The content. The opening of a confidential concern is recorded before the content is returned.

    Raises :class:`core.crypto.sealing.CannotOpen` if this process does not have the private key.
    """
    _check_reviews(by)
    if not concern.is_confidential:
        return concern.content
    content = Content.decoded(sealing.open_sealed(bytes(concern.sealed), concern.sealed_with))
    _note_opening(concern, by, {})
    return content


def read_replies(concern: Concern, *, by: User) -> dict[int, Reply]:
    """Sealed sentences of the association by step id. Each opening is recorded; a sentence that cannot be opened does not affect the others."""
    _check_reviews(by)
    found = {step: _reply(step) for step in concern.steps.exclude(sealed=b"")}
    _note_opening(concern, by, *({"step": step} for step, reply in found.items() if not reply.why_closed))
    return {step.pk: reply for step, reply in found.items()}


def file_names(concern: Concern, *, by: User) -> dict[int, str]:
    """File names by file id. Sealed names are opened, so call it after :func:`read`; those that cannot be opened are omitted."""
    _check_reviews(by)
    found = {}
    for file in concern.files.select_related("stored"):
        with suppress(sealing.CannotOpen):
            found[file.pk] = _name(file)
    return found


def read_file(file: ConcernFile, *, by: User) -> FileContent:
    _check_reviews(by)
    found = FileContent(file.stored, _name(file), store.read(file.stored))
    if file.concern.is_confidential:
        _note_opening(file.concern, by, {"file": file})
    return found


def move(
    concern: Concern,
    *,
    by: User,
    move: str,
    sentence: str = "",
    reason: str = "",
    body: Institution | None = None,
    seen: int | None = None,
) -> Concern:
    """A step of the cell: begin, accept, answer, ask, decline (with a reason) or refer (to a body).

    ``seen``: the id of the last step that this person has read. Raises :class:`~core.errors.EditedMeanwhile` if there is a newer one,
    :class:`~core.db.states.IllegalMove` if the step is not possible any more, :class:`~core.errors.DomainError` if an input is missing.
    """
    _check_reviews(by)
    if move not in OF_THE_CELL:
        raise DomainError(_("This step does not exist."))
    if move == "decline" and reason not in ConcernStep.Reason.values:
        raise DomainError(_("Choose the reason."))
    if move == "refer" and body is None:
        raise DomainError(_("Name the competent body."))
    given = {"reason": reason if move == "decline" else "", "body": body if move == "refer" else None}
    with transaction.atomic():
        row = _moved(concern, move, sentence, seen)
        note(row, move, by=by, at=timezone.now(), is_from_cell=True, sentence=sentence.strip(), **given)
    return row


def reply(concern: Concern, *, by: User, text: str) -> Concern:
    """The association answers a question; the answer about a confidential concern is sealed, too."""
    _check_represents(concern, by)
    with transaction.atomic():
        row = _moved(concern, "reply", text)
        note(row, "reply", by=by, at=timezone.now(), is_from_cell=False, **_said(row, text))
    return row


def withdraw(concern: Concern, *, by: User, sentence: str = "") -> Concern:
    """With an optional sentence, which is sealed for a confidential concern."""
    _check_represents(concern, by)
    with transaction.atomic():
        row = _moved(concern, "withdraw", sentence)
        note(row, "withdraw", by=by, at=timezone.now(), is_from_cell=False, **_said(row, sentence))
    return row


def _said(concern: Concern, text: str) -> dict[str, Any]:
    """The columns of the step for a sentence of the association."""
    if not concern.is_confidential or not text.strip():
        return {"sentence": text.strip()}
    sealed = sealing.seal(text.strip().encode())
    return {"sealed": sealed.content, "sealed_with": sealed.key}


def _moved(concern: Concern, move: str, sentence: str, seen: int | None = None) -> Concern:
    row = Concern.objects.select_for_update().get(pk=concern.pk)
    if seen is not None and row.steps.filter(pk__gt=seen).exists():
        raise EditedMeanwhile(_("Somebody took a step while you were writing. Read it, then decide."))
    row.state = CONCERN.target(move, row.state)
    if CONCERN.by_name[move].needs_sentence and not sentence.strip():
        raise DomainError(
            _("Write your answer.") if move in OF_THE_ASSOCIATION else _("Write a sentence for the association.")
        )
    row.due_at = _due(row, move)
    row.save(update_fields=["state", "due_at"])
    return row


def _due(row: Concern, move: str) -> dt.datetime | None:
    """The cell's next deadline: for reading the concern, then for the first answer to an accepted one, until the move ``answer``.

    ``None`` while the cell waits for others. Both deadlines count from the receipt; a reply of the association starts a new one.
    """
    if move == "begin":
        return row.due_at
    if move == "reply":
        return promises.triage(timezone.now())
    if row.state == ConcernState.ACCEPTED:
        return promises.first_answer(row.received_at)
    return None


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


def _check_reviews(by: User) -> None:
    if not by.has_perm("proposals.review_concerns"):
        raise NotAllowed(
            _("Your function in the cell does not include this step. Ask a colleague whose function does.")
        )


def _check_represents(concern: Concern, by: User) -> None:
    if by.is_cell_staff or not concern.association.memberships.current().filter(user=by).exists():
        raise NotAllowed(_("You do not represent this association."))
