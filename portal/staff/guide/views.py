from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from partners.guide import drafts as actions
from partners.models import GuideChapter, GuideSuggestion
from portal.staff import lists
from portal.staff.decorators import needs
from portal.staff.document_steps import View, step_view
from portal.staff.guide import page
from portal.staff.guide.forms import ChapterForm
from portal.staff.saving import FormPage


@needs(page.VIEW)
def chapters(request: HttpRequest) -> HttpResponse:
    rows = lists.page_by_key(request, GuideChapter.objects.visible_to(request.user), ("place", "pk"))
    waiting = GuideSuggestion.objects.visible_to(request.user).waiting().count()
    context = {"page": rows, "waiting": waiting, "may_write": request.user.has_perm(page.WRITE)}
    return render(request, "staff/guide/chapters.html", context)


@needs(page.WRITE)
def new(request: HttpRequest) -> HttpResponse:
    last = GuideChapter.objects.order_by("-place").values_list("place", flat=True).first() or 0

    def make(typed: Any) -> ChapterForm:
        return ChapterForm(typed, instance=GuideChapter(place=min(last + 1, 99)))

    def save(values: dict[str, Any]) -> str:
        values = {name: value for name, value in values.items() if name not in {"version", "change_note"}}
        return reverse("staff:guide", args=[actions.begin(by=request.user, **values).pk])

    back = reverse("staff:guide_chapters")
    return FormPage(make, save, _("New chapter"), back=back, more={"is_wide": True}).respond(request)


@needs(page.VIEW)
def chapter(request: HttpRequest, pk: int) -> HttpResponse:
    return read(request, pk)


@needs(page.WRITE)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    row, back = _chapter(request, pk), reverse("staff:guide", args=[pk])

    def make(typed: Any) -> ChapterForm:
        return ChapterForm(typed, instance=GuideChapter.objects.get(pk=pk))

    def save(values: dict[str, Any]) -> str:
        actions.save(row, by=request.user, **values)
        return back

    return FormPage(make, save, _("Write the chapter"), back=back, more={"is_wide": True}).respond(request)


def step(name: str) -> View:
    """The view of one step in :data:`portal.staff.guide.page.STEPS`."""
    return step_view(name, page.STEPS[name], draft=_chapter, read=read, page="staff:guide")


def read(
    request: HttpRequest,
    pk: int,
    *,
    refusal: Any = "",
    status: int = 200,
    forms: dict[str, Any] | None = None,
    was_parked: bool = False,
    read_before: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """The chapter as it will be published, with findings, earlier steps, and the steps that the user may take."""
    found = page.context(_chapter(request, pk), request.user, forms or {}, read=read_before)
    found |= {"refusal": refusal or found["problem"], "was_parked": was_parked}
    return render(request, "staff/guide/chapter.html", found, status=status)


def _chapter(request: HttpRequest, pk: int) -> GuideChapter:
    return get_object_or_404(GuideChapter.objects.visible_to(request.user), pk=pk)
