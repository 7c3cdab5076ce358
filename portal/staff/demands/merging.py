"""Merging two demands, splitting one, and undoing it: the draft, and what a second person reads before it is done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import DomainError, EditedMeanwhile, NotAllowed
from core.web.refusals import status_of
from portal.staff.decorators import PERMISSION_DENIED, SAFE, View, needs, note_refusal, refuse, step_of
from portal.staff.demands.follow_up import APPROVE, WRITE
from portal.staff.demands.forms import ReturnForm
from portal.staff.demands.merging_forms import MergeForm, SentenceForm, SplitForm
from portal.staff.demands.merging_labels import HEADINGS
from portal.staff.demands.reading import checks, fields_of
from portal.staff.demands.views import VIEW
from portal.staff.reading import ReadForm, changes_since
from portal.staff.saving import FormPage
from proposals.demands import merging as actions, merging_approval
from proposals.demands.follow_up import OTHER_UNIT
from proposals.demands.permissions import may_follow_up
from proposals.models import Demand, LedgerChange
from publications.pending import PendingPublication


@needs(WRITE)
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    row = _demand(request, pk)

    def save(values: dict[str, Any]) -> str:
        return _read_url(actions.merge(row, by=request.user, **values))

    return _form(request, row, lambda typed: MergeForm(typed), save, _("Merge into another demand"))


@needs(WRITE)
def split(request: HttpRequest, pk: int) -> HttpResponse:
    row = _demand(request, pk)

    def save(values: dict[str, Any]) -> str:
        return _read_url(actions.split(row, by=request.user, **values))

    return _form(request, row, lambda typed: SplitForm(typed, whole=row), save, _("Split this demand"))


@needs(WRITE)
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    done = _change(request, pk)

    def save(values: dict[str, Any]) -> str:
        return _read_url(actions.undo(done, by=request.user, sentence=values["sentence"]))

    return _form(request, done.whole, lambda typed: SentenceForm(typed), save, _("Undo it"))


@needs(WRITE)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    row = _change(request, pk)

    def save(values: dict[str, Any]) -> str:
        return _read_url(actions.save(row, by=request.user, **values))

    return _form(
        request,
        row.whole,
        lambda typed: SentenceForm(typed, instance=_change(request, pk)),
        save,
        HEADINGS[row.kind],
        back=_read_url(row),
    )


def _form(
    request: HttpRequest,
    demand: Demand,
    make: Callable[[Any], Any],
    save: Callable[[dict[str, Any]], str],
    heading: str | Promise,
    *,
    back: str = "",
) -> HttpResponse:
    back = back or reverse("staff:demand", args=[demand.pk])
    if not may_follow_up(request.user, demand):
        if request.method in SAFE:
            return redirect(back)
        return refuse(request, OTHER_UNIT if request.user.has_perm(WRITE) else PERMISSION_DENIED)
    return FormPage(make, save, heading, back).respond(request)


@needs(VIEW)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Both demands as the public reads them now and will read them, and the steps that this person may take."""
    return _read(request, pk)


def _read(request: HttpRequest, pk: int, *, status: int = 200, typed: Any = None, **words: Any) -> HttpResponse:
    row, refusal = _change(request, pk), words.pop("refusal", "")
    pending, problem = _pending(row)
    context = {
        "change": row,
        "heading": HEADINGS[row.kind],
        "demands": [row.part, row.whole],
        "chosen": row.chosen.select_related("mention__association").order_by("mention__said_on", "mention"),
        "documents": [(each, fields_of(each)) for each in pending.documents] if pending else [],
        "checks": [found for each in pending.documents if each.body for found in checks(each.body)] if pending else [],
        "changes": changes_since(typed, pending),
        "steps": row.steps.select_related("by"),
        "refusal": refusal or problem,
        **_offered(row, pending, request.user),
    }
    return render(request, "staff/demands/ledger_change.html", context | words, status=status)


def _pending(row: LedgerChange) -> tuple[PendingPublication | None, str | Promise]:
    if row.state in {"published", "discarded"}:
        return None, ""
    try:
        return merging_approval.pending(row), ""
    except DomainError as error:
        return None, error.message


def _offered(row: LedgerChange, pending: PendingPublication | None, user: User) -> dict[str, Any]:
    waits, may_approve = row.state == "in_review", user.has_perm(APPROVE)
    may_act = all(may_follow_up(user, demand) for demand in (row.part, row.whole))
    why_not = pending.refusal_of(user.pk) if pending else ""
    return {
        "why_not": why_not if waits and may_approve else "",
        "approve_form": ReadForm(initial=pending.carried())
        if waits and pending and may_approve and not why_not
        else None,
        "return_form": ReturnForm() if waits and may_approve else None,
        "may_write": row.is_writable and may_act,
        "may_take_back": waits and may_act,
    }


def step(name: str) -> View:
    """The view of ``send``, ``take_back`` or ``discard``: a button alone."""
    act = getattr(actions, name)

    @needs(WRITE)
    @step_of(change)
    def taken(request: HttpRequest, pk: int) -> HttpResponse:
        row = _change(request, pk)
        try:
            act(row, by=request.user)
        except DomainError as error:
            return _refused(request, pk, error)
        return redirect("staff:demand", row.whole_id) if name == "discard" else redirect("staff:ledger_change", pk)

    return taken


@needs(APPROVE)
@step_of(change)
def return_(request: HttpRequest, pk: int) -> HttpResponse:
    form = ReturnForm(request.POST)
    if not form.is_valid():
        return _read(request, pk, status=400, return_form=form)
    try:
        actions.return_(_change(request, pk), by=request.user, **form.values)
    except DomainError as error:
        return _refused(request, pk, error, return_form=form)
    return redirect("staff:ledger_change", pk)


@needs(APPROVE)
@step_of(change)
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    row, form = _change(request, pk), ReadForm(request.POST)
    if not form.is_valid():
        return _read(request, pk, status=400, refusal=_("Read it again, then decide."))
    try:
        merging_approval.approve(row, by=request.user, **form.values)
    except EditedMeanwhile as error:
        return _refused(request, pk, error, typed=request.POST)
    except DomainError as error:
        return _refused(request, pk, error)
    return redirect("staff:demand", row.whole_id)


def _refused(request: HttpRequest, pk: int, error: DomainError, **words: Any) -> HttpResponse:
    if isinstance(error, NotAllowed):
        note_refusal(request)
    return _read(request, pk, status=status_of(error), refusal=error.message, **words)


def _read_url(row: LedgerChange) -> str:
    return reverse("staff:ledger_change", args=[row.pk])


def _demand(request: HttpRequest, pk: int) -> Demand:
    return get_object_or_404(Demand.objects.visible_to(request.user), pk=pk)


def _change(request: HttpRequest, pk: int) -> LedgerChange:
    rows = LedgerChange.objects.filter(whole__in=Demand.objects.visible_to(request.user))
    return get_object_or_404(rows.select_related("part", "whole", "undoes"), pk=pk)
