"""Writing a concern in three steps. Typed values are stored, valid or not."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext as _

from core.crypto import sealing
from core.errors import DomainError, EditedMeanwhile
from core.text import formats
from core.web import form_recovery
from core.web.refusals import status_of
from partners.models import Association
from portal.common.numbers import number_of
from portal.members.concerns import last_step, uploads
from portal.members.concerns.draft_list import open_drafts
from portal.members.concerns.draft_session import Writer, Writing, browser_key, hand_key, typed_in
from portal.members.concerns.forms import STEPS
from portal.members.concerns.step_pages import LAST, save_step, show
from portal.members.decorators import on_draft, representatives_only, step_page
from proposals.concerns import drafts, promises, submission
from proposals.models import Draft


@representatives_only
def new(request: HttpRequest) -> HttpResponse:
    """The page before writing: emergency numbers, who reads the concern, and when."""
    if request.method == "POST":
        return _begin(request)
    return _show_new(request)


def _begin(request: HttpRequest) -> HttpResponse:
    associations = Association.objects.visible_to(request.user)
    association = get_object_or_404(associations, pk=number_of(request.POST.get("association")))
    draft_id = _uuid(request.POST.get("draft"))
    if submission.sent(draft_id, by=request.user):
        draft_id = uuid.uuid4()
    key = browser_key(request) or sealing.new_browser_key()
    if not association.can_submit:
        return _show_new(request, status=403, refusal=_("This association cannot send anything at the moment."))
    try:
        draft = drafts.begin(by=request.user, association=association, browser_key=key, draft_id=draft_id, typed={})
    except DomainError as refusal:
        return _show_new(request, status=status_of(refusal), refusal=refusal.message)
    response = redirect("members:draft_step", pk=draft.pk, number=1)
    hand_key(response, key)
    return response


def _show_new(request: HttpRequest, status: int = 200, refusal: Any = "") -> HttpResponse:
    associations = list(Association.objects.visible_to(request.user))
    context = {
        "able": [association for association in associations if association.can_submit],
        "unable": [association for association in associations if not association.can_submit],
        "drafts": open_drafts(request),
        "draft_id": uuid.uuid4(),
        "promised": promises.promised(timezone.now()),
        "refusal": refusal,
        "is_confidential": False,
        "loud_emergency": True,
    }
    return render(request, "members/concerns/new.html", context, status=status)


@on_draft
def step(request: HttpRequest, writing: Writing, *, number: int) -> HttpResponse:
    if number == LAST:
        return last_step.show(request, writing)
    if number not in STEPS:
        raise Http404
    if request.method == "POST":
        return _save_step(request, writing, number)
    parked = form_recovery.take(request)
    if parked is not None and parked.get("step") == str(number):
        typed = writing.typed | typed_in(parked, STEPS[number].names())
        return show(request, writing, number, STEPS[number](typed), was_parked=True)
    check = "check" in request.GET
    return show(request, writing, number, STEPS[number](writing.typed, check=check))


def _save_step(request: HttpRequest, writing: Writing, number: int) -> HttpResponse:
    if refused := save_step(request, writing, number):
        return refused
    if number == uploads.ON_STEP and (refusals := uploads.attach_chosen(request, writing)):
        return show(request, writing, number, STEPS[number](writing.typed), file_errors=refusals)
    if request.POST.get("go") == "back":
        return redirect("members:concern_new") if number == 1 else _to(writing, number - 1)
    form = STEPS[number](writing.typed, check=True)
    return _to(writing, number + 1) if form.is_valid() else show(request, writing, number, form)


@on_draft
def save(request: HttpRequest, writing: Writing) -> HttpResponse:
    """Called by the page's script while somebody types. Returns the stored version."""
    if request.method != "POST":
        return redirect(step_page(request, writing.draft.pk, 1))
    number = number_of(request.POST.get("step"))
    if number not in STEPS:
        raise Http404
    try:
        writing.save(typed_in(request.POST, STEPS[number].names()), Writer.of(request.POST), by=request.user)
    except DomainError as refusal:
        told = {
            "sentence": str(refusal.message),
            "version": writing.draft.version,
            "is_conflict": isinstance(refusal, EditedMeanwhile),
        }
        return JsonResponse(told, status=status_of(refusal))
    return JsonResponse(saved(writing))


def saved(writing: Writing) -> dict[str, Any]:
    draft = writing.draft
    clock = formats.clock(draft.saved_at, get_language() or "ar")
    return {
        "version": draft.version,
        "saved_at": draft.saved_at.isoformat(),
        "sentence": _("Saved, %(time)s") % {"time": clock},
    }


@representatives_only
def discard(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Delete a draft, also from another browser, where it cannot be decrypted."""
    if request.method != "POST":
        return redirect("members:concern_new")
    drafts.discard(get_object_or_404(Draft.objects.visible_to(request.user), pk=pk), by=request.user)
    return redirect("members:concern_new")


def _to(writing: Writing, number: int) -> HttpResponse:
    return redirect("members:draft_step", pk=writing.draft.pk, number=number)


def _uuid(text: str | None) -> uuid.UUID:
    """The id that the page generated; a new one if it is invalid."""
    try:
        return uuid.UUID(text or "")
    except ValueError:
        return uuid.uuid4()
