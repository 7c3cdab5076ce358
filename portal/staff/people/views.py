"""Accounts of staff: pages of administrators."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import sessions
from accounts.actions import factor_resets, people as actions
from accounts.models import FactorReset, HeldFunction, User
from core.db.functions import holds_words
from core.errors import DomainError, NotAllowed
from core.web import form_recovery
from core.web.refusals import status_of
from portal.staff import lists
from portal.staff.decorators import needs, note_refusal, step_of
from portal.staff.people.forms import FunctionForm, PersonForm
from portal.staff.saving import FormPage

RIGHT = "accounts.manage_people"
# Not by mail address: what a list is sorted by stands in the addresses of its pages, and those in logs.
NEWEST = ("-pk",)


@needs(RIGHT)
def people(request: HttpRequest) -> HttpResponse:
    today = HeldFunction.objects.on(timezone.localdate())
    rows = User.objects.prefetch_related(Prefetch("held_functions", today, to_attr="held_today"))
    q = lists.words(request)
    if q:
        rows = rows.filter(holds_words(q, "folded"))
    context = {"page": lists.page_by_key(request, rows, NEWEST), "q": q, "selects": [], "query": lists.kept_query(q=q)}
    return render(request, "staff/people/people.html", context)


@needs(RIGHT)
def new(request: HttpRequest) -> HttpResponse:
    def save(cleaned: dict[str, Any]) -> str:
        return reverse("staff:person", args=[actions.open_account(by=request.user, **cleaned).pk])

    page = FormPage(PersonForm, save, _("New account"), back=reverse("staff:people"), button=_("Open the account"))
    return page.respond(request)


@needs(RIGHT)
def person(request: HttpRequest, pk: int) -> HttpResponse:
    return _read(request, pk)


def _person_again(request: HttpRequest, pk: int) -> HttpResponse:
    typed = form_recovery.take(request)
    return _read(request, pk, form=None if typed is None else FunctionForm(typed))


def _to_its_person(request: HttpRequest, pk: int) -> HttpResponse:
    return redirect("staff:person", get_object_or_404(HeldFunction, pk=pk).user_id)


@needs(RIGHT)
@step_of(_person_again)
def give_function(request: HttpRequest, pk: int) -> HttpResponse:
    user = get_object_or_404(User, pk=pk)
    form = FunctionForm(request.POST)
    if not form.is_valid():
        return _read(request, pk, form=form)
    return _take(request, pk, lambda: actions.give_function(user, by=request.user, **form.cleaned_data))


@needs(RIGHT)
@step_of(_to_its_person)
def end_function(request: HttpRequest, pk: int) -> HttpResponse:
    held = get_object_or_404(HeldFunction, pk=pk)
    return _take(request, held.user_id, lambda: actions.end_function(held, by=request.user))


@needs(RIGHT)
@step_of(person)
def disable(request: HttpRequest, pk: int) -> HttpResponse:
    user = get_object_or_404(User, pk=pk)
    return _take(request, pk, lambda: actions.disable(user, by=request.user))


@needs(RIGHT)
@step_of(person)
def enable(request: HttpRequest, pk: int) -> HttpResponse:
    user = get_object_or_404(User, pk=pk)
    return _take(request, pk, lambda: actions.enable(user, by=request.user))


@needs(RIGHT)
@step_of(person)
def ask_factor_reset(request: HttpRequest, pk: int) -> HttpResponse:
    user = get_object_or_404(User, pk=pk)
    return _take(request, pk, lambda: factor_resets.ask(user, by=request.user))


def _to_person_of_reset(request: HttpRequest, pk: int) -> HttpResponse:
    return redirect("staff:person", get_object_or_404(FactorReset, pk=pk).user_id)


@needs(RIGHT)
@step_of(_to_person_of_reset)
def approve_factor_reset(request: HttpRequest, pk: int) -> HttpResponse:
    reset = get_object_or_404(FactorReset, pk=pk)
    return _take(request, reset.user_id, lambda: factor_resets.approve(reset, by=request.user))


@needs(RIGHT)
@step_of(_to_person_of_reset)
def withdraw_factor_reset(request: HttpRequest, pk: int) -> HttpResponse:
    reset = get_object_or_404(FactorReset, pk=pk)
    return _take(request, reset.user_id, lambda: factor_resets.withdraw(reset, by=request.user))


def _take(request: HttpRequest, pk: int, step: Callable[[], Any]) -> HttpResponse:
    try:
        step()
    except DomainError as error:
        if isinstance(error, NotAllowed):
            note_refusal(request)
        return _read(request, pk, refusal=error.message, status=status_of(error))
    if pk == request.user.pk:
        # A new function ends the sessions of the account; if it is the administrator's own, this session stays valid.
        sessions.keep_this(request)
    return redirect("staff:person", pk)


def _read(request: HttpRequest, pk: int, *, refusal: Any = "", status: int = 200, form: Any = None) -> HttpResponse:
    user = get_object_or_404(User, pk=pk)
    today = timezone.localdate()
    functions = user.held_functions.select_related("unit").order_by("since", "pk")
    resets = [_reset(each, request.user) for each in user.factor_resets.select_related("asked_by", "approved_by")]
    context = {
        "person": user,
        "held": [each for each in functions if each.until is None or each.until >= today],
        "former": [each for each in functions if each.until is not None and each.until < today],
        "is_self": user == request.user,
        "form": form or FunctionForm(),
        "resets": resets,
        "has_open_reset": any(each["is_open"] for each in resets),
        "refusal": refusal,
        "was_parked": False,
    }
    return render(request, "staff/people/person.html", context, status=status)


def _reset(reset: FactorReset, reader: User) -> dict[str, Any]:
    is_open = reset.approved_at is None and reset.withdrawn_at is None
    is_valid = is_open and not factor_resets.has_expired(reset)
    return {
        "row": reset,
        "is_open": is_valid,
        "may_approve": is_valid and reader.pk not in (reset.asked_by_id, reset.user_id),
    }
