"""The steps of a draft that a second person approves: of a follow-up, and of a merge or a split. They are posted from the page on which
the draft is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise

from accounts.models import User
from core.errors import DomainError, EditedMeanwhile, NotAllowed
from core.web.refusals import status_of
from portal.staff.decorators import View, needs, note_refusal, step_of
from portal.staff.demands.forms import ReturnForm
from portal.staff.demands.views import VIEW
from portal.staff.reading import ReadForm
from publications.pending import PendingPublication

WRITE, APPROVE = "proposals.follow_up_demands", "proposals.approve_follow_ups"


@dataclass(frozen=True)
class DraftSteps:
    """``find``: the draft, or 404. ``read``: answers with the page on which it is read. ``actions``: the module of its steps.
    ``page``: the URL name of that page, ``form``: of the form in which it is written. ``demand``: the id of the demand that follows.
    """

    find: Callable[[HttpRequest, int], Any]
    read: Callable[..., HttpResponse]
    actions: Any
    page: str
    form: str
    demand: Callable[[Any], int]

    def step(self, name: str) -> View:
        """The view of ``send``, ``take_back`` or ``discard``: a button alone."""
        act = getattr(self.actions, name)

        @needs(WRITE)
        @step_of(needs(VIEW)(self.read))
        def taken(request: HttpRequest, pk: int) -> HttpResponse:
            row = self.find(request, pk)
            try:
                act(row, by=request.user)
            except DomainError as error:
                return self.refused(request, pk, error)
            if name == "discard":
                return redirect("staff:demand", self.demand(row))
            return redirect(self.page if name == "send" else self.form, pk)

        return taken

    def return_(self) -> View:
        @needs(APPROVE)
        @step_of(needs(VIEW)(self.read))
        def returned(request: HttpRequest, pk: int) -> HttpResponse:
            form = ReturnForm(request.POST)
            if not form.is_valid():
                return self.read(request, pk, status=400, return_form=form)
            try:
                self.actions.return_(self.find(request, pk), by=request.user, **form.values)
            except DomainError as error:
                return self.refused(request, pk, error, return_form=form)
            return redirect(self.page, pk)

        return returned

    def approve(self, act: Callable[..., Any], form_of: Callable[[Any, Any], ReadForm], unread: str | Promise) -> View:
        """``form_of``: of the draft and what was typed; ``unread``: the answer to a form that is not complete."""

        @needs(APPROVE)
        @step_of(needs(VIEW)(self.read))
        def approved(request: HttpRequest, pk: int) -> HttpResponse:
            row = self.find(request, pk)
            form = form_of(row, request.POST)
            if not form.is_valid():
                return self.read(request, pk, status=400, refusal=unread)
            try:
                act(row, by=request.user, **form.values)
            except EditedMeanwhile as error:
                return self.refused(request, pk, error, typed=request.POST)
            except DomainError as error:
                return self.refused(request, pk, error)
            return redirect("staff:demand", self.demand(row))

        return approved

    def refused(self, request: HttpRequest, pk: int, error: DomainError, **words: Any) -> HttpResponse:
        if isinstance(error, NotAllowed):
            note_refusal(request)
        return self.read(request, pk, status=status_of(error), refusal=error.message, **words)


def composed(
    draft: Any, compose: Callable[[Any], PendingPublication]
) -> tuple[PendingPublication | None, str | Promise]:
    """What the approval of an open draft would publish, or why it cannot."""
    if draft.state in {"published", "discarded"}:
        return None, ""
    try:
        return compose(draft), ""
    except DomainError as error:
        return None, error.message


def offered(
    draft: Any, pending: PendingPublication | None, user: User, *, may_act: bool, form: Callable[..., ReadForm]
) -> dict[str, Any]:
    """The steps that ``user`` may take; ``form``: of the approval, made of what the page carries."""
    waits, may_approve = draft.state == "in_review", user.has_perm(APPROVE)
    why_not = pending.refusal_of(user.pk) if pending else ""
    may_publish = waits and pending and may_approve and not why_not
    return {
        "authors": pending.authors if pending else (),
        "why_not": why_not if waits and may_approve else "",
        "approve_form": form(initial=pending.carried()) if may_publish and pending else None,
        "return_form": ReturnForm() if waits and may_approve else None,
        "may_write": draft.is_writable and may_act,
        "may_take_back": waits and may_act,
    }
