"""Answers to invitations: by link, after signing in, and by telephone."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consultations.invitations import open_for_answers, published_meeting, registrations
from consultations.models import Attendance, Meeting, Registration
from consultations.states import MeetingState, RegistrationState
from core import clock
from core.errors import DomainError
from core.web.refusals import status_of
from portal.common import qr as drawn_qr
from portal.common.forms import OfficeForm
from publications import meeting_times
from publications.schemas import MeetingDocument

MOST_PEOPLE = 20
FROM_ONE = _("Write a number from 1 to 20.")
FROM_NONE = _("Write a number from 0 to 20, or leave it empty.")


class AnswerForm(OfficeForm):
    people = forms.IntegerField(
        label=_("How many come"),
        min_value=1,
        max_value=MOST_PEOPLE,
        initial=1,
        error_messages={"min_value": FROM_ONE, "max_value": FROM_ONE},
    )
    women = forms.IntegerField(
        label=_("Women among them"),
        required=False,
        min_value=0,
        max_value=MOST_PEOPLE,
        error_messages={"min_value": FROM_NONE, "max_value": FROM_NONE},
        help_text=_("You may leave it empty."),
    )
    contact_function = forms.CharField(
        label=_("Function of the person who comes"),
        required=False,
        max_length=120,
        widget=forms.TextInput({"dir": "auto"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if (cleaned.get("women") or 0) > cleaned.get("people", MOST_PEOPLE):
            self.add_error("women", _("There cannot be more women than people."))
        return cleaned


class Answering:
    """The answer to one registration: ``form``, and ``refusal`` and ``status`` if the answer was not accepted."""

    def __init__(self, registration: Registration, *, typed: Any = None, by_telephone: bool = False) -> None:
        self.registration = registration
        self.by_telephone = by_telephone
        self.was_parked = typed is not None
        self.refusal: Any = ""
        self.status: int = 200
        said = registration.state != RegistrationState.INVITED
        self.form = AnswerForm(
            typed,
            initial={
                "people": registration.people,
                "women": registration.women,
                "contact_function": registration.contact_function,
            }
            if said
            else {},
        )

    def take(self, posted: Any) -> bool:
        """Store the answer in ``posted``; returns whether it was accepted."""
        answer = posted.get("answer", "")
        if answer == "come":
            self.form = AnswerForm(posted)
            if not self.form.is_valid():
                self.status = 400
                return False
        elif answer != "decline":
            self.refusal, self.status = _("Say whether you will come."), 400
            return False
        try:
            if answer == "come":
                registrations.come(self.registration, by_telephone=self.by_telephone, **self.form.values)
            else:
                registrations.decline(self.registration, by_telephone=self.by_telephone)
        except DomainError as error:
            self.refusal, self.status = error.message, status_of(error)
            return False
        return True

    @property
    def context(self) -> dict[str, Any]:
        registration = self.registration
        meeting = registration.meeting
        document = published_meeting.known(meeting)
        is_late = self.by_telephone and meeting.state == MeetingState.ANNOUNCED
        over = is_over(meeting, document)
        return {
            "registration": registration,
            "meeting": meeting,
            "document": document,
            "title": document.title if document else meeting.title,
            "takes_answers": open_for_answers.takes_answers(meeting, document) or is_late,
            "is_over": over,
            "has_begun": document is not None and meeting_times.has_begun(document.facts),
            "came": over and Attendance.objects.filter(registration=registration).exists(),
            "answer_form": self.form,
            "refusal": self.refusal,
            "was_parked": self.was_parked,
            "qr_url": reverse("invited_qr", args=[registrations.token_of(registration)]),
        }


def is_over(meeting: Meeting, document: MeetingDocument | None) -> bool:
    """Whether the meeting is over, so that its pass is not shown any more. A postponed meeting is not over."""
    if meeting.state != MeetingState.ANNOUNCED:
        return meeting.state == MeetingState.CLOSED
    return meeting_times.is_over(document.facts) if document else meeting.held_on < clock.today()


def qr(registration: Registration) -> HttpResponse:
    """The QR code for the check-in: a URL that only staff can open."""
    address = settings.PUBLIC_ORIGIN + reverse("staff:check_in_code", args=[registration.code])
    return HttpResponse(drawn_qr.svg(address), content_type="image/svg+xml")
