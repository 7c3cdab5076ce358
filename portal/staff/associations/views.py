from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import User
from core.db.states import Move
from core.errors import DomainError, EditedMeanwhile, NotAllowed
from core.files import NotYet, Refused, serving
from core.web import form_recovery
from core.web.refusals import status_of
from partners import directory, verification
from partners.actions import associations as actions
from partners.models import Association
from partners.states import KEEP, VERIFICATION, Verification
from partners.verification import Seen
from portal.common.association_lists import NEWEST, representatives_of, steps_of
from portal.common.profiles import ProfileForm
from portal.staff import lists
from portal.staff.associations.forms import ApproveDirectoryForm, DecisionForm
from portal.staff.decorators import needs, note_refusal, step_of
from portal.staff.findings.part import Part
from portal.staff.findings.sources import SOURCES
from portal.staff.reading import changes_since
from portal.staff.saving import FormPage

ALIKE, MOST_MEANWHILE = 5, 25


@needs("partners.view_associations")
def associations(request: HttpRequest) -> HttpResponse:
    q = lists.words(request)
    state = lists.chosen(request, "state", Verification.values)
    rows = Association.objects.visible_to(request.user).named_or_seated(q).prefetch_related("areas")
    if state:
        rows = rows.filter(state=state)
    selects = [lists.Select("state", _("Verification"), _("All states"), Verification.choices, state)]
    context = {
        "page": lists.page_by_key(request, rows, NEWEST),
        "q": q,
        "selects": selects,
        "query": lists.kept_query(q=q, state=state),
        "may_change": request.user.has_perm("partners.change_associations"),
    }
    return render(request, "staff/associations/associations.html", context)


@needs("partners.change_associations")
def new(request: HttpRequest) -> HttpResponse:
    def save(cleaned: dict[str, Any]) -> str:
        row = actions.register(by=request.user, **cleaned)
        return reverse("staff:association", args=[row.pk])

    return FormPage(ProfileForm, save, _("New association"), back=reverse("staff:associations")).respond(request)


@needs("partners.view_associations")
def association(request: HttpRequest, pk: int) -> HttpResponse:
    return _read(request, pk)


@needs("partners.change_associations")
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Association.objects.visible_to(request.user), pk=pk)
    page = reverse("staff:association", args=[pk])

    def make(typed: Any) -> ProfileForm:
        return ProfileForm(typed, instance=Association.objects.get(pk=pk))

    def save(cleaned: dict[str, Any]) -> str:
        actions.edit(row, by=request.user, **cleaned)
        return page

    return FormPage(make, save, str(row), back=page).respond(request)


def _read_again(request: HttpRequest, pk: int) -> HttpResponse:
    return _read(request, pk, typed=form_recovery.take(request))


@needs("partners.verify_associations")
@step_of(_read_again)
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """A step about the association in the state that the page showed."""
    row = get_object_or_404(Association.objects.visible_to(request.user), pk=pk)
    form = DecisionForm(request.POST)
    if not form.is_valid() or form.cleaned_data["move"] not in VERIFICATION.by_name:
        return _read(request, pk, refusal=form.refusal, status=400, typed=request.POST)
    taken = {"move": form.cleaned_data["move"], "sentence": form.cleaned_data["sentence"], "seen": form.seen}
    return _take(request, pk, lambda: actions.move(row, by=request.user, **taken), seen=form.seen)


@needs("partners.verify_associations")
@step_of(_read_again)
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve the association's public page as shown."""
    row = get_object_or_404(Association.objects.visible_to(request.user), pk=pk)
    form = ApproveDirectoryForm(request.POST)
    if not form.is_valid():
        return _read(request, pk, refusal=_("This step does not exist."), status=400)
    return _take(request, pk, lambda: actions.publish(row, by=request.user, **form.values))


@needs("partners.view_associations")
@require_safe
def receipt(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Association.objects.visible_to(request.user), pk=pk)
    if row.receipt_scan is None:
        raise Http404
    try:
        return serving.download(row.receipt_scan, safely=True)
    except (NotYet, Refused) as refusal:
        return _read(request, pk, refusal=refusal.message, status=status_of(refusal))


