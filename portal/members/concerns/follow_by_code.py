"""Following a concern by the reference and the code of its receipt, for whoever has paper only: states and dates, never a text.

A script can try codes. Each try counts for its network and for the reference that it names, whether that reference exists or not and
whatever the result, before anything is looked up. An unknown reference and a wrong code get the same answer after the same work.
"""

from __future__ import annotations

import hashlib
from typing import Any, Final

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from core.db import rate_limits
from core.db.rate_limits import RateLimit, Reached
from core.text import typed
from core.web.refusals import status_of
from portal.common.forms import OfficeForm
from portal.members.anonymous import for_strangers, network_of, page
from portal.members.concerns import progress
from proposals.concerns import submission
from proposals.models import Concern

TEMPLATE: Final = "members/concerns/follow_by_code.html"
# Of one network in an hour: many people can share one connection, but a script is faster.
MOST_AN_HOUR: Final = 20
# For one reference in a day, from all networks: with eight digits a guess succeeds once in 10,000 years.
MOST_A_DAY: Final = 20
TOO_MANY: Final = _("That was tried very often. Try again later, or use the link of the receipt.")
NOT_FOUND: Final = _("No submission has this reference and this code. Check both on the receipt.")


class CodeForm(OfficeForm):
    reference = forms.CharField(
        label=_("Reference of the submission"),
        max_length=40,
        widget=forms.TextInput({"dir": "ltr", "autocomplete": "off", "autocapitalize": "characters"}),
        help_text=_("For instance 2026-K7Q4M2"),
    )
    code = forms.CharField(
        label=_("Code of the receipt"),
        max_length=40,
        widget=forms.TextInput({"dir": "ltr", "autocomplete": "off", "inputmode": "numeric"}),
        help_text=_("Eight digits"),
    )

    def clean_reference(self) -> str:
        return typed.code(self.cleaned_data["reference"]).upper()

    def clean_code(self) -> str:
        return typed.code(self.cleaned_data["code"]).replace("-", "")


@for_strangers
def by_code(request: HttpRequest) -> HttpResponse:
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return page(request, TEMPLATE, _asked(form))
    if not form.is_valid():
        return page(request, TEMPLATE, _asked(form), status=400)
    reference = form.cleaned_data["reference"]
    try:
        _count(request, reference)
    except Reached as refusal:
        return page(request, TEMPLATE, _asked(form, refusal.message), status=status_of(refusal))
    concern = submission.followed_by_code(reference, form.cleaned_data["code"])
    if concern is None:
        return page(request, TEMPLATE, _asked(form, NOT_FOUND), status=400)
    return page(request, "members/concerns/follow.html", _shown(concern))


def _asked(form: CodeForm, refusal: Any = "") -> dict[str, Any]:
    return {"form": form, "refusal": refusal}


def _shown(concern: Concern) -> dict[str, Any]:
    steps = list(concern.steps.select_related("body", "helpline"))
    return {
        "concern": concern,
        "shape": progress.shape(concern.state),
        "steps": progress.states_and_dates(concern, steps),
        "next": "",
        "promised": progress.promised_without_account(concern, steps),
    }


def _count(request: HttpRequest, reference: str) -> None:
    network = network_of(request, salt="portal.follow_by_code")
    named = hashlib.sha256(reference.encode()).hexdigest()[:24]
    rate_limits.count(
        RateLimit(f"code-from:{network}", MOST_AN_HOUR, TOO_MANY, is_hourly=True),
        RateLimit(f"code-for:{named}", MOST_A_DAY, TOO_MANY),
    )
