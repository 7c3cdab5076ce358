"""What associations say about a demand, before it is public: verdicts on its answer, marks "we ask this too", reopening."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from core.errors import DomainError, EditedMeanwhile, NotAllowed
from core.web.refusals import status_of
from portal.staff import lists
from portal.staff.decorators import needs, note_refusal, refuse, step_of
from portal.staff.demands.forms import LetterForm, RefuseForm
from portal.staff.demands.reading import fields
from portal.staff.demands.views import demand, page as demand_page
from portal.staff.findings.part import Part
from portal.staff.reading import ReadForm, changes_since
from proposals.demands import letters, reopening, support, verdicts
from proposals.demands.voice_edition import MODERATE
from proposals.models import Demand, Verdict
from publications.pending import PendingPublication

# Two forms of one page carry the same fields.
REFUSE_ID = "refuse-%s"


@needs(MODERATE)
def waiting(request: HttpRequest) -> HttpResponse:
    page = lists.page_by_key(request, verdicts.waiting(), ("given_at", "pk"))
    return render(request, "staff/demands/verdicts.html", {"page": page})


@needs(MODERATE)
def verdict(request: HttpRequest, pk: int) -> HttpResponse:
    """The edition with the verdict, beside what is public now; with the two decisions."""
    return _verdict(request, pk)


def _verdict(request: HttpRequest, pk: int, *, status: int = 200, typed: Any = None, **words: Any) -> HttpResponse:
    row = _row(pk)
    refusal, pending = words.pop("refusal", ""), None
    if not row.is_decided:
        pending, why = _composed(lambda: verdicts.pending(row))
        refusal = refusal or why
    context = {
        "verdict": row,
        "demand": row.answer.demand,
        "refuse_form": _refuse_form(pending, typed) if pending and row.sentence else None,
        "refusal": refusal,
    }
    context |= _read(request, pending, typed, ("verdict", row.pk)) | words
    return render(request, "staff/demands/verdict.html", context, status=status)


@needs(MODERATE)
@step_of(verdict)
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    row, form = _row(pk), ReadForm(request.POST)
    if not form.is_valid():
        return _verdict(request, pk, status=400, refusal=_("Read it again, then decide."))
    return _decided(request, row, lambda: verdicts.publish(row, by=request.user, **form.values))


@needs(MODERATE)
@step_of(verdict)
def without_sentence(request: HttpRequest, pk: int) -> HttpResponse:
    row, form = _row(pk), RefuseForm(request.POST, auto_id=REFUSE_ID)
    if not form.is_valid():
        return _verdict(request, pk, status=400, refuse_form=form)
    return _decided(request, row, lambda: verdicts.refuse(row, by=request.user, **form.values), refuse_form=form)


@needs(MODERATE)
def supporters(request: HttpRequest, pk: int) -> HttpResponse:
    """The edition with the marks that stand now."""
    return _supporters(request, pk)


def _supporters(request: HttpRequest, pk: int, *, status: int = 200, typed: Any = None, **words: Any) -> HttpResponse:
    row = get_object_or_404(Demand.objects.visible_to(request.user), pk=pk)
    pending, why = _composed(lambda: support.pending(row))
    changed = pending if pending and not pending.main.is_unchanged else None
    context = {"demand": row, "refusal": words.pop("refusal", "") or why, "is_unchanged": bool(pending and not changed)}
    return render(
        request,
        "staff/demands/supporters.html",
        context | _read(request, changed, typed, ("supporters", pk)) | words,
        status=status,
    )


@needs(MODERATE)
@step_of(supporters)
def supporters_publish(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Demand.objects.visible_to(request.user), pk=pk)
    form = ReadForm(request.POST)
    if not form.is_valid():
        return _supporters(request, pk, status=400, refusal=_("Read it again, then decide."))
    try:
        support.publish(row, by=request.user, **form.values)
    except DomainError as error:
        typed = request.POST if isinstance(error, EditedMeanwhile) else None
        _note(request, error)
        return _supporters(request, pk, status=status_of(error), refusal=error.message, typed=typed)
    return redirect("staff:demand", pk)


@needs("proposals.follow_up_demands")
@step_of(demand)
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Begins the draft that reopens the demand; a second person approves it."""
    row = get_object_or_404(Demand.objects.visible_to(request.user), pk=pk)
    try:
        draft = reopening.begin(row, by=request.user)
    except NotAllowed as error:
        return refuse(request, error.message)
    except DomainError as error:
        return demand_page(request, pk, status=status_of(error), refusal=error.message)
    return redirect("staff:follow_up", draft.pk)


@needs("proposals.follow_up_demands")
@step_of(demand)
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """The cell's answer to an association that has written."""
    row = get_object_or_404(Demand.objects.visible_to(request.user), pk=pk)
    form = LetterForm(request.POST, demand=row)
    if not form.is_valid():
        return demand_page(request, pk, status=400, letter_form=form)
    try:
        letters.answer(row, by=request.user, **form.values)
    except NotAllowed as error:
        return refuse(request, error.message)
    except DomainError as error:
        return demand_page(request, pk, status=status_of(error), refusal=error.message, letter_form=form)
    return redirect(f"{reverse('staff:demand', args=[pk])}#letters")


def _read(
    request: HttpRequest, pending: PendingPublication | None, typed: Any, source: tuple[str, int]
) -> dict[str, Any]:
    """``source``: the draft to which answers to findings belong (:mod:`portal.staff.findings.sources`)."""
    why_not = pending.refusal_of(request.user.pk) if pending else ""
    found = Part(pending, *source, edit="", may_answer=True) if pending else None
    return {
        "fields": fields(found.marked) if found else None,
        "note": pending.main.note if pending else None,
        "found": found,
        "changes": changes_since(typed, pending),
        "why_not": why_not,
        "publish_form": ReadForm(initial=pending.carried()) if pending and not why_not else None,
    }


def _refuse_form(pending: PendingPublication, typed: Any) -> RefuseForm:
    """``typed``: what was sent about an edition that has changed since; its reason is kept."""
    return RefuseForm(
        initial=pending.carried() | {"reason": typed.get("reason", "") if typed else ""}, auto_id=REFUSE_ID
    )


def _composed(compose: Callable[[], PendingPublication]) -> tuple[PendingPublication | None, Any]:
    try:
        return compose(), ""
    except DomainError as error:
        return None, error.message


def _decided(request: HttpRequest, row: Verdict, step: Callable[[], Any], **words: Any) -> HttpResponse:
    try:
        step()
    except EditedMeanwhile as error:
        return _verdict(request, row.pk, status=status_of(error), refusal=error.message, typed=request.POST)
    except DomainError as error:
        _note(request, error)
        return _verdict(request, row.pk, status=status_of(error), refusal=error.message, **words)
    return redirect(f"{reverse('staff:demand', args=[row.answer.demand_id])}#voice")


def _note(request: HttpRequest, error: DomainError) -> None:
    if isinstance(error, NotAllowed):
        note_refusal(request)


def _row(pk: int) -> Verdict:
    rows = Verdict.objects.select_related("association", "answer__demand", "given_by", "decided_by")
    return get_object_or_404(rows, pk=pk)
