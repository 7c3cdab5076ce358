"""The cell's key pair for `make run`, when the environment sets none."""

from __future__ import annotations

import os
from pathlib import Path

from core.crypto.keypairs import only_pair

VARIABLES = ("CELL_PUBLIC_KEY_FILE", "CELL_PRIVATE_KEYS")


def cell_keys(data_dir: Path) -> dict[str, str]:
    """Environment variables with the paths of the pair, which is created at the first start. Empty if the environment sets a key."""
    if any(os.environ.get(name) for name in VARIABLES):
        return {}
    pair = only_pair(data_dir / "keys")
    return dict(zip(VARIABLES, (str(pair.public), str(pair.private.parent)), strict=True))
