"""Concerns that an association has sent: receipt, list, and the page with the steps of the cell."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from core.errors import DomainError
from core.files import NotYet, Refused, serving
from core.web import compression, form_recovery
from core.web.refusals import status_of
from portal.common.keyset import page_by_key
from portal.members.concerns import progress
from portal.members.concerns.draft_session import parked_for_sign_in
from portal.members.concerns.forms import ContestForm, LetterForm, ReplyForm, WithdrawForm
from portal.members.concerns.led_to import published_key
from portal.members.concerns.next_step import with_next_step
from portal.members.concerns.outcome import outcome
from portal.members.decorators import representatives_only
from proposals.concerns import contests, letters, promises, review, submission as actions
from proposals.concerns.content import Since, TimeOfDay
from proposals.models import Concern, ConcernFile
from proposals.states import CONCERN, OF_THE_ASSOCIATION

NEWEST = ("-received_at", "-pk")


@representatives_only
def concerns(request: HttpRequest) -> HttpResponse:
    rows = Concern.objects.visible_to(request.user).select_related("association")
    page = page_by_key(request, rows, NEWEST)
    context = {"page": page, "rows": with_next_step(list(page)), "query": ""}
    return render(request, "members/concerns/list.html", context)


@representatives_only
def receipt(request: HttpRequest, reference: str) -> HttpResponse:
    concern = _own(request, reference)
    context = {
        "concern": concern,
        "promised": promises.promised(concern.received_at),
        "follow_url": _follow_url(request, concern),
        "follow_code": actions.follow_code(concern),
        "code_page": settings.PUBLIC_ORIGIN + reverse("follow_by_code"),
    }
    return render(request, "members/concerns/receipt.html", context)


def _page(request: HttpRequest, reference: str) -> str:
    return reverse("members:concern", args=[reference])


@parked_for_sign_in(_page)
@representatives_only
def concern(request: HttpRequest, reference: str) -> HttpResponse:
    found = _own(request, reference)
    parked = form_recovery.take(request)
    if parked is None:
        return _show(request, found)
    return _show(request, found, was_parked=True, reply=ReplyForm(initial={"text": parked.get("text", "")}))


def _show(request: HttpRequest, concern: Concern, status: int = 200, **said: Any) -> HttpResponse:
    steps = list(concern.steps.select_related("body", "helpline", "unit"))
    offered = {move.name for move in CONCERN.offered(concern.state)} & set(OF_THE_ASSOCIATION)
    recorded = sorted(steps, key=lambda step: step.pk)
    if not contests.may_contest(recorded):
        offered -= {"contest"}
    if letters.is_open_to_letters(concern):
        offered |= {"letter"}
    context = {
        "concern": concern,
        "shape": progress.shape(concern.state),
        "content": None if concern.is_confidential else concern.content,
        "since": Since(concern.since).label if concern.since else "",
        "times": [TimeOfDay(time).label for time in concern.times],
        "files": list(concern.files.select_related("stored")),
        "steps": progress.shown_steps(steps),
        "promised": progress.promised(concern, steps),
        "follow_url": _follow_url(request, concern),
        "follow_code": actions.follow_code(concern),
        "code_page": settings.PUBLIC_ORIGIN + reverse("follow_by_code"),
        "offered": offered,
        "contest_until": contests.contest_until(recorded),
        "question": next((step.sentence for step in reversed(steps) if step.move == "ask"), ""),
        "reply": ReplyForm(),
        "contest": ContestForm(auto_id="contest-%s"),
        "letter": LetterForm(auto_id="letter-%s"),
        "withdrawal": WithdrawForm(),
        "was_parked": False,
        "refusal": "",
        "published_key": published_key(concern),
        **outcome(concern, steps),
    }
    return render(request, "members/concerns/concern.html", context | said, status=status)


@parked_for_sign_in(_page)
@representatives_only
def reply(request: HttpRequest, reference: str) -> HttpResponse:
    """An answer to the question of the cell."""
    found = _own(request, reference)
    if request.method != "POST":
        return redirect("members:concern", reference=reference)
    form = ReplyForm(request.POST)
    if not form.is_valid():
        return _show(request, found, reply=form)
    try:
        review.reply(found, by=request.user, text=form.cleaned_data["text"])
    except DomainError as refusal:
        return _show(request, found, status_of(refusal), refusal=refusal.message, reply=form)
    return redirect("members:concern", reference=reference)


@parked_for_sign_in(_page)
@representatives_only
def contest(request: HttpRequest, reference: str) -> HttpResponse:
    """Once for each decision."""
    return _written(request, reference, ContestForm, contests.contest, "contest")


@parked_for_sign_in(_page)
@representatives_only
def letter(request: HttpRequest, reference: str) -> HttpResponse:
    """What the association adds or asks, without contesting anything."""
    return _written(request, reference, LetterForm, letters.add, "letter")


def _written(
    request: HttpRequest, reference: str, make: Any, action: Callable[..., Concern], name: str
) -> HttpResponse:
    """``name``: of the form in the context of the page."""
    found = _own(request, reference)
    if request.method != "POST":
        return redirect("members:concern", reference=reference)
    form = make(request.POST, auto_id=f"{name}-%s")
    if not form.is_valid():
        return _show(request, found, **{name: form})
    try:
        action(found, by=request.user, text=form.cleaned_data["text"])
    except DomainError as refusal:
        return _show(request, found, status_of(refusal), refusal=refusal.message, **{name: form})
    return redirect("members:concern", reference=reference)


@parked_for_sign_in(_page)
@representatives_only
def withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    found = _own(request, reference)
    if request.method != "POST":
        return redirect("members:concern", reference=reference)
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        return _show(request, found, withdrawal=form)
    try:
        review.withdraw(found, by=request.user, sentence=form.cleaned_data["sentence"])
    except DomainError as refusal:
        return _show(request, found, status_of(refusal), refusal=refusal.message, withdrawal=form)
    return redirect("members:concern", reference=reference)


@representatives_only
def renew_link(request: HttpRequest, reference: str) -> HttpResponse:
    """Replace the follow-up link, for instance because somebody should not have it any more."""
    found = _own(request, reference)
    if request.method == "POST":
        actions.renew_link(found, by=request.user)
    return redirect(reverse("members:concern", args=[reference]) + "#follow-link")


@representatives_only
def file(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Download a file. Files of a confidential concern can be opened only by the cell."""
    files = ConcernFile.objects.filter(concern=_own(request, reference), stored__sealed_with="").select_related(
        "stored"
    )
    found = get_object_or_404(files, position=number)
    try:
        return serving.download(found.stored)
    except (NotYet, Refused) as refusal:
        context = {"sentence": refusal.message, "reference": reference}
        return render(request, "members/concerns/file.html", context, status=status_of(refusal))


def _own(request: HttpRequest, reference: str) -> Concern:
    return get_object_or_404(
        Concern.objects.visible_to(request.user).select_related("association", "merged_into"), reference=reference
    )


def _follow_url(request: HttpRequest, concern: Concern) -> str:
    compression.never(request)
    token = actions.follow_token(concern)
    return settings.PUBLIC_ORIGIN + reverse("follow", args=[token]) if token else ""
