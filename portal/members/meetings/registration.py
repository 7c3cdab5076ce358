"""Associations that the cell does not know yet register for a meeting.

Anybody can fill in this form, also a script, and under any address. So that nobody closes the page for others and nobody learns anything by it:

* Each network (:mod:`core.web.client_network`) asks so often in an hour. That is the only refusal that a visitor can bring about, and only for the own
  network.
* When very many ask for one meeting within an hour, the page goes on slowly: from then until the hour is over, each network may ask twice more.
* Both count what was asked, whatever became of it. Whether an address is on the list changes neither the answer nor what is left.
* A mailbox gets few mails in a day from all meetings together (:mod:`core.db.mail_limits`), and what nobody confirms is
  deleted after three days.
"""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from consultations.invitations import open_for_answers, published_meeting, registrations
from consultations.models import Meeting
from consultations.states import MeetingState
from core.db import quotas
from core.errors import DomainError
from core.text.forms import AddressField
from core.web import client_network
from portal.common.answers import AnswerForm
from portal.common.profiles import PhoneField
from portal.common.saving import status_of
from portal.members.anonymous import ASKED, for_strangers, language_links

# From one network for one meeting in an hour: many associations can share a house and its connection, a script is faster.
MOST_AN_HOUR = 30
# For one meeting in an hour, from all networks, before it goes on slowly; and what each network may ask then.
CALM = 100
MOST_IN_A_FLOOD = 2
TOO_MANY = 429
WORDS = _("Too many registrations came from here within an hour. Try again later, or call the cell.")


class RegisterForm(AnswerForm):
    organisation = forms.CharField(
        label=_("Name of the association"),
        max_length=200,
        widget=forms.TextInput({"dir": "auto", "autocomplete": "organization"}),
    )
    email = AddressField(
        help_text=_("You will receive a message with a link. The registration is valid once you open the link."),
    )
    phone = PhoneField(
        label=_("Phone"),
        max_length=40,
        widget=forms.TextInput({"type": "tel", "dir": "ltr", "autocomplete": "tel", "inputmode": "tel"}),
        help_text=_("06…, +212… or 00212…"),
    )
    layout = ("organisation", "contact_function", "email", "phone", "people", "women")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contact_function"].required = True
        self.order_fields(self.layout)


@for_strangers
def register(request: HttpRequest, key: str) -> HttpResponse:
    """What is answered does not tell whether an address is on the list."""
    meeting = Meeting.objects.filter(key=key, state=MeetingState.ANNOUNCED, takes_registrations=True).first()
    document = published_meeting.known(meeting) if meeting else None
    if meeting is None or document is None or not document.takes_registrations:
        return _to_its_page(key)
    context = {
        "document": document,
        "language_links": language_links(request),
        "takes_answers": open_for_answers.takes_answers(meeting, document),
        "is_sent": "sent" in request.GET,
        "refusal": "",
        "form": RegisterForm(request.POST if request.method == "POST" else None),
    }
    status = _asked(request, meeting, context) if request.method == "POST" else 200
    if status == 302:
        return redirect(f"{request.path}?sent=1&{ASKED}={translation.get_language()}")
    return render(request, "members/meetings/register.html", context, status=status)


def _to_its_page(key: str) -> HttpResponse:
    """A link that was passed on leads, when nobody registers there any more, to what the public knows of the meeting today."""
    meeting = Meeting.objects.filter(key=key).first()
    if meeting is None or published_meeting.live(meeting) is None:
        raise Http404
    return redirect("public:meeting", key)


def _asked(request: HttpRequest, meeting: Meeting, context: dict[str, Any]) -> int:
    form = context["form"]
    if not form.is_valid():
        return 400
    try:
        _count(request, meeting)
        registrations.ask(meeting, language=translation.get_language(), **form.values)
    except quotas.Spent as refusal:
        context["refusal"] = refusal.message
        return TOO_MANY
    except DomainError as refusal:
        context["refusal"] = refusal.message
        return status_of(refusal)
    return 302


def _count(request: HttpRequest, meeting: Meeting) -> None:
    """Before anything is looked up. Raises :class:`~core.db.quotas.Spent`. The counts are deleted after two days."""
    network = client_network.mark(get_adapter().get_client_ip(request), salt="portal.registering")
    here, hour = f"{meeting.pk}:{network}", timezone.localtime().hour
    quotas.take([quotas.Quota(f"register:{here}:{hour}", MOST_AN_HOUR, quotas.MIB, WORDS)], 0)
    try:
        quotas.take([quotas.Quota(f"register:{meeting.pk}:{hour}", CALM, quotas.MIB)], 0)
    except quotas.Spent:
        quotas.take([quotas.Quota(f"slow:{here}:{hour}", MOST_IN_A_FLOOD, quotas.MIB, WORDS)], 0)
