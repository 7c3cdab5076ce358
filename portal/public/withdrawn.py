"""What a reader gets in the place of a document that was withdrawn: 410, with the sentence that says why."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from publications.models import Edition


def gone(request: HttpRequest, tombstone: Edition) -> HttpResponse:
    context = {"sentence": tombstone.note, "withdrawn_at": tombstone.published_at}
    return render(request, "410.html", context, status=410)
