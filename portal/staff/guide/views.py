from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from partners.models import GuideChapter, GuideSuggestion
from portal.staff import lists
from portal.staff.decorators import needs
from portal.staff.guide import page


@needs(page.VIEW)
def chapters(request: HttpRequest) -> HttpResponse:
    rows = lists.page_by_key(request, GuideChapter.objects.visible_to(request.user), ("place", "pk"))
    waiting = GuideSuggestion.objects.visible_to(request.user).waiting().count()
    context = {"page": rows, "waiting": waiting, "may_write": request.user.has_perm(page.WRITE)}
    return render(request, "staff/guide/chapters.html", context)
