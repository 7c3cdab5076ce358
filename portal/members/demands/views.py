"""What an association says about public demands: a verdict on the answer, and that it asks the same."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.errors import DomainError, NotAllowed
from core.web import form_recovery
from core.web.refusals import status_of
from partners.models import Association
from portal.common.keyset import page_by_key
from portal.common.numbers import number_of
from portal.common.saving import FormPage
from portal.members import findings
from portal.members.associations.views import FORM, SAFE, own, refused
from portal.members.decorators import representatives_only
from portal.members.demands.forms import LetterForm, SupportForm, VerdictForm
from proposals.demands import letters, merged_pages, support as marks, verdicts
from proposals.demands.demand_document import live_bodies
from proposals.models import Demand
from publications.schemas import DemandDocument

PART, GONE = "part", "gone"
"""Parameters with the number of a demand: which is part of the one that is shown, and which has no page any more."""


@require_safe
@representatives_only
def choose(request: HttpRequest, number: int) -> HttpResponse:
    """From the public page of a demand: to the page of the association that the user represents."""
    demand = get_object_or_404(Demand, number=number)
    body, associations = _public(demand), list(Association.objects.visible_to(request.user))
    if len(associations) == 1:
        return redirect("members:demand", associations[0].pk, number)
    return render(request, "members/demands/choose.html", {"body": body, "associations": associations})


@require_safe
@representatives_only
def demands(request: HttpRequest, pk: int) -> HttpResponse:
    """Public demands that the association raised or marked, with those whose answer it is asked about."""
    association = own(request, pk)
    page = page_by_key(request, Demand.objects.asked_by(association), ("-number",))
    bodies, asked = live_bodies(page), set(verdicts.open_for(association).values_list("demand", flat=True))
    rows = [{"body": bodies[demand.key], "is_asked": demand.pk in asked} for demand in page if demand.key in bodies]
    context = {"association": association, "page": page, "rows": rows, "gone": number_of(request.GET.get(GONE))}
    return render(request, "members/demands/demands.html", context)


@require_safe
@representatives_only
def demand(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Of a merged demand the page of the one that has its mentions now."""
    association, row = own(request, pk), get_object_or_404(Demand, number=number)
    if row.is_merged and merged_pages.page(row.key):
        return redirect(_where_it_went(association, row))
    return _show(request, association, row, part=number_of(request.GET.get(PART)))


@representatives_only
def verdict(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    association = own(request, pk)
    row = get_object_or_404(Demand, number=number)
    body, page = _public(row), reverse("members:demand", args=[pk, number])
    question = verdicts.question(row, association)
    if request.method in SAFE and (question is None or not question.is_open):
        return redirect(page)
    given = question.verdict if question else None
    names = ("word", "sentence", "shows_name", "asks_reopening")
    initial = {name: getattr(given, name) for name in names} if given else {}

    def save(values: dict[str, Any]) -> str:
        said = findings.because(request)
        verdicts.give(row, association=association, by=request.user, because=said, **values)
        return page

    return FormPage(
        lambda typed: VerdictForm(typed, initial=initial),
        save,
        _("Verdict on the answer"),
        back=page,
        template=FORM,
        button=_("Send the verdict"),
        more={"intro": str(body.title)},
        asked=findings.asked,
    ).respond(request)


@representatives_only
def support(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Posted from the page of the demand; GET (after signing in again) shows that page with the choice."""
    association = own(request, pk)
    row = get_object_or_404(Demand, number=number)
    if request.method in SAFE:
        typed = form_recovery.take(request)
        return _show(request, association, row, form=SupportForm(typed), was_parked=typed is not None)
    form = SupportForm(request.POST)
    if not form.is_valid():
        return _show(request, association, row, status=400, form=form)
    return _taken(request, association, row, lambda: _mark(request, association, row, form.values), form=form)


@representatives_only
def withdraw(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """A mark on a demand that is not public any more is withdrawn, too. Without a mark such a demand is not found."""
    association = own(request, pk)
    row = get_object_or_404(Demand, number=number)
    if request.method in SAFE or not row.supports.filter(association=association).exists():
        _public(row)
    if request.method in SAFE:
        return redirect("members:demand", pk, number)
    step = partial(marks.withdraw, row, association=association, by=request.user)
    return _taken(request, association, row.whole, step, then=lambda: _where_it_went(association, row))


@representatives_only
def letter(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Posted from the page of the demand; GET (after signing in again) shows that page with what was written."""
    association = own(request, pk)
    row = get_object_or_404(Demand, number=number)
    if request.method in SAFE:
        typed = form_recovery.take(request)
        return _show(request, association, row, letter_form=LetterForm(typed), was_parked=typed is not None)
    form = LetterForm(request.POST)
    if not form.is_valid():
        return _show(request, association, row, status=400, letter_form=form)
    _public(row)
    write = partial(letters.write, row, association=association, by=request.user, **form.values)
    return _taken(request, association, row, write, letter_form=form)


def _mark(request: HttpRequest, association: Association, row: Demand, values: dict[str, Any]) -> None:
    _public(row)
    marks.add(row, association=association, by=request.user, **values)


def _taken(
    request: HttpRequest,
    association: Association,
    row: Demand,
    step: Callable[[], Any],
    then: Callable[[], str] | None = None,
    **more: Any,
) -> HttpResponse:
    """``then``: the address after the step; without it the page of the demand."""
    try:
        step()
    except NotAllowed as refusal:
        return refused(request, refusal)
    except DomainError as refusal:
        return _show(request, association, row, status=status_of(refusal), refusal=refusal.message, **more)
    return redirect(then() if then else reverse("members:demand", args=[association.pk, row.number]))


def _show(
    request: HttpRequest, association: Association, row: Demand, *, status: int = 200, **words: Any
) -> HttpResponse:
    body = _public(row)
    support = row.supports.filter(association=association).first()
    context = {
        "association": association,
        "body": body,
        "answer": body.answers[-1] if body.answers else None,
        "question": verdicts.question(row, association),
        "support": support,
        "may_support": marks.may_support(row, association),
        "may_write": letters.may_write(row, association),
        "letters": row.letters.filter(association=association),
        "letter_form": LetterForm(),
        "form": None,
        "refusal": "",
        "was_parked": False,
        "part": None,
    } | words
    context["form"] = context["form"] or SupportForm(initial={"shows_name": bool(support and support.shows_name)})
    return render(request, "members/demands/demand.html", context, status=status)


def _where_it_went(association: Association, row: Demand) -> str:
    """The page of the demand; of a merged one, the page of the demand that it is part of; without such a page, the list of demands."""
    whole = row.whole
    if not live_bodies([whole]):
        return f"{reverse('members:demands', args=[association.pk])}?{urlencode({GONE: row.number})}"
    page = reverse("members:demand", args=[association.pk, whole.number])
    return page if whole == row else f"{page}?{urlencode({PART: row.number})}"


def _public(demand: Demand) -> DemandDocument:
    """What the public reads; 404 for a demand that is not public."""
    body = live_bodies([demand]).get(demand.key)
    if body is None:
        raise Http404
    return body
