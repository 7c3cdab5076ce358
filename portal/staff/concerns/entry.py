"""Entering concerns that associations brought on paper or by telephone."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.web import compression, form_recovery
from partners.models import Association
from portal.common.association_lists import NEWEST
from portal.common.numbers import number_of
from portal.staff import lists
from portal.staff.concerns.forms import EntryForm
from portal.staff.decorators import needs
from portal.staff.saving import FormPage
from proposals.concerns import promises, submission as actions
from proposals.models import Concern
from proposals.states import ConcernState

RIGHT = "proposals.enter_concerns"
UNREAD = (ConcernState.SUBMITTED, ConcernState.UNDER_REVIEW)


@never_cache
@needs(RIGHT)
def new(request: HttpRequest) -> HttpResponse:
    """First a search for the association, then the form."""
    parked = form_recovery.take(request) if request.method != "POST" else None
    association = _association(request, parked)
    if association is None:
        return _choose(request)
    files = request.FILES if request.method == "POST" else None

    def make(typed: Any) -> EntryForm:
        return EntryForm(typed, files=files, initial={"association": association})

    def save(values: dict[str, Any]) -> str:
        concern = actions.enter(by=request.user, **values)
        return reverse("staff:concern_receipt", args=[concern.pk])

    page = FormPage(
        make,
        save,
        _("A submission received on paper or by phone"),
        back=reverse("staff:concern_new"),
        template="staff/concerns/entry.html",
        button=_("Enter it"),
        more={"association": association, "already": None},
    )
    if parked is not None:
        return page.show(request, make(parked), was_parked=True)
    try:
        return page.respond(request)
    except actions.EnteredAlready as already:
        return _entered_already(request, page, already.concern)


def _entered_already(request: HttpRequest, page: FormPage, concern: Concern) -> HttpResponse:
    """The form was already entered, or another one with the same text (the browser's Back shows the old form). The person decides
    whether to enter it, since it may be another concern."""
    typed = request.POST.copy()
    typed["submission"], typed["besides"] = str(uuid.uuid4()), concern.reference
    form = page.make(typed)
    form.is_valid()
    return page.show(request, form, 409, already=concern)


def _association(request: HttpRequest, parked: QueryDict | None) -> Association | None:
    """The association of the recovered form, before that of the URL, so that the text is not entered for another association."""
    given = parked or (request.POST if request.method == "POST" else request.GET)
    return Association.objects.visible_to(request.user).filter(pk=number_of(given.get("association"))).first()


def _choose(request: HttpRequest) -> HttpResponse:
    q = lists.words(request)
    rows = Association.objects.visible_to(request.user).named_or_seated(q).prefetch_related("areas")
    context = {
        "page": lists.page_by_key(request, rows, NEWEST),
        "q": q,
        "selects": [],
        "query": lists.kept_query(q=q),
        "refusal": _("Choose the association first.") if request.method == "POST" else "",
        "may_register": request.user.has_perm("partners.change_associations"),
    }
    return render(request, "staff/concerns/entry_association.html", context, status=400 if context["refusal"] else 200)


@needs(RIGHT)
@require_safe
def receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """To print or read aloud. Without the text, since the person who entered it may not have the permission to read concerns."""
    entered = Concern.objects.exclude(channel=Concern.Channel.ONLINE).select_related("association")
    if not request.user.has_perm("proposals.review_concerns"):
        entered = entered.filter(submitted_by=request.user)
    concern = get_object_or_404(entered, pk=pk)
    compression.never(request)
    token = actions.follow_token(concern)
    context = {
        "concern": concern,
        "read_by": promises.triage(concern.received_at) if concern.state in UNREAD else None,
        "answered_by": promises.first_answer(concern.received_at),
        "follow_url": f"{settings.PUBLIC_ORIGIN}/follow/{token}/" if token else "",
        "follow_code": actions.follow_code(concern),
        "code_page": settings.PUBLIC_ORIGIN + reverse("follow_by_code"),
        "may_review": request.user.has_perm("proposals.review_concerns"),
    }
    return render(request, "staff/concerns/entry_receipt.html", context)
