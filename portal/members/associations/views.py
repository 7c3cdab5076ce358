"""Pages of an association for its members."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import Refusal
from core.db import upload_quotas
from core.errors import DomainError, NotAllowed
from core.files import NotYet, Refused, serving
from core.files.examining import examine
from core.web import form_recovery
from core.web.refusals import status_of
from partners import directory as public_directory, representing, verification
from partners.actions import associations as actions
from partners.models import Association
from portal.common.association_lists import steps_of
from portal.common.saving import FormPage
from portal.members import findings
from portal.members.associations.forms import AnswerForm, DirectoryForm, OwnProfileForm, ScanForm
from portal.members.decorators import representatives_only
from portal.members.home.awaiting import of_association
from publications import listings

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
FORM = "members/form.html"


def own(request: HttpRequest, pk: int) -> Association:
    """An association that the user represents today; otherwise 404."""
    return get_object_or_404(Association.objects.visible_to(request.user), pk=pk)


def led(request: HttpRequest, pk: int) -> Association:
    """Like :func:`own`, for leading members. Raises :class:`~core.errors.NotAllowed` for others."""
    association = own(request, pk)
    if representing.may_lead(request.user, association):
        return association
    if request.method in SAFE:
        raise Http404
    raise NotAllowed(_("This step belongs to the president and the secretary of the association."))


def personal_data() -> dict[str, str]:
    """On forms with data of an association and its representatives: where the privacy page speaks of them, and why they are asked for."""
    return {
        "collection": "association",
        "purpose": _("What you enter serves to verify the association, to invite it and to answer it."),
    }


def refused(request: HttpRequest, refusal: NotAllowed) -> HttpResponse:
    Refusal.objects.note(request)
    return render(request, "members/refused.html", {"sentence": refusal.message}, status=status_of(refusal))


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
        actions.edit(row, by=request.user, because=findings.because(request), **values)
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
        more={"intro": hint if row.in_directory else ""} | personal_data(),
        asked=findings.asked,
    )
    return form_page.respond(request)


@representatives_only
def directory(request: HttpRequest, pk: int) -> HttpResponse:
    """The consent to the public directory. Withdrawing it takes effect immediately."""
    try:
        row = led(request, pk)
    except NotAllowed as refusal:
        return refused(request, refusal)
    page = reverse("members:association", args=[pk])

    def make(typed: Any) -> DirectoryForm:
        return DirectoryForm(typed, instance=Association.objects.get(pk=pk))

    def save(values: dict[str, Any]) -> str:
        actions.agree(row, by=request.user, because=findings.because(request), **values)
        return page

    hint = _(
        "What you add is shown once the cell has approved it. What you remove disappears from the directory at once."
    )
    form_page = FormPage(
        make,
        save,
        _("What the public directory shows"),
        back=page,
        template=FORM,
        more={"intro": hint, "words_url": reverse("members:association_edit", args=[pk])} | personal_data(),
        asked=findings.asked,
    )
    return form_page.respond(request)


@representatives_only
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """An answer, posted from the page of the association. GET (after signing in again) shows that page with the recovered text."""
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
        upload_quotas.take(upload_quotas.of_uploads(user=request.user.pk, association=row.pk), upload.size)
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
        return show(request, row, status=status_of(refusal), refusal=refusal.message)


def taken(request: HttpRequest, row: Association, step: Callable[[], Any], **forms: Any) -> HttpResponse:
    try:
        step()
    except DomainError as refusal:
        return show(request, own(request, row.pk), status=status_of(refusal), refusal=refusal.message, **forms)
    return redirect("members:association", row.pk)


def show(request: HttpRequest, row: Association, *, status: int = 200, **more: Any) -> HttpResponse:
    context = {
        "association": row,
        "steps": steps_of(request, row),
        "awaiting": of_association(request, row),
        "groups": listings.naming(row.key, shows_demands=True, alias=DEFAULT_DB_ALIAS),
        "membership": representing.of(request.user, row),
        "may_lead": representing.may_lead(request.user, row),
        "live": public_directory.live(row),
        "waits_for_cell": row.in_directory and public_directory.differs(row),
        "may_answer": verification.may_answer(row),
        "form": None,
        "scan_form": None,
        "refusal": "",
        "was_parked": False,
    } | more
    context["form"] = context["form"] or AnswerForm()
    context["scan_form"] = context["scan_form"] or ScanForm(auto_id="scan-%s")
    return render(request, "members/associations/association.html", context, status=status)
