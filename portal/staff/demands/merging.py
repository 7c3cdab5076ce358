"""Merging two demands, splitting one, and undoing it: the draft, and what a second person reads before it is done."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy

from accounts.models import User
from portal.staff.decorators import PERMISSION_DENIED, SAFE, needs, refuse
from portal.staff.demands.draft_steps import WRITE, DraftSteps, composed, offered
from portal.staff.demands.merging_forms import MergeForm, SentenceForm, SplitForm
from portal.staff.demands.merging_labels import HEADINGS
from portal.staff.demands.reading import fields_of
from portal.staff.demands.views import VIEW
from portal.staff.findings.part import Part
from portal.staff.findings.sources import may_answer_ledger_change
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
    pending, problem = composed(row, merging_approval.pending)
    found = _findings(row, pending, request.user)
    context = {
        "change": row,
        "heading": HEADINGS[row.kind],
        "demands": [row.part, row.whole],
        "chosen": row.chosen.select_related("mention__association").order_by("mention__said_on", "mention"),
        "documents": [(each, fields_of(each)) for each in found.marked.documents] if found else [],
        "found": found,
        "changes": changes_since(typed, pending),
        "steps": row.steps.select_related("by"),
        "refusal": refusal or problem,
        **_offered(row, pending, request.user),
    }
    return render(request, "staff/demands/ledger_change.html", context | words, status=status)


def _findings(row: LedgerChange, pending: PendingPublication | None, user: User) -> Part | None:
    may_answer = may_answer_ledger_change(user, row)
    edit = reverse("staff:ledger_change_edit", args=[row.pk]) if may_answer and row.is_writable else ""
    is_public = pending is not None and pending.documents
    return Part(pending, "ledger-change", row.pk, edit, may_answer) if pending and is_public else None


def _offered(row: LedgerChange, pending: PendingPublication | None, user: User) -> dict[str, Any]:
    may_act = all(may_follow_up(user, demand) for demand in (row.part, row.whole))
    return offered(row, pending, user, may_act=may_act, form=ReadForm)


def _read_url(row: LedgerChange) -> str:
    return reverse("staff:ledger_change", args=[row.pk])


def _demand(request: HttpRequest, pk: int) -> Demand:
    return get_object_or_404(Demand.objects.visible_to(request.user), pk=pk)


def _change(request: HttpRequest, pk: int) -> LedgerChange:
    rows = LedgerChange.objects.filter(whole__in=Demand.objects.visible_to(request.user))
    return get_object_or_404(rows.select_related("part", "whole", "undoes"), pk=pk)


STEPS = DraftSteps(_change, _read, actions, "staff:ledger_change", "staff:ledger_change", attrgetter("whole_id"))
step, return_ = STEPS.step, STEPS.return_()
approve = STEPS.approve(
    merging_approval.approve, lambda _row, typed: ReadForm(typed), gettext_lazy("Read it again, then decide.")
)
