from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connections

from tests.conftest import FIGURES
from tests.databases import TestDatabase
from tests.faults.installation import Installation, template_dump


@pytest.fixture(scope="package")
def installation(test_database: TestDatabase, django_db_blocker: Any) -> Iterator[Installation]:
    """Stopped after the last of these tests: its clock, workers and servers would take time and memory until the end of the run."""
    with django_db_blocker.unblock():
        parameters = connections["default"].get_connection_params()
    started = Installation()
    try:
        started.start(template_dump(test_database.template, parameters))
        yield started
    finally:
        started.stop()


@pytest.fixture
def figures(record_property: Callable[[str, object], None]) -> Callable[..., None]:
    """One line of the summary after all tests, also from another process of pytest."""

    def note(what: str, **numbers: object) -> None:
        line = f"{what}: " + ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in numbers.items())
        logging.getLogger("faults").info(line)
        record_property(FIGURES, line)

    return note
