"""Agreements of an association: read, agreed to or refused, and what it reports as done."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cooperation.models import Deliverable, Partnership, PartnershipParty
from cooperation.partnerships import deliveries, terms
from cooperation.partnerships.publication import pending
from core.clock import today
from core.errors import DomainError, EditedMeanwhile, NotAllowed
from core.web import form_recovery
from core.web.refusals import status_of
from partners.models import Association
from portal.common.keyset import page_by_key
from portal.common.saving import FormPage
from portal.members.associations.views import FORM, SAFE, refused
from portal.members.decorators import representatives_only
from portal.members.partnerships.forms import AgreeForm, RefuseForm, ReportForm
from publications import reader
from publications.agreements import shown

OPEN = ("drafting", "returned", "in_review")


@require_safe
@representatives_only
def partnerships(request: HttpRequest) -> HttpResponse:
    found = page_by_key(request, Partnership.objects.of_member(request.user), ("-starts_on", "-id"))
    return render(request, "members/partnerships/partnerships.html", {"page": found})


@representatives_only
def partnership(request: HttpRequest, pk: int) -> HttpResponse:
    if request.method not in SAFE:
        raise Http404
    return _show(request, pk)


@representatives_only
def agree(request: HttpRequest, pk: int) -> HttpResponse:
    """Posted from the page of the agreement. ``pk``: of the party."""
    party = _party(request, pk)
    if request.method in SAFE:
        return _again(request, party, "agree")
    form = AgreeForm(request.POST)
    if not form.is_valid():
        return _show(request, party.partnership_id, agreeing=form, status=400)
    return _taken(request, party, lambda: terms.agree(party, by=request.user, seen=form.cleaned_data["seen"]))


@representatives_only
def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    party = _party(request, pk)
    if request.method in SAFE:
        return _again(request, party, "refuse")
    form = RefuseForm(request.POST)
    if not form.is_valid():
        return _show(request, party.partnership_id, refusing=form, status=400)
    return _taken(request, party, lambda: terms.refuse(party, by=request.user, **form.values), refusing=form)


@representatives_only
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """What was delivered. ``pk``: of the deliverable."""
    own = Association.objects.visible_to(request.user).values("pk")
    rows = Deliverable.objects.owed().filter(party__association__in=own).select_related("party__association")
    row = get_object_or_404(rows, pk=pk)
    back = reverse("members:partnership", args=[row.partnership_id])

    def save(values: dict[str, Any]) -> str:
        deliveries.report(row, by=request.user, **values)
        return back

    return FormPage(
        lambda typed: ReportForm(typed, initial={"done_amount": row.amount}),
        save,
        _("Report what was done"),
        back=back,
        template=FORM,
        button=_("Send to the cell"),
        more={"intro": str(row.what), "collection": "submission", "purpose": ""},
    ).respond(request)


def _taken(request: HttpRequest, party: PartnershipParty, step: Any, **forms: Any) -> HttpResponse:
    try:
        step()
    except NotAllowed as refusal:
        return refused(request, refusal)
    except EditedMeanwhile as refusal:
        return _show(request, party.partnership_id, refusal=refusal.message, status=status_of(refusal))
    except DomainError as refusal:
        return _show(request, party.partnership_id, refusal=refusal.message, status=status_of(refusal), **forms)
    return redirect("members:partnership", party.partnership_id)


def _again(request: HttpRequest, party: PartnershipParty, name: str) -> HttpResponse:
    """After signing in once more: what was typed stands in its form again."""
    typed = form_recovery.take(request)
    forms: dict[str, Any] = {}
    if typed is not None:
        forms = {"agreeing": AgreeForm(typed)} if name == "agree" else {"refusing": RefuseForm(typed)}
    return _show(request, party.partnership_id, was_parked=typed is not None, **forms)


def _show(
    request: HttpRequest,
    pk: int,
    *,
    status: int = 200,
    refusal: Any = "",
    agreeing: AgreeForm | None = None,
    refusing: RefuseForm | None = None,
    was_parked: bool = False,
) -> HttpResponse:
    row = get_object_or_404(Partnership.objects.of_member(request.user), pk=pk)
    own = Association.objects.visible_to(request.user)
    parties = list(row.parties.filter(association__in=own).select_related("association"))
    waits = row.offered_at is not None and row.state in OPEN
    seen = terms.fingerprint(row)
    body: Any = _body(row, shows_draft=waits)
    context = {
        "partnership": row,
        "agreement": body,
        "told": shown(body, today()) if body else None,
        "parties": parties,
        "asked": next((party for party in parties if waits and party.agreed_to != seen), None),
        "agreed": [party for party in parties if party.agreed_to == seen],
        "agreeing": agreeing or AgreeForm(initial={"seen": seen}, auto_id="agree-%s"),
        "refusing": refusing or RefuseForm(auto_id="refuse-%s"),
        "owed": Deliverable.objects.owed().filter(party__in=parties),
        "reports": [each for party in parties for row in party.deliverables.all() for each in row.deliveries.all()],
        "refusal": refusal,
        "was_parked": was_parked,
    }
    return render(request, "members/partnerships/partnership.html", context, status=status)


def _body(row: Partnership, *, shows_draft: bool) -> Any:
    """The draft while the association is asked, otherwise what the public reads."""
    if shows_draft:
        try:
            return pending(row).main.body
        except DomainError:
            return None
    try:
        return reader.live("partnership", row.key).body
    except LookupError:
        return None


def _party(request: HttpRequest, pk: int) -> PartnershipParty:
    own = Association.objects.visible_to(request.user).values("pk")
    known = Partnership.objects.of_member(request.user).values("pk")
    rows = PartnershipParty.objects.select_related("association")
    return get_object_or_404(rows.filter(association__in=own, partnership__in=known), pk=pk)
