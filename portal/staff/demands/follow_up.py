"""Writing what the public will read about a demand, and reading it before it is public."""

from __future__ import annotations

from functools import partial
from operator import attrgetter
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from accounts.models import User
from core.errors import DomainError, NotAllowed
from core.web.refusals import status_of
from portal.staff.decorators import PERMISSION_DENIED, SAFE, needs, refuse
from portal.staff.demands import inserting
from portal.staff.demands.draft_steps import WRITE, DraftSteps, composed, offered
from portal.staff.demands.forms import ApproveForm, CommitmentForm, FollowUpForm
from portal.staff.demands.reading import asking, fields, languages
from portal.staff.demands.views import VIEW, page as demand_page
from portal.staff.findings.part import Part
from portal.staff.findings.sources import may_answer_follow_up
from portal.staff.reading import changes_since
from portal.staff.saving import FormPage
from proposals.demands import approval, commitments, follow_up as actions
from proposals.demands.follow_up import OTHER_UNIT
from proposals.demands.permissions import may_follow_up
from proposals.models import Commitment, Demand, DraftedCommitment, FollowUp
from publications.pending import PendingPublication


@needs(WRITE)
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """Opens the draft of the demand; by POST, because it makes one where there is none."""
    row = get_object_or_404(Demand.objects.visible_to(request.user), pk=pk)
    if request.method != "POST":
        return redirect("staff:demand", pk)
    try:
        draft = actions.begin(row, by=request.user)
    except NotAllowed as refusal:
        return refuse(request, refusal.message)
    except DomainError as refusal:
        return demand_page(request, pk, status=status_of(refusal), refusal=refusal.message)
    return redirect("staff:follow_up", draft.pk)


@needs(VIEW)
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """A draft that waits for approval is read; whoever was still typing gets the form back with what was typed."""
    row = _draft(request, pk)
    is_safe, may_write = request.method in SAFE, may_follow_up(request.user, row.demand)
    if is_safe and not (may_write and row.is_writable):
        return _read(request, pk)
    if not may_write:
        return _refuse_writing(request)

    def make(typed: Any) -> FollowUpForm:
        return FollowUpForm(typed, instance=_draft(request, pk))

    def save(values: dict[str, Any]) -> str:
        actions.save(row, by=request.user, **values)
        return reverse("staff:follow_up_read", args=[pk])

    drafted = row.commitments.select_related("owner_unit", "owner_institution")
    taken_up = {each.commitment_id for each in drafted}
    more = {
        "draft": row,
        "drafted": drafted,
        "published": row.demand.commitments.exclude(pk__in=taken_up - {None}),
        "steps": row.steps.select_related("by"),
        "sentences": inserting.offered(row),
        "inserted": None,
    }
    back = reverse("staff:demand", args=[row.demand_id])
    page = FormPage(make, save, _("Follow-up of the demand"), back, "staff/demands/follow_up.html", more=more)
    if inserting.BUTTON in request.POST:
        done = inserting.insert(request.POST, row, make)
        return page.show(request, make(done.typed), was_parked=False, inserted=done)
    return page.respond(request)


@needs(VIEW)
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """What is public now beside what will be, with the differences, the warnings and the steps that this person may take."""
    return _read(request, pk)


def _read(request: HttpRequest, pk: int, *, status: int = 200, typed: Any = None, **words: Any) -> HttpResponse:
    row, refusal = _draft(request, pk), words.pop("refusal", "")
    pending, problem = composed(row, approval.pending)
    found = _findings(row, pending, request.user)
    context = {
        "draft": row,
        "demand": row.demand,
        "fields": fields(found.marked) if found else None,
        "asking": asking(row.demand),
        "found": found,
        "changes": changes_since(typed, pending),
        "steps": row.steps.select_related("by"),
        "refusal": refusal or problem,
        **_offered(row, pending, request.user),
    }
    return render(request, "staff/demands/follow_up_read.html", context | words, status=status)


