"""The mobile number on which a member receives text messages. Without a backend for them these pages do not exist."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from core import sms
from core.errors import DomainError
from core.text import typed
from core.web.refusals import status_of
from partners.actions import mobile_numbers
from partners.models import MobileNumber
from portal.common.forms import OfficeForm
from portal.common.profiles import PhoneField
from portal.members.decorators import representatives_only

View = Callable[..., HttpResponse]


class NumberForm(OfficeForm):
    number = PhoneField(
        label=_("Mobile number"),
        max_length=40,
        widget=forms.TextInput({"type": "tel", "dir": "ltr", "autocomplete": "tel", "inputmode": "tel"}),
        help_text=_("A code is sent to this number. The cell does not see the number."),
    )


class CodeForm(OfficeForm):
    code = forms.CharField(
        label=_("The code that you received"),
        max_length=20,
        widget=forms.TextInput({"dir": "ltr", "autocomplete": "one-time-code", "inputmode": "numeric"}),
    )

    def clean_code(self) -> str:
        return typed.code(self.cleaned_data["code"])


def where_sent(view: View) -> View:
    """404 where the portal sends no text messages."""

    @representatives_only
    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        if not sms.is_on():
            raise Http404
        return view(request)

    return guarded


@where_sent
def number(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _show(request)
    form = NumberForm(request.POST)
    if not form.is_valid():
        return _show(request, number_form=form)
    return _taken(
        request, lambda: mobile_numbers.ask(by=request.user, number=form.cleaned_data["number"]), number_form=form
    )


@where_sent
def code(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return redirect("members:mobile")
    form = CodeForm(request.POST)
    if not form.is_valid():
        return _show(request, code_form=form)
    return _taken(
        request, lambda: mobile_numbers.confirm(by=request.user, code=form.cleaned_data["code"]), code_form=form
    )


@where_sent
def remove(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        mobile_numbers.remove(by=request.user)
    return redirect("members:mobile")


def _taken(request: HttpRequest, step: Callable[[], Any], **forms_: Any) -> HttpResponse:
    try:
        step()
    except DomainError as refusal:
        return _show(request, status_of(refusal), refusal=refusal.message, **forms_)
    return redirect("members:mobile")


def _show(request: HttpRequest, status: int = 200, **said: Any) -> HttpResponse:
    row = MobileNumber.objects.filter(user=request.user).first()
    context = {"row": row, "number_form": NumberForm(), "code_form": CodeForm(), "refusal": ""}
    return render(request, "members/news/mobile.html", context | said, status=status)
