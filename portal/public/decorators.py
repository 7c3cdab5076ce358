"""The decorator of public views."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.public.guard import asked_again, only_public_database
from publications.models import Edition
from publications.reader import NotPublished, Withdrawn

View = Callable[..., HttpResponse]


def public(view: View) -> View:
    """No sign-in, only GET and HEAD, only the public database; 404 if not published, 410 if withdrawn."""

    @wraps(view)
    def shown(request: HttpRequest, **address: Any) -> HttpResponse:
        with only_public_database():
            try:
                return asked_again(lambda: view(request, **address))
            except NotPublished as error:
                raise Http404 from error
            except Withdrawn as withdrawn:
                return gone(request, withdrawn.edition)

    return login_not_required(require_safe(shown))


def gone(request: HttpRequest, tombstone: Edition) -> HttpResponse:
    context = {"sentence": tombstone.note, "withdrawn_at": tombstone.published_at}
    return render(request, "410.html", context, status=410)
