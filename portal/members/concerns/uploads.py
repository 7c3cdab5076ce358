"""Photos and documents of a draft, each in its own request, so that a failure affects only one."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from core.errors import DomainError
from core.web.refusals import status_of
from portal.members.concerns import step_pages
from portal.members.concerns.draft_session import TAB, Writing
from portal.members.concerns.forms import MatterForm
from portal.members.decorators import on_draft, step_page, wants_json
from proposals.concerns import drafts
from proposals.models import DraftFile

ON_STEP = 2


class Refusal(NamedTuple):
    name: str
    reason: str


@on_draft
def add(request: HttpRequest, writing: Writing) -> HttpResponse:
    """Add a file: one per request from the script (answers in JSON); without JavaScript the whole form of step 2."""
    if request.method != "POST":
        return redirect(step_page(request, writing.draft.pk, ON_STEP))
    if wants_json(request):
        return _answer(request, writing)
    if refused := step_pages.save_step(request, writing, ON_STEP):
        return refused
    refusals = attach_chosen(request, writing)
    if not request.FILES:
        refusals = [Refusal("", _("Choose a file first."))]
    if refusals:
        return step_pages.show(request, writing, ON_STEP, MatterForm(writing.typed), file_errors=refusals)
    return _back(writing)


def attach_chosen(request: HttpRequest, writing: Writing) -> list[Refusal]:
    """Attach the files that came with the form, whichever button was pressed; returns those that were refused."""
    return [refused for upload in request.FILES.getlist("files") if (refused := _attach(request, writing, upload))]


def _answer(request: HttpRequest, writing: Writing) -> JsonResponse:
    upload = request.FILES.get("files")
    if upload is None:
        return JsonResponse({"sentence": _("Choose a file first.")}, status=400)
    upload_id = request.POST.get("upload", "")
    try:
        file = drafts.attach(
            writing.draft,
            by=request.user,
            browser_key=writing.key,
            upload=upload,
            upload_id=upload_id if TAB.fullmatch(upload_id) else "",
        )
    except DomainError as refusal:
        return JsonResponse({"sentence": str(refusal.message)}, status=status_of(refusal))
    name = drafts.name_of(file, browser_key=writing.key)
    remove = reverse("members:draft_file_remove", args=[writing.draft.pk, file.pk])
    return JsonResponse({"name": name, "remove": remove}, status=201)


def _attach(request: HttpRequest, writing: Writing, upload: Any) -> Refusal | None:
    try:
        drafts.attach(writing.draft, by=request.user, browser_key=writing.key, upload=upload)
    except DomainError as refusal:
        return Refusal(upload.name, str(refusal.message))
    return None


@on_draft
def remove(request: HttpRequest, writing: Writing, *, number: int) -> HttpResponse:
    """Remove a file: a button of the form of step 2, so that typed values are sent, too. A file that does not exist is no error."""
    if request.method != "POST":
        return redirect(step_page(request, writing.draft.pk, ON_STEP))
    if "step" in request.POST and (refused := step_pages.save_step(request, writing, ON_STEP)):
        return refused
    if file := DraftFile.objects.filter(draft=writing.draft, pk=number).select_related("draft", "stored").first():
        drafts.detach(file, by=request.user)
    if refusals := attach_chosen(request, writing):
        return step_pages.show(request, writing, ON_STEP, MatterForm(writing.typed), file_errors=refusals)
    return _back(writing)


def _back(writing: Writing) -> HttpResponse:
    return redirect(reverse("members:draft_step", args=[writing.draft.pk, ON_STEP]) + "#files")
