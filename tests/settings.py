"""Settings of a `pytest` that an editor starts, with nothing in the environment. `make test` names :mod:`config.settings` itself."""

from __future__ import annotations

import os

import pytest

from embedded.refusals import CannotStart
from embedded.services import environment_beside_running_services

if not (os.environ.get("SECRET_KEY") or os.environ.get("DATABASE_URL")):
    try:
        os.environ.update(environment_beside_running_services())
    except CannotStart as refusal:
        raise pytest.UsageError(f"{refusal} `make test` needs nothing: it starts services of its own.") from None

from config.settings import *  # noqa: F403  # only now: it reads the environment
