from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.portal.members.concerns.pen import Pen


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path: Path) -> None:
    """Files of a test lie in its own folder."""
    private = settings.STORAGES["private"]
    settings.STORAGES = settings.STORAGES | {
        "private": private | {"OPTIONS": private["OPTIONS"] | {"location": tmp_path / "files"}}
    }


@pytest.fixture
def pen(db: None) -> Pen:
    """With a draft begun."""
    made = Pen()
    made.begin()
    return made
