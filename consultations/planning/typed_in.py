"""A meeting of the past, whose record is typed in from a report or from minutes: it is held from the start, nobody opens or closes it."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from accounts.models import User
from consultations.models import Meeting
from consultations.planning import meetings


def begin(*, by: User, **fields: Any) -> Meeting:
    """Create a meeting that was held; ``fields`` as of :func:`consultations.planning.meetings.create`."""
    with transaction.atomic():
        return meetings.move(meetings.create(by=by, **fields), by=by, move="hold")
