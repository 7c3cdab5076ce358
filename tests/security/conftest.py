from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pytest

from tests.databases import world
from tests.security.recording import our_log
from tests.security.scene import Scene, build


@world
def scene() -> Scene:
    return build()


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What the real handler with its real formatter writes."""
    with our_log() as found:
        yield found


@pytest.fixture
def second_factor_required(settings: Any) -> None:
    settings.STAFF_MFA_REQUIRED = True
    settings.MFA_TOTP_TOLERANCE = 1  # so that a test need not wait for the next code
