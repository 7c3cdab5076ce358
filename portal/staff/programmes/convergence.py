"""Pairs of programmes that could meet: the list of those about which the cell decides, and the page of one pair."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cooperation.convergence import steps as actions
from cooperation.models import Convergence
from cooperation.states import CONVERGENCE
from core.clock import today
from core.errors import DomainError, EditedMeanwhile
from core.web import form_recovery, success_messages
from core.web.refusals import status_of
from portal.common.programmes.forms import AnswerToOffer, seeing
from portal.common.programmes.pairs import pair_of
from portal.staff import lists
from portal.staff.decorators import needs, step_of
from portal.staff.forms import OfficeForm
from portal.staff.programmes.forms import AnswerForm, DismissForm, OfferForm, OptionalAnswerForm, PostponeForm
from portal.staff.programmes.page import VIEW, WRITE

OTHERS: Final = 5
TIED: Final = (
    "first__association", "first__institution", "second__association", "second__institution", "joint",
)  # fmt: skip
SIDES_ANSWER: Final = ("agree", "counter", "decline")


class Decision(NamedTuple):
    """``said``: what was done; ``button``: on the form."""

    take: Callable[..., Any]
    form: type[OfficeForm]
    button: str | Promise
    said: str | Promise


DECISIONS: Final[dict[str, Decision]] = {
    "offer": Decision(actions.offer, OfferForm, _("Offer it"), _("Both sides can read the offer now.")),
    "postpone": Decision(actions.postpone, PostponeForm, _("Postpone it"), _("It is shown again on that day.")),
    "dismiss": Decision(actions.dismiss, DismissForm, _("Never suggest it again"), _("It is not suggested again.")),
    "agree": Decision(actions.agree, AnswerToOffer, _("They agree"), _("Written down: they agree.")),
    "counter": Decision(actions.counter, AnswerForm, _("They propose something else"), _("Written down.")),
    "decline": Decision(actions.decline, OptionalAnswerForm, _("It does not suit them"), _("Written down.")),
}


class Offered(NamedTuple):
    name: str
    decision: Decision
    form: OfficeForm


@needs(VIEW)
def pairs(request: HttpRequest) -> HttpResponse:
    """Those about which the cell decides now, or all, by the first shared day."""
    shows_all = request.GET.get("all") == "1"
    rows = Convergence.objects.visible_to(request.user).select_related(*TIED)
    rows = rows if shows_all else rows.with_the_cell(today())
    page = lists.page_by_key(request, rows, ("shared_from", "pk"))
    context = {"page": page, "shows_all": shows_all, "query": "all=1&" if shows_all else ""}
    return render(request, "staff/programmes/pairs.html", context)


@needs(VIEW)
def pair(request: HttpRequest, pk: int) -> HttpResponse:
    return _read(request, pk)


def step(name: str) -> Callable[[HttpRequest, int], HttpResponse]:
    decision = DECISIONS[name]

    def again(request: HttpRequest, pk: int) -> HttpResponse:
        typed = form_recovery.take(request)
        recovered = {} if typed is None else {name: decision.form(typed)}
        return _read(request, pk, forms=recovered, was_parked=typed is not None)

    @needs(WRITE)
    @step_of(again)
    def taken(request: HttpRequest, pk: int) -> HttpResponse:
        row, form = _pair(request, pk), decision.form(request.POST)
        if not form.is_valid():
            return _read(request, pk, status=400, forms={name: form})
        try:
            decision.take(row, by=request.user, **form.values)
        except EditedMeanwhile as error:
            forms = {name: seeing(form, actions.newest_offer(row))}
            return _read(request, pk, refusal=error.message, status=status_of(error), forms=forms)
        except DomainError as error:
            return _read(request, pk, refusal=error.message, status=status_of(error), forms={name: form})
        success_messages.add(request, decision.said)
        return redirect("staff:convergence", pk)

    return taken


def _read(
    request: HttpRequest,
    pk: int,
    *,
    refusal: Any = "",
    status: int = 200,
    forms: dict[str, Any] | None = None,
    was_parked: bool = False,
) -> HttpResponse:
    seen = actions.newest_offer(pk)
    row = _pair(request, pk)
    others = Convergence.objects.visible_to(request.user).with_the_cell(today()).exclude(pk=pk)
    context = {
        "pair": pair_of(row, by=request.user),
        "convergence": row,
        "offered": _offered(request, row, forms or {}, seen),
        "steps": row.steps.select_related("by", "side"),
        "others": others.select_related("first", "second")[:OTHERS],
        "refusal": refusal,
        "was_parked": was_parked,
    }
    return render(request, "staff/programmes/pair.html", context, status=status)


def _offered(request: HttpRequest, row: Convergence, typed: dict[str, Any], seen: int | None) -> list[Offered]:
    """The cell answers only for authorities that have no account."""
    if not request.user.has_perm(WRITE):
        return []
    names = [move.name for move in CONVERGENCE.offered(row.state)]
    if not actions.answers_for(row, request.user):
        names = [name for name in names if name not in SIDES_ANSWER]
    return [Offered(name, DECISIONS[name], typed.get(name) or _form(name, row, seen)) for name in names]


def _form(name: str, row: Convergence, seen: int | None) -> OfficeForm:
    return OfferForm.of(row) if name == "offer" else DECISIONS[name].form(auto_id=f"{name}-%s", initial={"seen": seen})


def _pair(request: HttpRequest, pk: int) -> Convergence:
    return get_object_or_404(Convergence.objects.visible_to(request.user).select_related(*TIED), pk=pk)
