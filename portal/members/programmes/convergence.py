"""What the cell offers to an association: that its programme meets another one. The association agrees, declines or proposes something else."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any, Final, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from cooperation.convergence import steps as actions
from cooperation.models import Convergence, Programme
from cooperation.states import ConvergenceState
from core.errors import DomainError, EditedMeanwhile, NotAllowed
from core.web import form_recovery
from core.web.refusals import status_of
from partners.models import Association
from portal.common.programmes.forms import AnswerToOffer, seeing
from portal.common.programmes.pairs import pair_of
from portal.members.associations.views import SAFE, refused
from portal.members.decorators import representatives_only
from portal.members.programmes.forms import OptionalSentenceForm, SentenceForm

TIED: Final = ("first__association", "first__institution", "second__association", "second__institution", "joint")


class Answer(NamedTuple):
    take: Callable[..., Any]
    form: type[AnswerToOffer]
    button: str | Promise


ANSWERS: Final = {
    "agree": Answer(actions.agree, AnswerToOffer, _("We agree")),
    "counter": Answer(actions.counter, SentenceForm, _("We propose something else")),
    "decline": Answer(actions.decline, OptionalSentenceForm, _("It does not suit us")),
}


def represented(user: Any) -> set[int]:
    """Ids of the associations for which ``user`` speaks today."""
    return set(Association.objects.visible_to(user).values_list("pk", flat=True))


def sides_shown(row: Convergence, represented: Collection[int]) -> list[Programme]:
    """After an offer was declined a side reads no more of the other one, whose draft goes on."""
    sides = actions.sides(row)
    if row.state != ConvergenceState.DECLINED:
        return list(sides)
    return [side for side in sides if side.association_id in represented]


@require_safe
@representatives_only
def pair(request: HttpRequest, pk: int) -> HttpResponse:
    return _read(request, pk)


def answer(name: str) -> Callable[[HttpRequest, int], HttpResponse]:
    chosen = ANSWERS[name]

    @representatives_only
    def given(request: HttpRequest, pk: int) -> HttpResponse:
        row = _pair(request, pk)
        if request.method in SAFE:
            typed = form_recovery.take(request)
            return _read(
                request, pk, forms={} if typed is None else {name: chosen.form(typed)}, was_parked=typed is not None
            )
        form = chosen.form(request.POST)
        if not form.is_valid():
            return _read(request, pk, status=400, forms={name: form})
        try:
            chosen.take(row, by=request.user, **form.values)
        except NotAllowed as refusal:
            return refused(request, refusal)
        except EditedMeanwhile as refusal:
            forms = {name: seeing(form, actions.newest_offer(row))}
            return _read(request, pk, status=status_of(refusal), refusal=refusal.message, forms=forms)
        except DomainError as refusal:
            return _read(request, pk, status=status_of(refusal), refusal=refusal.message, forms={name: form})
        return redirect("members:convergence", pk)

    return given


def _read(
    request: HttpRequest,
    pk: int,
    *,
    refusal: Any = "",
    status: int = 200,
    forms: dict[str, Any] | None = None,
    was_parked: bool = False,
) -> HttpResponse:
    seen = {"seen": actions.newest_offer(pk)}
    row = _pair(request, pk)
    may_answer = bool(actions.answers_for(row, request.user))
    context = {
        "pair": pair_of(row, by=request.user) if row.state != ConvergenceState.DECLINED else None,
        "sides": sides_shown(row, represented(request.user)),
        "convergence": row,
        "answers": [
            (name, each, (forms or {}).get(name) or each.form(auto_id=f"{name}-%s", initial=seen))
            for name, each in ANSWERS.items()
        ]
        if may_answer
        else [],
        "refusal": refusal,
        "was_parked": was_parked,
    }
    return render(request, "members/programmes/pair.html", context, status=status)


def _pair(request: HttpRequest, pk: int) -> Convergence:
    return get_object_or_404(Convergence.objects.visible_to(request.user).select_related(*TIED), pk=pk)
