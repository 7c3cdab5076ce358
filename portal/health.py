"""Liveness says that the process answers; readiness, that it can serve."""

from __future__ import annotations

import redis
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connections
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache


@login_not_required
@never_cache
def live(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"status": "up"})


@login_not_required
@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """503 without a database. Redis only wakes workers: without it the portal is degraded, and ready."""
    databases = {alias: _answers(alias) for alias in ("default", settings.PUBLIC_DATABASE)}
    is_ready = all(databases.values())
    checks = {"databases": databases, "redis": _redis_answers()}
    return JsonResponse({"status": "ready" if is_ready else "not ready", **checks}, status=200 if is_ready else 503)


def _answers(alias: str) -> bool:
    try:
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT 1")
        return True
    except DatabaseError:
        return False


def _redis_answers() -> bool:
    try:
        return bool(redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=0.3, socket_timeout=0.3).ping())
    except redis.RedisError:
        return False
