"""Check-in at the entrance of a meeting, for phones: arrivals, departures, headcounts."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from consultations.models import Attendance, Meeting, Registration
from consultations.record import attendance
from consultations.record.headcounts import noted
from consultations.states import RegistrationState
from cooperation.models import Enrolment
from core.db.functions import holds_words
from core.errors import DomainError
from core.web.refusals import status_of
from partners.models import Association
from portal.common.numbers import number_of
from portal.staff import lists
from portal.staff.attendance import officials
from portal.staff.attendance.forms import CheckInForm, OfficialForm, WalkInForm
from portal.staff.decorators import needs, step_of
from portal.staff.invitations.views import RECORD, meeting_of
from portal.staff.saving import FormPage
from portal.staff.trainings.views import check_in as training_check_in, passed

MOST_KNOWN = 10
COMING_FIRST = Case(
    When(state=RegistrationState.REGISTERED, then=Value(0)),
    When(state=RegistrationState.WAITING, then=Value(1)),
    default=Value(2),
)
EXPECTED = (RegistrationState.REGISTERED, RegistrationState.WAITING, RegistrationState.INVITED)


@needs(RECORD)
def check_in_page(request: HttpRequest, pk: int) -> HttpResponse:
    return _door(request, meeting_of(request, pk))


@needs(RECORD)
def code(request: HttpRequest, code: str) -> HttpResponse:
    """The page of the QR code of a registration, or of a pass for a training. GET checks nobody in: the button does."""
    if enrolled := passed(code):
        return training_check_in(request, enrolled)
    rows = Registration.objects.visible_to(request.user).exclude(state=RegistrationState.REMOVED)
    row = get_object_or_404(rows.select_related("meeting", "association"), code=code.upper())
    there = reverse("staff:check_in", args=[row.meeting_id])
    present = Attendance.objects.filter(registration=row, attended=Attendance.Attended.PRESENT).first()

    def make(typed: Any) -> CheckInForm:
        initial = {"people": row.people, "women": row.women}
        return CheckInForm(typed, names=row.association is not None, initial=initial)

    def save(values: dict[str, Any]) -> str:
        return _arrived(there, attendance.check_in(row, by=request.user, **values))

    more = {"registration": row, "present": present, "meeting": row.meeting, "earlier": [], "like": None}
    return FormPage(
        make, save, str(row), back=there, template="staff/attendance/form.html", button=_("Mark as present"), more=more
    ).respond(request)


@needs(RECORD)
def walk_in(request: HttpRequest, pk: int) -> HttpResponse:
    meeting, known = meeting_of(request, pk), _known(request)
    there = reverse("staff:check_in", args=[pk])

    def save(values: dict[str, Any]) -> str:
        return _arrived(there, attendance.walk_in(meeting, by=request.user, **values))

    return FormPage(
        lambda typed: WalkInForm(typed, known=known, meeting=meeting),
        save,
        str(known.name) if known else _("Came without registration"),
        back=there,
        template="staff/attendance/form.html",
        button=_("Mark as present"),
        more={"registration": None, "present": None, "meeting": meeting, "earlier": [], "like": None},
    ).respond(request)


@needs(RECORD)
def official(request: HttpRequest, pk: int) -> HttpResponse:
    meeting, there = meeting_of(request, pk), reverse("staff:check_in", args=[pk])

    def save(values: dict[str, Any]) -> str:
        return _arrived(there, attendance.official(meeting, by=request.user, **values))

    earlier = officials.known(request.user, meeting)
    like = officials.chosen(earlier, request.GET.get("like", ""))
    return FormPage(
        lambda typed: OfficialForm(typed, initial=officials.taken_over(like)),
        save,
        _("An official"),
        back=there,
        template="staff/attendance/form.html",
        button=_("Note as present"),
        more={"registration": None, "present": None, "meeting": meeting, "earlier": earlier, "like": like},
    ).respond(request)


def _door_of_presence(request: HttpRequest, pk: int) -> HttpResponse:
    return redirect("staff:check_in", _present(request, pk).meeting_id)


@needs(RECORD)
@step_of(_door_of_presence)
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    return _step(request, pk, attendance.leave)


@needs(RECORD)
@step_of(_door_of_presence)
def come_back(request: HttpRequest, pk: int) -> HttpResponse:
    return _step(request, pk, attendance.come_back)


def _step(request: HttpRequest, pk: int, act: Any) -> HttpResponse:
    row = _present(request, pk)
    try:
        act(row, by=request.user)
    except DomainError as error:
        return _door(request, row.meeting, refusal=error.message, status=status_of(error))
    return redirect(_arrived(reverse("staff:check_in", args=[row.meeting_id]), row))


def _door(request: HttpRequest, meeting: Meeting, *, refusal: Any = "", status: int = 200) -> HttpResponse:
    q = lists.words(request)
    found = _by_code(meeting, q)
    if found is not None:
        return redirect("staff:check_in_code", found.code)
    expected = meeting.registrations.filter(state__in=EXPECTED).select_related("association")
    expected = expected.exclude(attendance__attended=Attendance.Attended.PRESENT)
    present = meeting.attendances.filter(attended=Attendance.Attended.PRESENT)
    present = present.select_related("meeting", "association", "registration", "unit", "institution")
    known: Any = []
    if q:
        expected = expected.filter(holds_words(q, "association__folded", "folded"))
        present = present.filter(holds_words(q, "association__folded", "folded"))
        listed = meeting.registrations.filter(association__isnull=False).values("association")
        known = Association.objects.visible_to(request.user).named_or_seated(q).exclude(pk__in=listed)[:MOST_KNOWN]
    context = {
        "meeting": meeting,
        "count": noted(meeting.attendances.all()),
        "page": lists.page_by_key(request, expected.annotate(rank=COMING_FIRST), ("rank", "pk")),
        "present": present.order_by("-position")[: lists.PER_PAGE],
        "known": known,
        "q": q,
        "query": lists.kept_query(q=q),
        "may_record": meeting.record_is_open,
        "refusal": refusal,
        "was_parked": False,
    }
    return render(request, "staff/attendance/attendance.html", context, status=status)


def _by_code(meeting: Meeting, q: str) -> Registration | Enrolment | None:
    """The registration of a spoken code, ignoring case and separators; or a pass for a training."""
    typed = q.replace(" ", "").replace("-", "").upper()
    if not typed:
        return None
    return meeting.registrations.exclude(state=RegistrationState.REMOVED).filter(code=typed).first() or passed(typed)


def _known(request: HttpRequest) -> Association | None:
    pk = number_of(request.GET.get("association"))
    return None if pk is None else get_object_or_404(Association.objects.visible_to(request.user), pk=pk)


def _present(request: HttpRequest, pk: int) -> Attendance:
    visible = Meeting.objects.visible_to(request.user)
    return get_object_or_404(Attendance.objects.select_related("meeting"), pk=pk, meeting__in=visible)


def _arrived(there: str, row: Attendance) -> str:
    return f"{there}#present-{row.pk}"
