from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from portal.staff import lists
from portal.staff.doors import needs
from portal.staff.saving import FormPage
from portal.staff.vocabulary import KINDS, Vocabulary
from reference import actions

RIGHT = "reference.change"


@needs(RIGHT)
def index(request: HttpRequest) -> HttpResponse:
    kinds = [(kind, each.title, each.model.objects.count()) for kind, each in KINDS.items()]
    return render(request, "staff/reference.html", {"kinds": kinds})


@needs(RIGHT)
def entries(request: HttpRequest, kind: str) -> HttpResponse:
    vocabulary = _vocabulary(kind)
    rows = vocabulary.model.objects.select_related(*vocabulary.related).order_by("is_retired", "position", "key")
    context = {"kind": kind, "vocabulary": vocabulary, "page": lists.page_of(request, rows)}
    return render(request, "staff/reference_list.html", context)


@needs(RIGHT)
def new(request: HttpRequest, kind: str) -> HttpResponse:
    vocabulary = _vocabulary(kind)
    return _page(request, kind, vocabulary, vocabulary.model(), vocabulary.new)


@needs(RIGHT)
def entry(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    vocabulary = _vocabulary(kind)
    row = get_object_or_404(vocabulary.model, pk=pk)
    return _page(request, kind, vocabulary, row, str(row))


def _page(request: HttpRequest, kind: str, vocabulary: Vocabulary, row: Any, heading: Any) -> HttpResponse:
    back = reverse("staff:reference_list", args=[kind])

    def make(typed: Any) -> Any:
        stored = vocabulary.model.objects.get(pk=row.pk) if row.pk else vocabulary.model()
        return vocabulary.form(typed, instance=stored)

    def save(cleaned: dict[str, Any]) -> str:
        if row.pk:
            actions.change_entry(row, by=request.user, **cleaned)
        else:
            actions.add_entry(vocabulary.model, by=request.user, **cleaned)
        return back

    return FormPage(make, save, heading, back=back, more={"key": row.key}).respond(request)


def _vocabulary(kind: str) -> Vocabulary:
    try:
        return KINDS[kind]
    except KeyError as error:
        raise Http404 from error
