"""The pages of the three steps: show the form with its context, and save typed values."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.errors import DomainError, EditedMeanwhile
from core.files import limits
from core.web.refusals import status_of
from portal.members.concerns import similar
from portal.members.concerns.draft_session import Writer, Writing, typed_in
from portal.members.concerns.forms import STEPS, StepForm
from proposals.concerns import drafts, promises
from proposals.models import Concern

TITLES = (_("Subject"), _("What happens"), _("Check and send"))
LAST = 3


def save_step(request: HttpRequest, writing: Writing, number: int) -> HttpResponse | None:
    """Save the posted form of step ``number``; returns a page with the typed values if saving fails."""
    part = typed_in(request.POST, STEPS[number].names())
    try:
        writing.save(part, Writer.of(request.POST), by=request.user)
    except DomainError as refusal:
        form, is_conflict = STEPS[number](writing.typed | part), isinstance(refusal, EditedMeanwhile)
        return show(
            request, writing, number, form, status_of(refusal), refusal=refusal.message, is_conflict=is_conflict
        )
    return None


def show(
    request: HttpRequest, writing: Writing, number: int, form: StepForm, status: int = 200, **said: Any
) -> HttpResponse:
    context = {
        "form": form,
        "refusal": "",
        "is_conflict": False,
        "was_parked": False,
        "file_errors": [],
        "wrong": [form[name] for name in form.errors] if form.is_bound else [],
        **frame(writing, number),
    }
    return render(request, f"members/concerns/step_{number}.html", context | said, status=status)


def frame(writing: Writing, number: int) -> dict[str, Any]:
    """The context of the page of every step."""
    draft = writing.draft
    return {
        "draft": draft,
        "number": number,
        "steps": TITLES,
        "association": draft.association,
        "is_confidential": writing.value("use") == Concern.Use.CELL_ONLY,
        "is_open": writing.value("use") in {Concern.Use.PUBLIC_NAMED, Concern.Use.PUBLIC_UNNAMED},
        "kept_until": draft.saved_at + dt.timedelta(days=drafts.DELETED_AFTER_DAYS),
        "promised": promises.promised(timezone.now()),
        "writer": Writer.fresh(draft.version),
        "last": writing.last,
        "files": files_of(writing),
        "similar": similar.offered_if_allowed(writing),
        "limits": limits,
        "loud_emergency": True,
    }


def files_of(writing: Writing) -> list[dict[str, Any]]:
    rows = writing.draft.files.select_related("stored")
    return [
        {"pk": each.pk, "name": drafts.name_of(each, browser_key=writing.key), "size": each.stored.size}
        for each in rows
    ]
