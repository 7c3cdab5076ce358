"""The desk: the working list of demands, one demand, and its wording."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy

from core.errors import DomainError
from core.web.refusals import status_of
from portal.staff import lists
from portal.staff.decorators import needs, step_of
from portal.staff.demands.forms import AssignForm, DemandForm, NoteForm
from portal.staff.demands.voice_page import correspondence, voice_of
from portal.staff.saving import FormPage
from proposals.demands import demand_document, desk, ledger as actions
from proposals.demands.permissions import may_follow_up
from proposals.demands.voice_edition import MODERATE
from proposals.models import Demand
from proposals.models.follow_up import OPEN
from proposals.states import DemandState

LONGEST_ID = 19
"""Digits of the largest id."""
VIEW, ASSIGN = "proposals.view_demands", "proposals.assign_demands"
VIEWS: dict[str, str | Promise] = {
    "open": gettext_lazy("Open"),
    "overdue": gettext_lazy("Overdue"),
    "week": gettext_lazy("Due this week"),
    "mine": gettext_lazy("In my charge"),
    "without_owner": gettext_lazy("Without owner"),
    "approval": gettext_lazy("Waiting for approval"),
    "not_solved": gettext_lazy("Judged “not solved”"),
    "all": gettext_lazy("All"),
}


@needs(VIEW)
def demands(request: HttpRequest) -> HttpResponse:
    return _list(request)


def _list(request: HttpRequest, *, status: int = 200, **words: Any) -> HttpResponse:
    view = lists.chosen(request, "view", list(VIEWS)) or "open"
    q, state = lists.words(request), lists.chosen(request, "state", DemandState.values)
    owners = ("owner_unit", "owner_institution", "owner_person")
    rows = desk.in_view(view, request.user).with_mention_count().select_related(*owners)
    if q:
        rows = rows.matching(q)
    if state:
        rows = rows.filter(state=state)
    selects = [lists.Select("state", _("State"), _("All states"), DemandState.choices, state)]
    page = lists.page_of(request, rows)
    context = {
        "views": [(name, label, name == view) for name, label in VIEWS.items()],
        "view": view,
        "groups": desk.by_promise(page),
        "page": page,
        "q": q,
        "selects": selects,
        "query": lists.kept_query(q=q, state=state, view=view),
        "assign_form": AssignForm() if request.user.has_perm(ASSIGN) else None,
        "ticked": set(),
        "refusal": "",
    }
    return render(request, "staff/demands/demands.html", context | words, status=status)


@needs(ASSIGN)
@step_of(demands)
def assign(request: HttpRequest) -> HttpResponse:
    form = AssignForm(request.POST)
    ticked = {
        int(each)
        for each in request.POST.getlist("demand")[: desk.MOST_AT_ONCE + 1]
        if each.isascii() and each.isdigit() and len(each) < LONGEST_ID
    }
    chosen = list(Demand.objects.visible_to(request.user).filter(pk__in=ticked))
    again = {"assign_form": form, "ticked": ticked}
    if not chosen:
        return _list(request, status=400, refusal=_("Tick the demands first."), **again)
    if not form.is_valid():
        return _list(request, status=400, **again)
    try:
        desk.assign(chosen, by=request.user, **form.values)
    except DomainError as error:
        return _list(request, status=status_of(error), refusal=error.message, **again)
    return redirect(f"{reverse('staff:demands')}?{lists.kept_query(view=request.POST.get('view', ''))}".rstrip("&?"))


@needs(VIEW)
def demand(request: HttpRequest, pk: int) -> HttpResponse:
    return page(request, pk)


def page(request: HttpRequest, pk: int, *, status: int = 200, **words: Any) -> HttpResponse:
    rows = Demand.objects.visible_to(request.user).select_related("owner_unit", "owner_institution", "owner_person")
    row = get_object_or_404(rows.prefetch_related("themes", "areas", "steps__body", "answers"), pk=pk)
    context = {
        "demand": row,
        "mentions": row.mentions.select_related("association").order_by("said_on", "pk"),
        "counts": row.mentions.counts(),
        "public_counts": row.mentions.public().counts(),
        "may_change": request.user.has_perm("proposals.change_demands"),
        "may_follow_up": may_follow_up(request.user, row),
        "draft": row.follow_ups.filter(state__in=OPEN).first(),
        "steps": [demand_document.public_step(step) for step in row.steps.all()],
        "commitments": row.commitments.select_related("owner_unit", "owner_institution"),
        "voice": voice_of(row),
        "correspondence": correspondence(row),
        "letter_form": None,
        "may_moderate": request.user.has_perm(MODERATE),
        "notes": row.notes.select_related("by"),
        "note_form": NoteForm(),
        "refusal": "",
    }
    return render(request, "staff/demands/demand.html", context | words, status=status)


@needs(VIEW)
@step_of(demand)
def note(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Demand.objects.visible_to(request.user), pk=pk)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return page(request, pk, status=400, note_form=form)
    desk.note(row, by=request.user, **form.values)
    return redirect(f"{reverse('staff:demand', args=[pk])}#notes")


@needs("proposals.change_demands")
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Demand.objects.visible_to(request.user), pk=pk)
    back = reverse("staff:demand", args=[pk])

    def make(typed: Any) -> DemandForm:
        return DemandForm(typed, instance=Demand.objects.get(pk=pk))

    def save(cleaned: dict[str, Any]) -> str:
        actions.reword(row, by=request.user, **cleaned)
        return back

    return FormPage(make, save, _("Wording of the demand"), back=back).respond(request)
