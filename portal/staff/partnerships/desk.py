"""The desk: what is promised in agreements and not done, the most late first, for the cell as for its partners."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final, NamedTuple

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cooperation.models import Deliverable, Delivery, Partnership
from cooperation.partnerships.reminders import ENDS
from core.clock import today
from portal.staff import lists
from portal.staff.decorators import needs
from portal.staff.partnerships import page

MONTH: Final = dt.timedelta(days=30)


class View(NamedTuple):
    name: str
    label: str | Promise


VIEWS: Final = (
    View("", _("All that is owed")),
    View("late", _("Late")),
    View("month", _("Within a month")),
    View("ours", _("By the cell")),
    View("partners", _("By partners")),
)


def of_view(name: str, day: dt.date) -> QuerySet[Deliverable]:
    owed = Deliverable.objects.owed()
    if name == "late":
        return owed.due_before(day)
    if name == "month":
        return owed.filter(due_on__range=(day, day + MONTH))
    if name == "ours":
        return owed.filter(party__unit__isnull=False)
    if name == "partners":
        return owed.filter(party__unit=None)
    return owed


@needs(page.VIEW)
def desk(request: HttpRequest) -> HttpResponse:
    day = today()
    chosen = lists.chosen(request, "view", [view.name for view in VIEWS])
    rows = of_view(chosen, day).select_related("partnership", "party__unit", "party__institution", "party__association")
    found = lists.page_by_key(request, rows, ("due_on", "id"))
    counts = lists.capped_each([of_view(view.name, day) for view in VIEWS])
    context = {
        "page": found,
        "rows": [_row(each, day) for each in found],
        "views": list(zip(VIEWS, counts, strict=True)),
        "chosen": chosen,
        "query": lists.kept_query(view=chosen),
        "waiting": Delivery.objects.waiting().select_related("deliverable__partnership").order_by("id")[:20],
        "ending": Partnership.objects.filter(
            is_public=True, renewed_by=None, ends_on__range=(day, day + ENDS)
        ).order_by("ends_on", "id")[:20],
    }
    return render(request, "staff/partnerships/desk.html", context)


def _row(each: Deliverable, day: dt.date) -> dict[str, Any]:
    late = each.days_late(day)
    return {"deliverable": each, "late": max(0, late), "left": max(0, -late)}
