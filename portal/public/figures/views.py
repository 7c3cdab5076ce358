from __future__ import annotations

import csv

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from core.text.spreadsheet import cell
from portal.public.figures.measures import MEASURES
from portal.public.small_counts import FEWEST, SHOWN_FROM
from publications import reader


def figures(request: HttpRequest) -> HttpResponse:
    """As many queries for any number of documents: one where this process has counted today, and nothing was published since."""
    context = {
        "section": "figures",
        "version": reader.version(),
        "measures": SimpleLazyObject(lambda: {name: measure() for name, measure in MEASURES.items()}),
        "today": timezone.localdate(),
        "fewest": FEWEST,
        "shown_from": SHOWN_FROM,
    }
    return render(request, "public/figures/figures.html", context)


def table(request: HttpRequest, *, name: str) -> HttpResponse:
    """The table of one measure as CSV. An empty cell is a number that is not shown."""
    if name not in MEASURES:
        raise Http404
    measure = MEASURES[name]()
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    # Excel takes a file for UTF-8 only with this mark.
    response.write("\ufeff")
    writer = csv.writer(response)
    writer.writerow(measure.file_columns)
    writer.writerows(map(cell, row) for row in measure.file_rows)
    return response
