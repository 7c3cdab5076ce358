from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.portal.staff.desk import signed_in


@pytest.fixture
def desk(moderator: Any) -> Client:
    """A moderator's, but where a module has its own."""
    return signed_in(moderator)
