from __future__ import annotations

import pytest

from consultations.models import Meeting
from consultations.planning import meetings
from tests import factories
from tests.factories import text


@pytest.fixture
def session(recorder) -> Meeting:
    """One that is open, but where a module has its own."""
    made = factories.meeting(by=recorder, axes=[text("الأول")])
    return meetings.move(made, by=recorder, move="open")
