"""What all signed-in pages share."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from core.parking import who_token


def context(request: HttpRequest) -> dict[str, Any]:
    """On office pages only: public pages must not ask who is reading."""
    match = request.resolver_match
    if match is None or match.namespace not in {"staff", "members"}:
        return {}
    return {"who_token": who_token(request.user.pk), "functions": request.user.functions}
