"""The agenda of a meeting, and its announcement."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from consultations.models import AgendaItem, Axis, Meeting
from consultations.planning import agenda as actions, announcement as announcing
from consultations.states import MEETING, MeetingState
from core.errors import DomainError, NotAllowed
from core.web import form_recovery, success_messages
from core.web.refusals import status_of
from portal.staff import lists, moved
from portal.staff.decorators import needs, note_refusal, step_of
from portal.staff.meetings.forms import AnnounceForm, CallOffForm, CarryForm, PlaceForm
from portal.staff.planning.agenda import candidates, topics
from portal.staff.planning.announcement import findings_of
from portal.staff.reading import Change, changes_since
from publications.pending import PendingPublication
from publications.schemas import MeetingDocument

RECORD, ANNOUNCE = "consultations.record_meetings", "consultations.announce_meetings"


@needs(RECORD)
def agenda(request: HttpRequest, pk: int) -> HttpResponse:
    return _agenda(request, pk)


def _agenda(request: HttpRequest, pk: int, *, refusal: Any = "", status: int = 200) -> HttpResponse:
    meeting = get_object_or_404(Meeting.objects.visible_to(request.user), pk=pk)
    q = lists.words(request)
    found = candidates(meeting, request.user, q)
    context = {
        "meeting": meeting,
        "may_record": meeting.record_is_open,
        "topics": topics(meeting, request.user),
        "found": found,
        "q": q,
        "refusal": refusal,
        "was_parked": False,
        "moved": moved.moved(request),
    }
    return render(request, "staff/planning/agenda.html", context, status=status)


def _to_agenda(request: HttpRequest, pk: int) -> HttpResponse:
    return redirect("staff:agenda", pk)


@needs(RECORD)
@step_of(_to_agenda)
def outstanding(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = _meeting(request, pk)
    return _done(request, pk, lambda: actions.begin_with_outstanding(meeting, by=request.user))


@needs(RECORD)
@step_of(_to_agenda)
def place(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = _meeting(request, pk)
    form = PlaceForm(request.POST, meeting=meeting, by=request.user)
    if not form.is_valid():
        return _agenda(request, pk, refusal=_("Choose what is to be placed, and under which topic."), status=400)
    return _done(request, pk, lambda: moved.query("item", actions.place(by=request.user, **form.cleaned_data).pk))


def _to_agenda_of_topic(request: HttpRequest, pk: int) -> HttpResponse:
    return redirect("staff:agenda", _row(request, Axis, pk).meeting_id)


@needs(RECORD)
@step_of(_to_agenda_of_topic)
def shift_topic(request: HttpRequest, pk: int) -> HttpResponse:
    axis = _row(request, Axis, pk)
    form = CarryForm(request.POST)
    if not form.is_valid():
        return _agenda(request, axis.meeting_id, refusal=_("This step does not exist."), status=400)
    steps = form.cleaned_data["steps"]

    def act() -> str:
        actions.shift_topic(axis, by=request.user, steps=steps)
        return moved.query("topic", axis.pk, steps)

    return _done(request, axis.meeting_id, act)


def _to_agenda_of_item(request: HttpRequest, pk: int) -> HttpResponse:
    return redirect("staff:agenda", _row(request, AgendaItem, pk).meeting_id)


@needs(RECORD)
@step_of(_to_agenda_of_item)
def take_off(request: HttpRequest, pk: int) -> HttpResponse:
    item = _row(request, AgendaItem, pk)

    def act() -> str:
        actions.take_off(item, by=request.user)
        return moved.query("topic", item.axis_id)

    return _done(request, item.meeting_id, act)


def _done(request: HttpRequest, pk: int, act: Callable[[], Any]) -> HttpResponse:
    """``act`` may return a query that says where the keyboard goes."""
    try:
        place = act()
    except DomainError as error:
        return _agenda(request, pk, refusal=error.message, status=status_of(error))
    return redirect(reverse("staff:agenda", args=[pk]) + (place if isinstance(place, str) else ""))


@needs("consultations.view_meetings")
def announcement(request: HttpRequest, pk: int) -> HttpResponse:
    """The public page of the meeting as it will be, with the steps for users who may announce it."""
    return _announcement(request, pk, typed=form_recovery.take(request))


@needs(ANNOUNCE)
@step_of(announcement)
def announce(request: HttpRequest, pk: int) -> HttpResponse:
    row = _meeting(request, pk)
    form = AnnounceForm(request.POST, again=row.state == MeetingState.ANNOUNCED)
    if not form.is_valid():
        return _announcement(request, pk, status=400, announce_form=form)
    try:
        announcing.announce(row, by=request.user, **form.values)
    except DomainError as error:
        return _refused(request, pk, error, announce_form=form)
    success_messages.add(request, _("Announced: the public page of the meeting is open."))
    return redirect("staff:meeting", pk)


def call_off(name: str) -> Any:
    """Makes the view of ``postpone`` or ``cancel``."""
    act = getattr(announcing, name)

    def again(request: HttpRequest, pk: int) -> HttpResponse:
        typed = form_recovery.take(request)
        forms = {} if typed is None else {name: CallOffForm(typed, auto_id=f"{name}-%s")}
        return _announcement(request, pk, called_off=forms, was_parked=typed is not None)

    @needs(ANNOUNCE)
    @step_of(again)
    def called_off(request: HttpRequest, pk: int) -> HttpResponse:
        form = CallOffForm(request.POST, auto_id=f"{name}-%s")
        if not form.is_valid():
            return _announcement(request, pk, status=400, called_off={name: form})
        try:
            act(_meeting(request, pk), by=request.user, **form.values)
        except DomainError as error:
            return _refused(request, pk, error, called_off={name: form})
        return redirect("staff:meeting", pk)

    return called_off


def _refused(request: HttpRequest, pk: int, error: DomainError, **forms: Any) -> HttpResponse:
    if isinstance(error, NotAllowed):
        note_refusal(request)
    return _announcement(request, pk, status=status_of(error), refusal=error.message, **forms)


def _announcement(
    request: HttpRequest,
    pk: int,
    *,
    status: int = 200,
    refusal: Any = "",
    typed: Any = None,
    announce_form: AnnounceForm | None = None,
    called_off: dict[str, CallOffForm] | None = None,
    was_parked: bool = False,
) -> HttpResponse:
    meeting = _meeting(request, pk)
    pending = announcing.pending_announcement(meeting)
    moves = {move.name for move in MEETING.offered(meeting.state)}
    may, again = request.user.has_perm(ANNOUNCE), meeting.state == MeetingState.ANNOUNCED
    is_told = again and pending.main.is_unchanged
    waits = bool(moves & {"announce", "announce_again"}) and not is_told
    changes = _decided_anew(announce_form, pending)
    if announce_form is None and may and waits:
        announce_form = AnnounceForm(typed, again=again, initial=pending.carried())
    context = _as_the_public_will_read_it(meeting, pending, request.user) | {
        "announce_form": None if pending.refusal_of(request.user.pk) else announce_form,
        "again": again,
        "is_told": is_told,
        "waits_for_head": not may and waits,
        "waits_for_another": may and waits and bool(pending.refusal_of(request.user.pk)),
        "changes": changes,
        "authors": pending.authors,
        "own_names": pending.refusal_of(request.user.pk) if request.user.pk in pending.renamers else "",
        "offered": _called_off_by(moves, called_off or {}) if may else [],
        "typed_move": next(iter(called_off or {}), ""),
        "refusal": refusal,
        "was_parked": was_parked or typed is not None,
    }
    return render(request, "staff/planning/announcement.html", context, status=status)


def _as_the_public_will_read_it(meeting: Meeting, pending: PendingPublication, user: User) -> dict[str, Any]:
    found = findings_of(meeting, user, pending)
    document = cast(MeetingDocument, found.marked.main.body)
    return {
        "meeting": meeting,
        "document": document,
        "facts": document.facts,
        "found": found,
        "keeps_old_day": meeting.state == MeetingState.POSTPONED and announcing.keeps_its_day(meeting),
    }


def _decided_anew(form: AnnounceForm | None, pending: PendingPublication) -> list[Change]:
    """A refused ``form`` is about what the page shows now; returns what changed since the person read it."""
    if form is None or "seen" not in form.data:
        return []
    changes = changes_since(form.data, pending)
    form.data = form.data.copy() | pending.carried()
    return changes


def _called_off_by(moves: set[str], typed: dict[str, CallOffForm]) -> list[tuple[Any, CallOffForm]]:
    names = [name for name in MEETING.by_name if name in ("postpone", "cancel") and name in moves]
    return [(MEETING.by_name[name], typed.get(name) or CallOffForm(auto_id=f"{name}-%s")) for name in names]


def _meeting(request: HttpRequest, pk: int) -> Meeting:
    return get_object_or_404(
        Meeting.objects.visible_to(request.user).select_related("unit", "organiser", "series"), pk=pk
    )


def _row(request: HttpRequest, model: Any, pk: int) -> Any:
    visible = Meeting.objects.visible_to(request.user)
    return get_object_or_404(model.objects.select_related("meeting"), pk=pk, meeting__in=visible)