def refused(request: HttpRequest, pk: int, error: DomainError, seen: Seen | None = None) -> HttpResponse:
    """The page of the association, with the reason why a step was refused, and the typed values."""
    if isinstance(error, NotAllowed):
        note_refusal(request)
    meanwhile = seen if isinstance(error, EditedMeanwhile) else None
    return _read(request, pk, refusal=error.message, status=status_of(error), typed=request.POST, seen=meanwhile)


def _take(request: HttpRequest, pk: int, step: Callable[[], Any], seen: Seen | None = None) -> HttpResponse:
    try:
        step()
    except DomainError as error:
        return refused(request, pk, error, seen)
    return redirect("staff:association", pk)


def _read(
    request: HttpRequest,
    pk: int,
    *,
    refusal: Any = "",
    status: int = 200,
    typed: Mapping[str, Any] | None = None,
    seen: Seen | None = None,
) -> HttpResponse:
    """``seen``: the state that the person had read; the page shows later changes."""
    rows = Association.objects.visible_to(request.user)
    row = get_object_or_404(rows.select_related("receipt_scan").prefetch_related("areas", "themes"), pk=pk)
    may_verify = request.user.has_perm("partners.verify_associations")
    moves = _offered(row) if may_verify else []
    context = {
        "association": row,
        "receipt_warning": serving.warning(row.receipt_scan) if row.receipt_scan else "",
        "memberships": representatives_of(request, row, name="members_"),
        "invitations": row.invitations.waiting(),
        "steps": steps_of(request, row),
        "alike": Association.objects.like(row)[:ALIKE],
        "may_change": request.user.has_perm("partners.change_associations"),
        "may_invite": row.can_submit and request.user.has_perm("partners.invite_representatives"),
        "may_verify": may_verify,
        "moves": moves,
        "seen": verification.seen_now(row),
        "refusal": refusal,
        "typed": typed or {},
        "left": _left(typed or {}, moves),
        "was_parked": bool(typed) and not refusal,
    }
    context |= _what_waits(row, request.user, typed) | _what_came_between(row, seen)
    return render(request, "staff/associations/association.html", context, status=status)


def _offered(row: Association) -> list[Move]:
    """ "Confirm" is offered only if the profile changed, "keep the decision" only if the association answered."""
    is_of_use = {"confirm": bool(verification.changed_since(row))} | dict.fromkeys(KEEP, verification.has_answered(row))
    return [move for move in VERIFICATION.offered(row.state) if is_of_use.get(move.name, True)]


def _left(typed: Mapping[str, Any], offered: list[Move]) -> dict[str, Any] | None:
    """A typed sentence whose step is not possible any more."""
    move = VERIFICATION.by_name.get(typed.get("move", ""))
    if move is None or move in offered or not typed.get("sentence", "").strip():
        return None
    return {"label": move.label, "sentence": typed["sentence"]}


def _what_waits(row: Association, user: User, typed: Mapping[str, Any] | None) -> dict[str, Any]:
    """What changed since the verification, and the public page as it is asked for beside the live one."""
    pending = directory.pending_entry(row)
    may_answer = SOURCES["association"].may(user, row)
    found = Part(pending, "association", row.pk, _edit_url(row, user), may_answer) if pending else None
    return {
        "found": found,
        "refusal_of_author": pending.refusal_of(user.pk) if pending else "",
        "changes": verification.changed_since(row),
        "wanted": found.marked.main.body if found else None,
        "live": pending.main.public if pending else directory.live(row),
        "waits_for_approval": pending is not None and not pending.main.is_unchanged,
        "carried": pending.carried() if pending else {},
        "read_changes": changes_since(typed, pending),
    }


def _edit_url(row: Association, user: User) -> str:
    return reverse("staff:association_edit", args=[row.pk]) if user.has_perm("partners.change_associations") else ""


def _what_came_between(row: Association, seen: Seen | None) -> dict[str, Any]:
    if seen is None:
        return {"changed_meanwhile": [], "steps_meanwhile": []}
    return {
        "changed_meanwhile": verification.changed_after(row, seen),
        "steps_meanwhile": verification.steps_after(row, seen)[:MOST_MEANWHILE],
    }
