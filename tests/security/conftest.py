from __future__ import annotations

from tests.databases import world
from tests.security.scene import Scene, build


@world
def scene() -> Scene:
    return build()
