"""The queue of concerns: views, filters, and assigning with one click."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from core.errors import DomainError
from core.web.refusals import status_of
from portal.common.keyset import AFTER, BEFORE
from portal.staff import lists
from portal.staff.concerns import inbox, views as concern_views
from portal.staff.concerns.assigning import AssignForm
from portal.staff.concerns.queue_filters import VIEWS, Filters, Options
from portal.staff.decorators import needs, step_of
from portal.staff.filters import tags
from portal.staff.saved_views import Kept, SavedViews
from proposals.concerns import assignment, queue, queue_preference
from proposals.models import Concern, SavedView

RIGHT = "proposals.review_concerns"
ENTER = "proposals.enter_concerns"
LONGEST_LIST = 2_000
"""Letters of the parameters of the list in a form."""


@needs(RIGHT)
def concerns(request: HttpRequest) -> HttpResponse:
    return show(request)


def show(request: HttpRequest, *, status: int = 200, given: QueryDict | None = None, **words: Any) -> HttpResponse:
    """``given``: the parameters of the list, if they are not those of the address."""
    if given is not None:
        request.GET = given
    options = Options(assignment.people())
    filters = options.chosen(request.GET)
    own = [(view, options.chosen(view.filters)) for view in SAVED.of(request)]
    associations = queue.named([filters.values["q"], *(each.values["q"] for _view, each in own)])
    rows = filters.rows(request.user, associations).select_related("association", "assignee")
    page = lists.page_by_key(request, rows, filters.order)
    context = {
        "page": page,
        "groups": [(group, [inbox.row(each) for each in group.concerns]) for group in queue.by_promise(page)],
        "q": filters.values["q"],
        "view": filters.view,
        "selects": filters.selects,
        "kept": filters.kept,
        "tags": tags(filters.selects, filters.kept),
        "query": lists.kept_query(**filters.kept),
        "list": _parameters(filters, request.GET),
        "in_all": lists.kept_query(**filters.kept | {"view": "all"}).rstrip("&"),
        "me": request.user,
        "gone": {person.pk for person in options.people.gone},
        "may_enter": request.user.has_perm(ENTER),
        "ticked": set(),
        "is_tight": queue_preference.is_tight(request.user),
        "chosen": sum(bool(each.chosen) for each in filters.selects),
        "refusal": "",
        **SAVED.context(),
        **_counted(request, options.people, filters.view, own, associations),
    }
    return render(request, "staff/concerns/concerns.html", context | words, status=status)


def _counted(
    request: HttpRequest,
    people: assignment.People,
    current: str,
    own: list[tuple[SavedView, Filters]],
    associations: queue.Named,
) -> dict[str, Any]:
    """The views with their counts, those of the portal and those that the person keeps, and the load of each colleague: one query."""
    counts = lists.capped_each(
        [
            *(queue.in_view(name, request.user, people.gone) for name in VIEWS),
            *(each.rows(request.user, associations) for _view, each in own),
            *(assignment.waiting_of(person) for person in people.here),
        ]
    )
    built_in, rest = counts[: len(VIEWS)], counts[len(VIEWS) :]
    return {
        "views": [
            (name, label, count, name == current) for (name, label), count in zip(VIEWS.items(), built_in, strict=True)
        ],
        "own_views": [
            Kept(view, lists.kept_query(**each.kept).rstrip("&"), count)
            for (view, each), count in zip(own, rest[: len(own)], strict=True)
        ],
        "loads": list(zip(people.here, rest[len(own) :], strict=True)),
    }


SAVED = SavedViews(SavedView.Kind.CONCERNS, "staff:concerns", show)


@needs(RIGHT)
@step_of(concerns)
def view_save(request: HttpRequest) -> HttpResponse:
    """Keeps the filters that the form carries under a name of one's own."""
    return SAVED.save(request, Filters.of(request.POST, assignment.people()).kept)


@needs(RIGHT)
def view_remove(request: HttpRequest, pk: int) -> HttpResponse:
    return SAVED.remove(request, pk)


@needs(RIGHT)
@step_of(concerns)
def density(request: HttpRequest) -> HttpResponse:
    """``rows``: "tight" or "roomy"; back to the list with its filters."""
    queue_preference.choose(by=request.user, is_tight=request.POST.get("rows") == "tight")
    return redirect(_list(QueryDict(request.POST.get("list", "")[:LONGEST_LIST])))


def _to_concern(request: HttpRequest, pk: int) -> HttpResponse:
    return redirect("staff:concern", pk)


@needs(RIGHT)
@step_of(_to_concern)
def assign(request: HttpRequest, pk: int) -> HttpResponse:
    """One click, in the list or on the page of the concern; ``list`` has the parameters of the list, to which it leads back."""
    row = get_object_or_404(Concern.objects.visible_to(request.user), pk=pk)
    form = AssignForm(request.POST, prefix=str(pk))
    given = QueryDict(request.POST["list"][:LONGEST_LIST]) if "list" in request.POST else None
    refused: Any = _("Choose a person who reviews submissions.")
    status = 400
    if form.is_valid():
        try:
            assignment.assign(row, by=request.user, **form.values)
            return redirect("staff:concern", pk) if given is None else redirect(_list(given))
        except DomainError as error:
            refused, status = error.message, status_of(error)
    if given is None:
        return concern_views.page(request, pk, refusal=refused, status=status)
    return show(request, status=status, given=given, refusal=refused)


def _list(given: QueryDict) -> str:
    """The address of the list with those of the parameters that it knows."""
    parameters = _parameters(Filters.of(given, assignment.people()), given)
    return f"{reverse('staff:concerns')}?{parameters}".rstrip("?")


def _parameters(filters: Filters, given: QueryDict) -> str:
    """The filters with the page."""
    place = {name: given[name] for name in (AFTER, BEFORE) if given.get(name)}
    return lists.kept_query(**filters.kept, **place).rstrip("&")
