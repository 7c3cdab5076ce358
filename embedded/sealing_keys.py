"""The key pair of the cell that a run on one machine uses when the environment names none."""

from __future__ import annotations

import os
from pathlib import Path

from core.crypto.keypairs import only_pair

VARIABLES = ("CELL_PUBLIC_KEY_FILE", "CELL_PRIVATE_KEYS")


def cell_keys(data_dir: Path) -> dict[str, str]:
    """Where it lies, as the settings ask for it; made at the first start. Empty when the environment names a key."""
    if any(os.environ.get(name) for name in VARIABLES):
        return {}
    pair = only_pair(data_dir / "keys")
    return dict(zip(VARIABLES, (str(pair.public), str(pair.private.parent)), strict=True))
