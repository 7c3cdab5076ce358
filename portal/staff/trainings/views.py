"""The list of trainings, the sessions of one, who takes part, and the door."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consultations.states import RegistrationState
from cooperation.models import Certificate, Enrolment, SessionPresence, Training, TrainingSession
from cooperation.trainings import certificates, drafts, enrolments, presence, published
from cooperation.trainings.enrolments import RUN
from core import clock
from core.errors import DomainError
from core.web.refusals import status_of
from portal.staff import lists
from portal.staff.decorators import needs, step_of
from portal.staff.saving import FormPage
from portal.staff.trainings import page
from portal.staff.trainings.forms import DoorForm, SessionForm


@needs(page.VIEW)
def trainings(request: HttpRequest) -> HttpResponse:
    rows = lists.page_by_key(request, Training.objects.visible_to(request.user), ("-pk",))
    context = {"page": rows, "may_write": request.user.has_perm(page.WRITE)}
    return render(request, "staff/trainings/trainings.html", context)


def training_of(request: HttpRequest, pk: int) -> Training:
    found: Training = get_object_or_404(Training.objects.visible_to(request.user), pk=pk)
    return found


@needs(page.WRITE)
def session_new(request: HttpRequest, pk: int) -> HttpResponse:
    row, back = training_of(request, pk), reverse("staff:training", args=[pk])
    last = row.sessions.last()
    like = {"starts_at": last.starts_at, "ends_at": last.ends_at, "trainer": last.trainer} if last else {}

    def save(values: dict[str, Any]) -> str:
        drafts.add_session(row, by=request.user, **values)
        return back

    def make(typed: Any) -> SessionForm:
        return SessionForm(typed, instance=TrainingSession(training=row, **like))

    return FormPage(make, save, _("Add a session"), back=back).respond(request)


@needs(page.WRITE)
def session_edit(request: HttpRequest, pk: int) -> HttpResponse:
    row = _session(request, pk)
    back = reverse("staff:training", args=[row.training_id])

    def save(values: dict[str, Any]) -> str:
        drafts.edit_session(row, by=request.user, **values)
        return back

    def make(typed: Any) -> SessionForm:
        return SessionForm(typed, instance=TrainingSession.objects.get(pk=pk))

    return FormPage(make, save, _("Edit a session"), back=back).respond(request)


def _page_of_session(request: HttpRequest, pk: int) -> HttpResponse:
    return redirect("staff:training", _session(request, pk).training_id)


@needs(page.WRITE)
@step_of(_page_of_session)
def session_remove(request: HttpRequest, pk: int) -> HttpResponse:
    row = _session(request, pk)
    try:
        drafts.remove_session(row, by=request.user)
    except DomainError as error:
        return page.PAGE.read(request, row.training_id, refusal=error.message, status=status_of(error))
    return redirect("staff:training", row.training_id)


def _session(request: HttpRequest, pk: int) -> TrainingSession:
    visible = Training.objects.visible_to(request.user)
    return get_object_or_404(TrainingSession.objects.select_related("training"), pk=pk, training__in=visible)


@needs(RUN)
def participants(request: HttpRequest, pk: int) -> HttpResponse:
    return _participants(request, pk)


def _participants(request: HttpRequest, pk: int, *, refusal: Any = "", status: int = 200) -> HttpResponse:
    row = training_of(request, pk)
    facts = published.known(row)
    counted = dict(row.enrolments.values_list("state").annotate(Count("pk")).order_by("state"))
    listed = row.enrolments.filter(state__in=enrolments.ON_THE_LIST).select_related("association")
    taken = counted.get(RegistrationState.REGISTERED, 0)
    context = {
        "training": row,
        "facts": facts,
        "page": lists.page_by_key(request, listed.annotate(present=Count("presences")), ("pk",)),
        "taken": taken,
        "free": max(0, facts.capacity - taken) if facts else None,
        "waiting": counted.get(RegistrationState.WAITING, 0),
        "door": reverse("staff:training_door", args=[pk]) if facts and facts.first_day <= clock.today() else "",
        "is_over": facts is not None and published.is_over(facts),
        "entitled": certificates.entitled(row, facts).count() if facts else 0,
        "issued": _certificates(request, row),
        "may_issue": request.user.has_perm(certificates.ISSUE),
        "refusal": refusal,
        "was_parked": False,
    }
    return render(request, "staff/trainings/participants.html", context, status=status)


def _certificates(request: HttpRequest, row: Training) -> Any:
    rows = Certificate.objects.visible_to(request.user).filter(enrolment__training=row)
    return rows.select_related("enrolment__association")[: lists.PER_PAGE]


def _page_of_enrolment(request: HttpRequest, pk: int) -> HttpResponse:
    return redirect("staff:training_participants", _enrolment(request, pk).training_id)


@needs(RUN)
@step_of(_page_of_enrolment)
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    row = _enrolment(request, pk)
    return _step(request, row.training_id, lambda: enrolments.remove(row, by=request.user))


@needs(certificates.ISSUE)
@step_of(lambda _request, pk: redirect("staff:training_participants", pk))
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    row = training_of(request, pk)
    return _step(request, pk, lambda: certificates.issue(row, by=request.user))


def _step(request: HttpRequest, pk: int, act: Callable[[], Any]) -> HttpResponse:
    try:
        act()
    except DomainError as error:
        return _participants(request, pk, refusal=error.message, status=status_of(error))
    return redirect("staff:training_participants", pk)


def _enrolment(request: HttpRequest, pk: int) -> Enrolment:
    rows = Enrolment.objects.visible_to(request.user).select_related("training", "association")
    return get_object_or_404(rows, pk=pk)


@needs(RUN)
def door(request: HttpRequest, pk: int) -> HttpResponse:
    """Who is expected and who is here in one session, by default that of today."""
    return _door(request, training_of(request, pk))


def _door(request: HttpRequest, row: Training, *, refusal: Any = "", status: int = 200) -> HttpResponse:
    q = lists.words(request)
    if found := passed(q):
        return redirect("staff:check_in_code", found.code)
    sessions = _until_today(row)
    chosen = next((each for each in sessions if str(each.pk) == request.GET.get("session")), None)
    session = chosen or (sessions[-1] if sessions else None)
    listed = row.enrolments.filter(state__in=enrolments.ON_THE_LIST).select_related("association")
    if q:
        listed = listed.filter(Q(participant__icontains=q) | Q(association__folded__icontains=q))
    here = SessionPresence.objects.filter(session=session).select_related("enrolment__association").order_by("-pk")
    context = {
        "training": row,
        "sessions": sessions,
        "session": session,
        "page": lists.page_by_key(request, listed.exclude(presences__session=session), ("pk",)),
        "here": here[: lists.PER_PAGE],
        "count": here.count(),
        "q": q,
        "query": lists.kept_query(q=q, session=str(session.pk) if session else ""),
        "refusal": refusal,
        "was_parked": False,
    }
    return render(request, "staff/trainings/door.html", context, status=status)


def passed(typed: str) -> Enrolment | None:
    """The place of a spoken code, ignoring case and separators."""
    code = typed.replace(" ", "").replace("-", "").upper()
    return Enrolment.objects.filter(code=code, state__in=enrolments.ON_THE_LIST).first() if code else None


def check_in(request: HttpRequest, row: Enrolment) -> HttpResponse:
    """The page of the QR code of a pass. GET notes nobody: the button does."""
    sessions = row.training.sessions.filter(day__lte=clock.today())
    there = reverse("staff:training_door", args=[row.training_id])
    present = row.presences.filter(session__in=row.training.sessions.filter(day=clock.today())).first()

    def make(typed: Any) -> DoorForm:
        return DoorForm(typed, sessions=sessions, initial={"session": sessions.last()})

    def save(values: dict[str, Any]) -> str:
        noted = presence.note(row, by=request.user, **values)
        return f"{there}?session={noted.session_id}#present-{noted.pk}"

    more = {"enrolment": row, "present": present, "is_early": not sessions.exists()}
    return FormPage(
        make,
        save,
        row.participant or str(row.association),
        back=there,
        template="staff/trainings/check_in.html",
        button=_("Mark as present"),
        more=more,
    ).respond(request)


def _door_of_presence(request: HttpRequest, pk: int) -> HttpResponse:
    return redirect("staff:training_door", _presence(request, pk).session.training_id)


@needs(RUN)
@step_of(_door_of_presence)
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    row = _presence(request, pk)
    try:
        presence.take_back(row, by=request.user)
    except DomainError as error:
        return _door(request, row.session.training, refusal=error.message, status=status_of(error))
    return redirect("staff:training_door", row.session.training_id)


def _presence(request: HttpRequest, pk: int) -> SessionPresence:
    visible = Enrolment.objects.visible_to(request.user)
    return get_object_or_404(SessionPresence.objects.select_related("session__training"), pk=pk, enrolment__in=visible)


def _until_today(row: Training) -> list[TrainingSession]:
    return list(row.sessions.filter(day__lte=clock.today()))
