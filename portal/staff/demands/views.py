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
from portal.common.numbers import number_of
from portal.staff import lists
from portal.staff.decorators import needs, step_of
from portal.staff.demands import merging_page
from portal.staff.demands.filters import Filters
from portal.staff.demands.forms import AssignForm, DemandForm, NoteForm
from portal.staff.demands.voice_page import correspondence, voice_of
from portal.staff.filters import tags
from portal.staff.saved_views import Kept, SavedViews
from portal.staff.saving import FormPage
from proposals.demands import demand_document, desk, ledger as actions
from proposals.demands.permissions import may_follow_up
from proposals.demands.registration import REGISTER
from proposals.demands.reminders import head_told_on
from proposals.demands.voice_edition import MODERATE
from proposals.models import Demand, SavedView
from proposals.models.follow_up import OPEN

VIEW, ASSIGN = "proposals.view_demands", "proposals.assign_demands"
READ_INTERNAL = "proposals.read_internal"
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
    filters = Filters.of(request.GET, views=VIEWS)
    view = filters.values["view"]
    owners = ("owner_unit", "owner_institution", "owner_person")
    rows = filters.apply(desk.in_view(view, request.user), request.user).select_related(*owners)
    page = lists.page_by_key(request, rows, desk.ORDER, empty_last=True)
    context = {
        "views": _views(request.user, view),
        "own_views": [Kept(each, lists.kept_query(**each.filters).rstrip("&")) for each in SAVED.of(request)],
        **SAVED.context(),
        "view": view,
        "groups": desk.by_promise(desk.with_mention_counts(page)),
        "page": page,
        "q": filters.values["q"],
        "selects": filters.selects,
        "kept": filters.kept,
        "query": lists.kept_query(**filters.kept),
        "may_register": request.user.has_perm(REGISTER),
        "assign_form": AssignForm() if request.user.has_perm(ASSIGN) else None,
        "tags": tags(filters.selects, filters.kept),
        "ticked": set(),
        "refusal": "",
    }
    return render(request, "staff/demands/demands.html", context | words, status=status)


SAVED = SavedViews(SavedView.Kind.DEMANDS, "staff:demands", _list)


def _views(user: Any, current: str) -> list[tuple[str, str | Promise, lists.Count, bool]]:
    """Each view with the count of its demands, up to a limit."""
    counts = lists.capped_each([desk.in_view(name, user) for name in VIEWS])
    return [(name, label, count, name == current) for (name, label), count in zip(VIEWS.items(), counts, strict=True)]


@needs(VIEW)
@step_of(demands)
def view_save(request: HttpRequest) -> HttpResponse:
    """Keeps the filters that the form carries under a name of one's own."""
    return SAVED.save(request, Filters.of(request.POST, views=VIEWS).kept)


@needs(VIEW)
def view_remove(request: HttpRequest, pk: int) -> HttpResponse:
    return SAVED.remove(request, pk)


@needs(ASSIGN)
@step_of(demands)
def assign(request: HttpRequest) -> HttpResponse:
    form = AssignForm(request.POST)
    given = request.POST.getlist("demand")[: desk.MOST_AT_ONCE + 1]
    ticked = {pk for pk in map(number_of, given) if pk is not None}
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
    rows = Demand.objects.visible_to(request.user).select_related(
        "owner_unit", "owner_institution", "owner_person", "merged_into"
    )
    row = get_object_or_404(rows.prefetch_related("themes", "areas", "steps__body", "answers"), pk=pk)
    may_act, may_read = may_follow_up(request.user, row), request.user.has_perm(READ_INTERNAL)
    context = {
        "demand": row,
        **merging_page.context(row, request.user, may_follow_up=may_act),
        "counts": row.mentions.counts(),
        "public_counts": row.mentions.public().counts(),
        "may_change": request.user.has_perm("proposals.change_demands"),
        "may_follow_up": may_act,
        "draft": row.follow_ups.filter(state__in=OPEN).first(),
        "steps": [demand_document.public_step(step) for step in row.steps.all()],
        "commitments": row.commitments.select_related("owner_unit", "owner_institution"),
        "head_told_on": head_told_on(row),
        "voice": voice_of(row),
        "may_read_internal": may_read,
        "correspondence": correspondence(row) if may_read else [],
        "letter_form": None,
        "may_moderate": request.user.has_perm(MODERATE),
        "notes": row.notes.select_related("by") if may_read else [],
        "note_form": NoteForm(),
        "refusal": "",
    }
    return render(request, "staff/demands/demand.html", context | words, status=status)


@needs(READ_INTERNAL)
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
    back = _report_that_asked(request) or reverse("staff:demand", args=[pk])

    def make(typed: Any) -> DemandForm:
        return DemandForm(typed, instance=Demand.objects.get(pk=pk))

    def save(cleaned: dict[str, Any]) -> str:
        actions.reword(row, by=request.user, **cleaned)
        return back

    page_of_form = FormPage(
        make,
        save,
        _("Wording of the demand"),
        back,
        template="staff/form.html",
        conflicts=True,
        public_texts=("title", "details"),
    )
    return page_of_form.respond(request)


def _report_that_asked(request: HttpRequest) -> str:
    """The page of the report in ``?report=``, from which somebody came to mend the wording; "" without one."""
    pk = number_of(request.GET.get("report"))
    return "" if pk is None else reverse("staff:report", args=[pk])
