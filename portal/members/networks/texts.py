"""What a network says together: worded by its coordinator, answered by each member from its own account."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cooperation.models import Consent, JointText, NetworkMembership
from cooperation.networks import joint_texts as actions, statements
from cooperation.networks.coordination import in_force, may_coordinate
from cooperation.networks.states import MembershipState, Stage
from core.clock import today
from core.web import form_recovery
from portal.common.saving import FormPage
from portal.members.associations.views import FORM, SAFE
from portal.members.decorators import representatives_only
from portal.members.networks.forms import ReplyForm, TermForm, WordForm
from portal.members.networks.views import coordinates, coordinating, done, membership_of
from publications.labels import CONSENT_RULES

USUAL_TERM = dt.timedelta(days=15)


@representatives_only
def new(request: HttpRequest, pk: int) -> HttpResponse:
    row = coordinating(request, pk)

    def save(values: dict[str, Any]) -> str:
        made = actions.word(row.network, by=request.user, **values)
        return reverse("members:joint_text", args=[pk, made.pk])

    return FormPage(
        lambda typed: WordForm(typed, instance=JointText(network=row.network, purpose="statement")),
        save,
        _("Word a joint text"),
        back=reverse("members:network", args=[pk]),
        template=FORM,
        more={"intro": _("The members read it when you ask them. An association that agrees, agrees to these words.")},
    ).respond(request)


@representatives_only
def edit(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    membership = coordinating(request, pk)
    row, back = _text(membership, number), reverse("members:joint_text", args=[pk, number])

    def save(values: dict[str, Any]) -> str:
        actions.reword(row, by=request.user, **values)
        return back

    return FormPage(
        lambda typed: WordForm(typed, instance=JointText.objects.get(pk=row.pk)),
        save,
        _("Change the words"),
        back=back,
        template=FORM,
        more={"intro": _("A change of the words asks every member again: no earlier reply counts.")},
    ).respond(request)


@require_safe
@representatives_only
def text(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    membership = membership_of(request, pk)
    return _show(request, membership, _text(membership, number))


@representatives_only
def ask(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    membership = coordinating(request, pk)
    row = _text(membership, number)
    if request.method in SAFE:
        return _show(request, membership, row, term=TermForm(form_recovery.take(request)))
    form = TermForm(request.POST)
    if not form.is_valid():
        return _show(request, membership, row, status=400, term=form)
    return _taken(request, membership, row, lambda: actions.ask(row, by=request.user, **form.values), term=form)


@representatives_only
def reply(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    membership = membership_of(request, pk)
    row = _text(membership, number)
    if request.method in SAFE:
        return _show(request, membership, row, form=ReplyForm(form_recovery.take(request)))
    form = ReplyForm(request.POST)
    if not form.is_valid():
        return _show(request, membership, row, status=400, form=form)
    take = lambda: actions.reply(row, membership, by=request.user, **form.values)  # noqa: E731
    return _taken(request, membership, row, take)


def step(name: str) -> Callable[[HttpRequest, int, int], HttpResponse]:
    """The view with which the coordinator sends the text to the cell or gives it up."""

    @representatives_only
    def taken(request: HttpRequest, pk: int, number: int) -> HttpResponse:
        membership = coordinating(request, pk)
        row = _text(membership, number)
        if request.method in SAFE:
            return redirect("members:joint_text", pk, number)
        return _taken(request, membership, row, lambda: getattr(actions, name)(row, by=request.user))

    return taken


@representatives_only
def withdraw_name(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    membership = membership_of(request, pk)
    row = _text(membership, number)
    # Of any round: an edition of an earlier one may name the association.
    consent = row.consents.filter(membership__association=membership.association_id).order_by("round", "pk").last()
    if consent is None:
        raise Http404
    if request.method in SAFE:
        return redirect("members:joint_text", pk, number)
    return _taken(request, membership, row, lambda: statements.withdraw_name(consent, by=request.user))


def _taken(
    request: HttpRequest, membership: NetworkMembership, row: JointText, take: Callable[[], Any], **words: Any
) -> HttpResponse:
    def again(request: HttpRequest, _row: NetworkMembership, **refusal: Any) -> HttpResponse:
        return _show(request, membership, _text(membership, row.pk), **refusal, **words)

    page = reverse("members:joint_text", args=[membership.pk, row.pk]) if _reads(membership, row) else ""
    return done(request, membership, take, then=page, again=again)


def _show(
    request: HttpRequest,
    membership: NetworkMembership,
    row: JointText,
    *,
    status: int = 200,
    refusal: Any = "",
    form: Any = None,
    term: Any = None,
) -> HttpResponse:
    leads = _leads(request, membership)
    consent = _consent(row, membership)
    reads = _reads(membership, row)
    may_reply = consent is not None and membership.state == MembershipState.MEMBER
    initial = {"seen": row.round, "reply": "", "shows_name": membership.shows_name}
    term_initial = {"answer_until": today() + USUAL_TERM, "version": row.version}
    context = {
        "membership": membership,
        "row": row,
        "reads": reads,
        "words": row if reads else actions.public_editions([row])[row.key],
        "is_named": statements.names(row, membership.association),
        "network": row.network,
        "rule": CONSENT_RULES[in_force(row.network).consent_rule],
        "tally": actions.tally(row),
        "consent": consent,
        "agreeing": actions.consents(row).agreeing().select_related("membership__association") if leads else [],
        "is_coordinator": leads,
        "may_reply": may_reply and (actions.is_answerable(row) or actions.is_withdrawable(row)),
        "is_answerable": actions.is_answerable(row),
        "may_drop": leads and actions.is_droppable(row),
        "may_reword": leads and actions.is_rewordable(row),
        "returned": row.steps.filter(move="return").last() if leads and row.state == "returned" else None,
        "form": form or ReplyForm(initial=initial),
        "term": (term or TermForm(initial=term_initial)) if leads and row.stage == Stage.WORDING else None,
        "refusal": refusal,
        "was_parked": False,
    }
    return render(request, "members/networks/text.html", context, status=status)


def _text(membership: NetworkMembership, number: int) -> JointText:
    """For the coordinator all texts of the network; for a member those about which it is asked, and those that name it in public; else 404."""
    rows = membership.network.joint_texts.select_related("network__coordinator", "demand", "concern")
    row: JointText = get_object_or_404(rows, pk=number)
    if _reads(membership, row):
        return row
    if row.key not in actions.public_editions([row]) or not statements.names(row, membership.association):
        raise Http404
    return row


def _reads(membership: NetworkMembership, row: JointText) -> bool:
    """The words as they are now, and not only those that are public."""
    return coordinates(membership) or _consent(row, membership) is not None


def _consent(row: JointText, membership: NetworkMembership) -> Consent | None:
    found: Consent | None = row.consents.filter(round=row.round, membership=membership).first()
    return found


def _leads(request: HttpRequest, membership: NetworkMembership) -> bool:
    return coordinates(membership) and may_coordinate(membership.network, request.user)
