from __future__ import annotations

import pytest

from tests.security.scene import Scene, build


@pytest.fixture
def scene(db: None) -> Scene:
    return build()
