"""A transaction around a whole request, so that a test can take back what the request changed."""

from __future__ import annotations

from django.db import transaction


def taken_back() -> transaction.Atomic:
    """Counts as the test's own: a step that insists on a transaction of its own is content inside it."""
    block = transaction.atomic()
    block._from_testcase = True
    return block
