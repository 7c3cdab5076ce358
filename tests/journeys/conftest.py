from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from consultations.models import Meeting
from tests import factories
from tests.journeys.room import PATIENCE, forgive, record, session

expect.set_options(timeout=PATIENCE)  # a busy machine is slow, and that is no fault

CUT = (
    "ERR_INTERNET_DISCONNECTED",
    "ERR_FAILED",
    "ERR_CONNECTION_REFUSED",
    "ERR_CONNECTION_RESET",
    "ERR_EMPTY_RESPONSE",
)


@pytest.fixture
def recording(visit: Any) -> Iterator[tuple[Meeting, Any, Page]]:
    user = factories.staff("recorder")
    meeting = session(user)
    yield meeting, user, record(visit, meeting, user)
    forgive(visit, *CUT, "status of 401", "status of 403", "An unknown error occurred when fetching the script")


@pytest.fixture
def room(visit: Any) -> tuple[Meeting, Page]:
    """An open meeting and the recorder's page of it."""
    user = factories.staff("recorder")
    meeting = session(user)
    return meeting, record(visit, meeting, user)
