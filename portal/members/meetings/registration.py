"""Registration for a meeting by associations that the cell does not know.

Anybody, also a script, can post this form with any address. So that it neither blocks others nor reveals anything:

* A limit per network (:mod:`core.web.client_network`) and hour. It is the only limit that a client can exhaust, and only for its own network.
* Slow mode: after very many requests for one meeting in an hour, each network may send only two more until the hour is over.
* Both count all requests, whatever their result, so neither the response nor the rest of the limit reveals whether an address is known.
* A daily limit of mails to one mailbox over all meetings (:mod:`core.db.mail_limits`); unconfirmed registrations are deleted after
  three days.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from consultations.invitations import open_for_answers, published_meeting, registrations
from consultations.models import Meeting
from consultations.states import MeetingState
from core.db import rate_limits
from core.db.rate_limits import RateLimit
from core.text.forms import AddressField
from portal.common.answers import AnswerForm
from portal.common.profiles import PhoneField
from portal.members.anonymous import for_strangers, form_page, network_of

# Requests from one network for one meeting in an hour: many associations can share one connection, but a script is faster.
MOST_AN_HOUR = 30
# Requests for one meeting in an hour from all networks, before the slow mode; and requests of each network in slow mode.
CALM = 100
MOST_IN_SLOW_MODE = 2
WORDS = _("Too many registrations came from here within an hour. Try again later.")


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
    """The response does not reveal whether an address is on the list."""
    meeting = Meeting.objects.filter(key=key, state=MeetingState.ANNOUNCED, takes_registrations=True).first()
    document = published_meeting.known(meeting) if meeting else None
    if meeting is None or document is None or not document.takes_registrations:
        return _to_its_page(key)
    form = RegisterForm(request.POST if request.method == "POST" else None)

    def ask() -> None:
        _count(request, meeting)
        registrations.ask(meeting, language=translation.get_language(), **form.values)

    context = {"document": document, "takes_answers": open_for_answers.takes_answers(meeting, document)}
    return form_page(request, "members/meetings/register.html", form, ask, context)


def _to_its_page(key: str) -> HttpResponse:
    """Redirect to the public page of the meeting when registration is closed."""
    meeting = Meeting.objects.filter(key=key).first()
    if meeting is None or published_meeting.live(meeting) is None:
        raise Http404
    return redirect("public:meeting", key)


def _count(request: HttpRequest, meeting: Meeting) -> None:
    """Before anything is looked up. Raises :class:`~core.db.rate_limits.Reached`. The counts are deleted after two days."""
    network = network_of(request, salt="portal.registering")
    here = f"{meeting.pk}:{network}"
    rate_limits.count(RateLimit(f"register:{here}", MOST_AN_HOUR, WORDS, is_hourly=True))
    if not rate_limits.is_counted(RateLimit(f"register:{meeting.pk}", CALM, is_hourly=True)):
        rate_limits.count(RateLimit(f"slow:{here}", MOST_IN_SLOW_MODE, WORDS, is_hourly=True))
