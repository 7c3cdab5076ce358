"""Checks in every test that a staff view that publishes, opens a sealed text, exports or changes functions is in the list of views
that need a recent second factor (:mod:`portal.staff.step_up`)."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse

from accounts.actions import factor_resets, people
from core.crypto import sealing
from portal.staff import step_up
from publications import pdf, store
from reference import actions as reference

WATCHED: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (store, ("_append",)),
    (sealing, ("open_sealed",)),
    (pdf, ("attendance_sheet",)),
    (reference, ("add_entry", "change_entry")),
    (people, ("open_account", "give_function", "end_function", "disable", "enable")),
    (factor_resets, ("ask", "approve", "withdraw")),
)
here = threading.local()


class NotListed(AssertionError):
    """Raised inside the page."""


def watch(patch: pytest.MonkeyPatch) -> None:
    def answered(self: step_up.FreshFactor, request: HttpRequest) -> HttpResponse:
        here.request = request
        try:
            return self.respond(request)
        finally:
            here.request = None

    patch.setattr(step_up.FreshFactor, "__call__", answered)
    for module, names in WATCHED:
        for name in names:
            patch.setattr(module, name, _watched(getattr(module, name)))


def _watched(act: Callable[..., Any]) -> Callable[..., Any]:
    def watched(*args: Any, **kwargs: Any) -> Any:
        request = getattr(here, "request", None)
        match = request.resolver_match if request else None
        if match and match.namespace == "staff" and match.view_name not in step_up.NEEDS_FRESH_FACTOR:
            raise NotListed(f"{match.view_name} needs a fresh second factor: put it into portal/staff/step_up.py")
        return act(*args, **kwargs)

    return watched
