"""What a form makes once, however often it is sent: each empty form carries the uid of its row."""

from __future__ import annotations

import uuid
from typing import Any, TypeVar

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from consultations.models import Meeting
from core.errors import DomainError

Row = TypeVar("Row", bound=Model)


def noted(model: type[Row], uid: uuid.UUID | None, meeting: Meeting) -> Row | None:
    """The row that the same form made already; asked under the lock of the meeting.

    Raises :class:`~core.errors.DomainError` if that row is in another meeting.
    """
    row = model._default_manager.filter(uid=uid).first() if uid else None
    if row is not None and row.meeting_id != meeting.pk:  # type: ignore[attr-defined]
        raise DomainError(_("This form noted something in another meeting already. Open it again."))
    return row


def given(uid: uuid.UUID | None) -> dict[str, Any]:
    """The column; without ``uid`` the database generates one."""
    return {"uid": uid} if uid else {}
