"""The pages of an association about itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import Refusal
from core.db import quotas
from core.errors import DomainError, NotAllowed
from core.files import NotYet, Refused, serving
from core.files.examining import examine
from core.web import form_recovery
from partners import directory as square, representing, verification
from partners.actions import associations as actions
from partners.models import Association
from portal.common.paging import newest_page_of
from portal.common.saving import FormPage, status_of
from portal.members.associations.forms import AnswerForm, DirectoryForm, OwnProfileForm, ScanForm
from portal.members.decorators import representatives_only

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
FORM = "members/form.html"


def own(request: HttpRequest, pk: int) -> Association:
    """What one represents today; anything else does not exist."""
    return get_object_or_404(Association.objects.visible_to(request.user), pk=pk)


def led(request: HttpRequest, pk: int) -> Association:
    """As :func:`own`, for those who lead it. Raises :class:`~core.errors.NotAllowed` for a step that a member may not take."""
    association = own(request, pk)
    if representing.may_lead(request.user, association):
        return association
    if request.method in SAFE:
        raise Http404
    raise NotAllowed(_("This step belongs to the president and the secretary of the association."))


def refused(request: HttpRequest, refusal: NotAllowed) -> HttpResponse:
    Refusal.objects.note(request)
    return render(request, "members/refused.html", {"sentence": refusal.message}, status=403)


@require_safe
@representatives_only
def association(request: HttpRequest, pk: int) -> HttpResponse:
    return show(request, own(request, pk))


@representatives_only
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    row, page = own(request, pk), reverse("members:association", args=[pk])

    def make(typed: Any) -> OwnProfileForm:
        return OwnProfileForm(typed, instance=Association.objects.get(pk=pk))

    def save(values: dict[str, Any]) -> str:
        actions.edit(row, by=request.user, **values)
        return page

    hint = _(
        "What you clear disappears from the public directory at once. What you reword is shown there once "
        "the cell has approved it."
    )
    form_page = FormPage(
        make,
        save,
        _("Profile of the association"),
        back=page,
        template=FORM,
        more={"intro": hint if row.in_directory else ""},
    )
    return form_page.respond(request)


@representatives_only
def directory(request: HttpRequest, pk: int) -> HttpResponse:
    """What the public may read. Taken back, it is gone at once."""
    try:
        row = led(request, pk)
    except NotAllowed as refusal:
        return refused(request, refusal)
    page = reverse("members:association", args=[pk])

    def make(typed: Any) -> DirectoryForm:
        return DirectoryForm(typed, instance=Association.objects.get(pk=pk))

    def save(values: dict[str, Any]) -> str:
        actions.agree(row, by=request.user, **values)
        return page

    hint = _(
        "What you add is shown once the cell has approved it. What you remove disappears from the directory at once."
    )
    form_page = FormPage(
        make, save, _("What the public directory shows"), back=page, template=FORM, more={"intro": hint}
    )
    return form_page.respond(request)


@representatives_only
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Posted from the page of the association; whoever arrives by GET, after signing in again, finds that page and the words."""
    row = own(request, pk)
    if request.method in SAFE:
        typed = form_recovery.take(request)
        return show(request, row, form=AnswerForm(typed), was_parked=typed is not None)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return show(request, row, form=form)
    return taken(request, row, lambda: actions.answer(row, by=request.user, **form.cleaned_data), form=form)


@representatives_only
def scan(request: HttpRequest, pk: int) -> HttpResponse:
    row = own(request, pk)
    if request.method in SAFE:
        return redirect("members:association", pk)
    form = ScanForm(request.POST, request.FILES)
    if not form.is_valid():
        return show(request, row, scan_form=form)
    upload = form.cleaned_data["file"]
    try:
        quotas.take(quotas.of_uploads(user=request.user.pk, association=row.pk), upload.size)
        actions.keep_scan(row, by=request.user, clean=examine(upload), shown_name=upload.name)
    except DomainError as refusal:
        form.add_error("file", refusal.message)
        return show(request, row, scan_form=form)
    return redirect("members:association", pk)


@require_safe
@representatives_only
def scan_file(request: HttpRequest, pk: int) -> HttpResponse:
    row = own(request, pk)
    if row.receipt_scan is None:
        raise Http404
    try:
        return serving.download(row.receipt_scan)
    except (NotYet, Refused) as refusal:
        return show(request, row, status=409, refusal=refusal.message)


def taken(request: HttpRequest, row: Association, step: Callable[[], Any], **forms: Any) -> HttpResponse:
    try:
        step()
    except DomainError as refusal:
        return show(request, own(request, row.pk), status=status_of(refusal), refusal=refusal.message, **forms)
    return redirect("members:association", row.pk)


def show(request: HttpRequest, row: Association, *, status: int = 200, **more: Any) -> HttpResponse:
    context = {
        "association": row,
        "steps": newest_page_of(request, row.steps.all(), name="steps"),
        "membership": representing.of(request.user, row),
        "may_lead": representing.may_lead(request.user, row),
        "live": square.live(row),
        "waits_for_cell": row.in_directory and square.differs(row),
        "may_answer": verification.may_answer(row),
        "form": None,
        "scan_form": None,
        "refusal": "",
        "was_parked": False,
    } | more
    context["form"] = context["form"] or AnswerForm()
    context["scan_form"] = context["scan_form"] or ScanForm(auto_id="scan-%s")
    return render(request, "members/associations/association.html", context, status=status)
