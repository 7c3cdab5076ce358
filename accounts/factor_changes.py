"""Effects of adding or removing an authenticator, or of new recovery codes, in the same transaction as the change."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from accounts import mailbox_codes, sessions
from accounts.models import FACTORS, User
from core.db import outbox

View = Callable[..., HttpResponse]
Authenticators = set[tuple[int, str]]


def noting_changes(view: View) -> View:
    """Wraps allauth's views. Its signals are sent after the commit: after a crash in between, the other sessions would still be valid."""

    @wraps(view)
    def noted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST" or not request.user.is_authenticated:
            return view(request, *args, **kwargs)
        with transaction.atomic():
            before = _authenticators(request.user)
            answer = view(request, *args, **kwargs)
            after = _authenticators(request.user)
            if before != after:
                _settle(request, added=after - before, removed=before - after)
        return answer

    return noted


def _settle(request: HttpRequest, *, added: Authenticators, removed: Authenticators) -> None:
    """Enrolling a device counts as passing the second factor in this session. All other sessions end, and the owner gets a mail."""
    new = [(pk, kind) for pk, kind in added if kind in FACTORS]
    for pk, kind in new:
        mailbox_codes.forget(request)
        record_authentication(request, request.user, "mfa", id=pk, type=kind, reauthenticated=True)
    sessions.end_others(request)
    gone = any(kind in FACTORS for _pk, kind in removed)
    _tell(cast(User, request.user), "added" if new else "removed" if gone else "codes")


def _authenticators(user: User) -> Authenticators:
    return set(Authenticator.objects.filter(user=user).values_list("pk", "type"))


def _tell(user: User, what: str) -> None:
    outbox.put("accounts.factor_mail", key=uuid.uuid4().hex, user=user.pk, what=what)
