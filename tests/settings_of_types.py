"""Settings for the plugin of mypy, so that an editor finds types while nothing runs: it reads models and connects to nothing."""

from __future__ import annotations

import os

os.environ.setdefault("MACHOURA_LOCAL", "1")
os.environ.setdefault("REDIS_URL", "redis://")
for name in ("DATABASE_URL", "PUBLIC_DATABASE_URL"):
    os.environ.setdefault(name, "postgresql:///nothing")
for name in ("SECRET_KEY", "CELL_PUBLIC_KEY_FILE"):
    os.environ.setdefault(name, "nothing")

from config.settings import *  # noqa: E402, F403  # only now: it reads the environment
