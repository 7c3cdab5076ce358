from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from core.db.functions import holds_words
from portal.staff import lists
from portal.staff.decorators import needs
from portal.staff.demands.forms import DemandForm
from portal.staff.saving import FormPage
from proposals.demands import ledger as actions
from proposals.models import Demand
from proposals.states import DemandState


@needs("proposals.view_demands")
def demands(request: HttpRequest) -> HttpResponse:
    q = lists.words(request)
    state = lists.chosen(request, "state", DemandState.values)
    rows = Demand.objects.visible_to(request.user).with_mention_count().select_related("owner_unit").order_by("-number")
    if q:
        rows = rows.filter(holds_words(q, texts=["title"]))
    if state:
        rows = rows.filter(state=state)
    selects = [lists.Select("state", _("State"), _("All states"), DemandState.choices, state)]
    context = {"page": lists.page_of(request, rows), "q": q, "selects": selects}
    return render(request, "staff/demands/demands.html", context | {"query": lists.kept_query(q=q, state=state)})


@needs("proposals.view_demands")
def demand(request: HttpRequest, pk: int) -> HttpResponse:
    rows = Demand.objects.visible_to(request.user).select_related("owner_unit")
    row = get_object_or_404(rows.prefetch_related("themes", "areas", "steps"), pk=pk)
    context = {
        "demand": row,
        "mentions": row.mentions.select_related("association").order_by("said_on", "pk"),
        "counts": row.mentions.counts(),
        "public_counts": row.mentions.public().counts(),
        "may_change": request.user.has_perm("proposals.change_demands"),
    }
    return render(request, "staff/demands/demand.html", context)


@needs("proposals.change_demands")
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Demand.objects.visible_to(request.user), pk=pk)
    page = reverse("staff:demand", args=[pk])

    def make(typed: Any) -> DemandForm:
        return DemandForm(typed, instance=Demand.objects.get(pk=pk))

    def save(cleaned: dict[str, Any]) -> str:
        actions.reword(row, by=request.user, **cleaned)
        return page

    return FormPage(make, save, _("Wording of the demand"), back=page).respond(request)