def _findings(row: FollowUp, pending: PendingPublication | None, user: User) -> Part | None:
    edit = reverse("staff:follow_up", args=[row.pk]) if row.is_writable and may_follow_up(user, row.demand) else ""
    return Part(pending, "follow-up", row.pk, edit, may_answer_follow_up(user, row)) if pending else None


def _offered(row: FollowUp, pending: PendingPublication | None, user: User) -> dict[str, Any]:
    form = partial(ApproveForm, languages=languages(row))
    return offered(row, pending, user, may_act=may_follow_up(user, row.demand), form=form)


def _refuse_writing(request: HttpRequest) -> HttpResponse:
    return refuse(request, OTHER_UNIT if request.user.has_perm(WRITE) else PERMISSION_DENIED)


def commitment(request: HttpRequest, row: FollowUp, make_row: Any, save_row: Any, heading: str) -> HttpResponse:
    """The form of one drafted commitment of the draft ``row``."""
    back = reverse("staff:follow_up", args=[row.pk])
    if not may_follow_up(request.user, row.demand):
        return redirect(back) if request.method in SAFE else _refuse_writing(request)

    def make(typed: Any) -> CommitmentForm:
        return CommitmentForm(typed, instance=make_row())

    def save(values: dict[str, Any]) -> str:
        save_row(values)
        return back

    return FormPage(make, save, heading, back).respond(request)


@needs(WRITE)
def commitment_new(request: HttpRequest, pk: int) -> HttpResponse:
    row = _draft(request, pk)
    return commitment(
        request,
        row,
        lambda: DraftedCommitment(follow_up=row),
        lambda values: commitments.add(row, by=request.user, **values),
        _("New commitment"),
    )


@needs(WRITE)
def commitment_edit(request: HttpRequest, pk: int) -> HttpResponse:
    row = _drafted(request, pk)
    return commitment(
        request,
        row.follow_up,
        lambda: DraftedCommitment.objects.get(pk=pk),
        lambda values: commitments.edit(row, by=request.user, **values),
        _("Commitment"),
    )


@needs(WRITE)
def commitment_take_up(request: HttpRequest, pk: int, commitment: int) -> HttpResponse:
    """Brings a published commitment into the draft and opens its form."""
    row = _draft(request, pk)
    published = get_object_or_404(Commitment, pk=commitment, demand=row.demand_id)
    if request.method != "POST":
        return redirect("staff:follow_up", pk)
    try:
        drafted = commitments.take_up(row, published, by=request.user)
    except DomainError as error:
        return STEPS.refused(request, pk, error)
    return redirect("staff:commitment_edit", drafted.pk)


@needs(WRITE)
def commitment_remove(request: HttpRequest, pk: int) -> HttpResponse:
    row = _drafted(request, pk)
    if request.method == "POST":
        try:
            commitments.remove(row, by=request.user)
        except DomainError as error:
            return STEPS.refused(request, row.follow_up_id, error)
    return redirect("staff:follow_up", row.follow_up_id)


def _draft(request: HttpRequest, pk: int) -> FollowUp:
    visible = Demand.objects.visible_to(request.user)
    return get_object_or_404(FollowUp.objects.select_related("demand").filter(demand__in=visible), pk=pk)


def _drafted(request: HttpRequest, pk: int) -> DraftedCommitment:
    visible = Demand.objects.visible_to(request.user)
    rows = DraftedCommitment.objects.select_related("follow_up__demand").filter(follow_up__demand__in=visible)
    return get_object_or_404(rows, pk=pk)


STEPS = DraftSteps(_draft, _read, actions, "staff:follow_up_read", "staff:follow_up", attrgetter("demand_id"))
step, return_ = STEPS.step, STEPS.return_()
approve = STEPS.approve(
    approval.approve,
    lambda row, typed: ApproveForm(typed, languages=languages(row)),
    gettext_lazy("Read it in every language, then decide."),
)
