"""What every public view has in common."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import InterfaceError, OperationalError, connections
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.public.guard import only_public_database
from publications.models import Edition
from publications.square import NotPublished, Withdrawn

View = Callable[..., HttpResponse]


def public(view: View) -> View:
    """Open to all, read-only, through the public database alone; what is not published is 404, what was withdrawn 410."""

    @wraps(view)
    def shown(request: HttpRequest, **address: Any) -> HttpResponse:
        with only_public_database():
            try:
                return _asked_again(view, request, address)
            except NotPublished as error:
                raise Http404 from error
            except Withdrawn as withdrawn:
                return gone(request, withdrawn.edition)

    return login_not_required(require_safe(shown))


def _asked_again(view: View, request: HttpRequest, address: dict[str, Any]) -> HttpResponse:
    """A connection kept from an earlier request may have been closed by the server since: then once more, on a new one."""
    try:
        return view(request, **address)
    except (InterfaceError, OperationalError):
        connection = connections[settings.PUBLIC_DATABASE]
        if connection.connection is None or connection.is_usable():
            raise
        connection.close()
        return view(request, **address)


def gone(request: HttpRequest, tombstone: Edition) -> HttpResponse:
    context = {"sentence": tombstone.note, "withdrawn_at": tombstone.published_at}
    return render(request, "410.html", context, status=410)
