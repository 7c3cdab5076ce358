from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cooperation.models import Deliverable, Delivery, Partnership, PartnershipParty
from cooperation.partnerships import deliveries, rows, terms
from core.errors import DomainError
from core.web.refusals import status_of
from portal.staff import lists
from portal.staff.decorators import needs, step_of
from portal.staff.partnerships import page
from portal.staff.partnerships.forms import (
    ConfirmForm,
    DeclineForm,
    DeliverableForm,
    DeliverForm,
    GiveUpForm,
    PartyForm,
    ReviewForm,
)
from portal.staff.saving import FormPage

PAGE = page.PAGE


@needs(page.VIEW)
def partnerships(request: HttpRequest) -> HttpResponse:
    found = lists.page_by_key(request, Partnership.objects.visible_to(request.user), ("-starts_on", "-id"))
    context = {"page": found, "may_write": request.user.has_perm(page.WRITE)}
    return render(request, "staff/partnerships/partnerships.html", context)


@needs(page.WRITE)
@step_of(PAGE.open)
def offer(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        terms.offer(PAGE.row(request, pk), by=request.user)
    except DomainError as error:
        return PAGE.read(request, pk, refusal=error.message, status=status_of(error))
    return redirect("staff:partnership", pk)


@needs(page.WRITE)
@step_of(PAGE.open)
def renew(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        row = rows.renew(PAGE.row(request, pk), by=request.user)
    except DomainError as error:
        return PAGE.read(request, pk, refusal=error.message, status=status_of(error))
    return redirect("staff:partnership", row.pk)


@needs(page.WRITE)
def review_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose a planned meeting that looks at the agreement."""
    row, back = PAGE.row(request, pk), reverse("staff:partnership", args=[pk])

    def save(values: dict[str, Any]) -> str:
        rows.put_on_review(row, values["meeting"], by=request.user)
        return back

    return FormPage(
        lambda typed: ReviewForm(typed, partnership=row, user=request.user),
        save,
        _("Put it on a meeting"),
        back=back,
    ).respond(request)


@needs(page.WRITE)
def party_new(request: HttpRequest, pk: int) -> HttpResponse:
    return _new(request, pk, PartnershipParty, PartyForm, _("Add a party"))


@needs(page.WRITE)
def deliverable_new(request: HttpRequest, pk: int) -> HttpResponse:
    return _new(request, pk, Deliverable, DeliverableForm, _("Add what is promised"))


@needs(page.WRITE)
def party(request: HttpRequest, pk: int) -> HttpResponse:
    return _edit(request, _party(request, pk), PartyForm, _("Party"), "staff:partnership_party_remove")


@needs(page.WRITE)
def deliverable(request: HttpRequest, pk: int) -> HttpResponse:
    row = _deliverable(request, pk)
    return _edit(request, row, DeliverableForm, _("What is promised"), "staff:partnership_deliverable_remove")


def _to_party(request: HttpRequest, pk: int) -> HttpResponse:
    return redirect("staff:partnership_party", pk)


def _to_deliverable(request: HttpRequest, pk: int) -> HttpResponse:
    return redirect("staff:partnership_deliverable", pk)


@needs(page.WRITE)
@step_of(_to_party)
def party_remove(request: HttpRequest, pk: int) -> HttpResponse:
    return _remove(request, _party(request, pk))


@needs(page.WRITE)
@step_of(_to_deliverable)
def deliverable_remove(request: HttpRequest, pk: int) -> HttpResponse:
    return _remove(request, _deliverable(request, pk))


@needs(page.WRITE)
def deliver(request: HttpRequest, pk: int) -> HttpResponse:
    """What was done, by the cell or by an institution that told the cell."""
    row = _deliverable(request, pk)
    back = reverse("staff:partnership", args=[row.partnership_id])

    def save(values: dict[str, Any]) -> str:
        deliveries.deliver(row, by=request.user, **values)
        return back

    return FormPage(
        lambda typed: DeliverForm.of(row, typed), save, _("Write down what was done"), back=back,
        more={"intro": str(row.what)},
    ).respond(request)  # fmt: skip


@needs(page.WRITE)
def give_up(request: HttpRequest, pk: int) -> HttpResponse:
    row = _deliverable(request, pk)
    back = reverse("staff:partnership", args=[row.partnership_id])

    def save(values: dict[str, Any]) -> str:
        deliveries.give_up(row, by=request.user, **values)
        return back

    return FormPage(lambda typed: GiveUpForm(typed), save, _("Give it up, with a reason"), back=back).respond(request)


@needs(page.WRITE)
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    row, back = _report(request, pk)

    def save(values: dict[str, Any]) -> str:
        deliveries.confirm(row, by=request.user, **values)
        return back

    return FormPage(
        lambda typed: ConfirmForm.of_report(row, typed), save, _("Confirm what was delivered"), back=back,
        more={"report": row}, template="staff/partnerships/report.html",
    ).respond(request)  # fmt: skip


@needs(page.WRITE)
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    row, back = _report(request, pk)

    def save(values: dict[str, Any]) -> str:
        deliveries.decline(row, by=request.user, **values)
        return back

    return FormPage(
        lambda typed: DeclineForm(typed), save, _("Do not confirm it, with a reason"), back=back,
        more={"report": row}, template="staff/partnerships/report.html",
    ).respond(request)  # fmt: skip


def _new(request: HttpRequest, pk: int, model: Any, form: Any, heading: Any) -> HttpResponse:
    row, back = PAGE.row(request, pk), reverse("staff:partnership", args=[pk])

    def save(values: dict[str, Any]) -> str:
        rows.add(model, row, by=request.user, **values)
        return back

    return FormPage(lambda typed: form(typed, instance=model(partnership=row)), save, heading, back=back).respond(
        request
    )


def _edit(request: HttpRequest, row: Any, form: Any, heading: Any, remove: str) -> HttpResponse:
    back = reverse("staff:partnership", args=[row.partnership_id])

    def save(values: dict[str, Any]) -> str:
        rows.change(row, by=request.user, **values)
        return back

    more = {"remove_url": reverse(remove, args=[row.pk]), "remove_words": _("Remove")}
    return FormPage(
        lambda typed: form(typed, instance=type(row).objects.get(pk=row.pk)), save, heading, back=back, more=more
    ).respond(request)


def _remove(request: HttpRequest, row: Any) -> HttpResponse:
    try:
        rows.remove(row, by=request.user)
    except DomainError as error:
        return PAGE.read(request, row.partnership_id, refusal=error.message, status=status_of(error))
    return redirect("staff:partnership", row.partnership_id)


def _visible(request: HttpRequest) -> Any:
    return Partnership.objects.visible_to(request.user).values("pk")


def _party(request: HttpRequest, pk: int) -> PartnershipParty:
    found = PartnershipParty.objects.select_related("partnership").filter(partnership__in=_visible(request))
    return get_object_or_404(found, pk=pk)


def _deliverable(request: HttpRequest, pk: int) -> Deliverable:
    found = Deliverable.objects.select_related("partnership", "party").filter(partnership__in=_visible(request))
    return get_object_or_404(found, pk=pk)


def _report(request: HttpRequest, pk: int) -> tuple[Delivery, str]:
    found = Delivery.objects.visible_to(request.user).select_related("deliverable__party__association", "by")
    row = get_object_or_404(found, pk=pk)
    return row, reverse("staff:partnership", args=[row.deliverable.partnership_id])
