"""What follows when a person adds or removes an authenticator, or makes new recovery codes: in one transaction with the change."""

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
    """Around allauth's pages, whose own signals come after the commit: a crash in between would leave the other sessions alive."""

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
    """Whoever enrols a device has it in his or her hands: this session passed the factor. All others end, and the owner is told."""
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
