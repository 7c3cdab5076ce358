from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from consultations.models import Intervention, Meeting, Point
from consultations.planning import meetings as actions, typed_in
from consultations.planning.agenda import plan
from consultations.record import sealed_contribution
from consultations.record.headcounts import headcounts
from consultations.states import MEETING, MeetingState
from core.db.functions import holds_words
from core.errors import DomainError
from core.text.partial_days import Known
from core.web import form_recovery
from core.web.refusals import status_of
from portal.common.months import MAX_MEETINGS, Month
from portal.common.numbers import number_of
from portal.staff import lists, moved
from portal.staff.decorators import needs, step_of
from portal.staff.meetings import stages
from portal.staff.meetings.checklist import checklist
from portal.staff.meetings.forms import MeetingForm, MoveForm
from portal.staff.record.lists import PARTS
from portal.staff.record.made_once import made_once
from portal.staff.saving import FormPage
from reference.models import PoliceUnit

# Published changes have a separate page; a plan that was never announced can be discarded here.
OFFERED = ("open", "close", "hold", "resume", "cancel")
RECORDABLE = (MeetingState.DRAFT, MeetingState.ANNOUNCED, MeetingState.IN_SESSION)
# Before its day, the page of a meeting shows the plan; the forms of the record are collapsed.
AHEAD = (MeetingState.DRAFT, MeetingState.ANNOUNCED, MeetingState.POSTPONED)


@needs("consultations.view_meetings")
def meetings(request: HttpRequest) -> HttpResponse:
    q = lists.words(request)
    state = lists.chosen(request, "state", MeetingState.values)
    of_unit = _units(request)
    rows = _of(request, of_unit.chosen)
    if q:
        rows = rows.filter(holds_words(q, "folded"))
    if state:
        rows = rows.filter(state=state)
    selects = [lists.Select("state", _("State"), _("All states"), MeetingState.choices, state), of_unit]
    context = {
        "page": lists.page_by_key(request, rows, ("-held_on", "-pk")),
        "q": q,
        "selects": selects,
        "query": lists.kept_query(q=q, state=state, unit=of_unit.chosen),
        "may_record": request.user.has_perm("consultations.record_meetings"),
    }
    return render(request, "staff/meetings/meetings.html", context)


@needs("consultations.view_meetings")
def month(request: HttpRequest, *, year: int | None = None, month: int | None = None) -> HttpResponse:
    """Meetings of a month, including plans that are not public."""
    shown = Month.asked(year, month)
    of_unit = _units(request)
    rows = _of(request, of_unit.chosen)
    found = [
        (meeting.held_on, meeting)
        for meeting in rows.filter(held_on__range=shown.span, day_known=Known.DAY).order_by(
            "held_on", "starts_at", "pk"
        )[:MAX_MEETINGS]
    ]
    context = {
        "month": shown,
        "weeks": shown.weeks(found),
        "meetings": [meeting for day, meeting in found if shown.holds(day)],
        "selects": [of_unit],
        "query": "?" + urlencode({"unit": of_unit.chosen}) if of_unit.chosen else "",
        **shown.nearest(rows, "held_on"),
    }
    return render(request, "staff/meetings/month.html", context)


def _of(request: HttpRequest, unit: str) -> QuerySet[Meeting]:
    rows = Meeting.objects.visible_to(request.user).with_first_publication().select_related("unit", "report")
    return rows.filter(unit__key=unit) if unit else rows


def _units(request: HttpRequest) -> lists.Select:
    units = [(unit.key, str(unit)) for unit in PoliceUnit.objects.all()]
    chosen = lists.chosen(request, "unit", [key for key, _name in units])
    return lists.Select("unit", _("Police unit"), _("All units"), units, chosen)


@needs("consultations.record_meetings")
def new(request: HttpRequest) -> HttpResponse:
    like = _earlier(request)

    def save(cleaned: dict[str, Any]) -> str:
        if cleaned.pop("was_held"):
            return reverse("staff:presence_several", args=[typed_in.begin(by=request.user, **cleaned).pk])
        return reverse("staff:meeting", args=[plan(by=request.user, **cleaned).pk])

    def make(typed: Any) -> MeetingForm:
        form = MeetingForm(typed, like=like)
        form.initial["was_held"] = request.GET.get("held") == "1"
        return form

    return FormPage(make, save, _("New meeting"), back=reverse("staff:meetings")).respond(request)


def _earlier(request: HttpRequest) -> Meeting | None:
    """The meeting in ``?like=``, whose values a new plan copies."""
    pk = number_of(request.GET.get("like"))
    return None if pk is None else get_object_or_404(Meeting.objects.visible_to(request.user), pk=pk)


@needs("consultations.record_meetings")
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = get_object_or_404(Meeting.objects.visible_to(request.user), pk=pk)
    workspace = reverse("staff:meeting", args=[pk])

    def save(cleaned: dict[str, Any]) -> str:
        actions.edit(meeting, by=request.user, **cleaned)
        return workspace

    def make(typed: Any) -> MeetingForm:
        return MeetingForm(typed, instance=Meeting.objects.get(pk=pk))

    return FormPage(make, save, _("Facts of the meeting"), back=workspace).respond(request)


@needs("consultations.view_meetings")
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    return workspace(request, pk)


def workspace(
    request: HttpRequest, pk: int, *, refusal: Any = "", status: int = 200, typed: Mapping[str, Any] | None = None
) -> HttpResponse:
    """The complete record of a meeting on one page, with an empty form for each list."""
    meeting = get_object_or_404(_with_record(request), pk=pk)
    may_record = meeting.record_is_open and request.user.has_perm("consultations.record_meetings")
    added = request.GET.get("added", "")
    report = getattr(meeting, "report", None)
    people = headcounts(meeting, meeting.attendances.all()).people
    context = {
        "meeting": meeting,
        "report": report,
        "stages": stages.STAGES,
        "stage": stages.stage(meeting, report),
        "next": stages.next_step(meeting, report, request.user),
        "published": stages.public_pages(meeting),
        "may_record": may_record,
        "may_note": may_record and meeting.state != MeetingState.CANCELLED,
        "is_ahead": meeting.state in AHEAD and meeting.knows_its_day and meeting.held_on > timezone.localdate(),
        "people_present": people.value if people else None,
        "estimated": ["people"] if people and people.is_declared and meeting.counts_are_estimates else [],
        "recordable": RECORDABLE,
        "may_open": request.user.has_perm(sealed_contribution.OPEN),
        "moves": _moves(meeting)
        if meeting.record_is_open and request.user.has_perm("consultations.record_meetings")
        else [],
        "added": added,
        "moved": moved.moved(request),
        "refusal": refusal,
        "typed": typed or {},
        "was_parked": bool(typed) and not refusal,
        "forms": _empty_forms(meeting, added) if may_record else {},
        "checklist": checklist(meeting, may_record=may_record),
    }
    return render(request, "staff/meetings/meeting.html", context, status=status)


def workspace_again(request: HttpRequest, pk: int) -> HttpResponse:
    return workspace(request, pk, typed=form_recovery.take(request))


@needs("consultations.record_meetings")
@step_of(workspace_again)
def move(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Meeting.objects.visible_to(request.user), pk=pk)
    form = MoveForm(request.POST)
    if not form.is_valid() or form.cleaned_data["move"] not in OFFERED:
        return workspace(request, pk, refusal=form.refusal, status=400, typed=request.POST)
    try:
        actions.move(row, by=request.user, **form.cleaned_data)
    except DomainError as error:
        return workspace(request, pk, refusal=error.message, status=status_of(error), typed=request.POST)
    return redirect("staff:meeting", pk)


def _with_record(request: HttpRequest) -> Any:
    speakers = ("speaker__association", "speaker__institution", "speaker__unit")
    contributions = Intervention.objects.select_related("axis", *speakers).prefetch_related("points")
    points = Point.objects.select_related(
        "demand", "owner_unit", "owner_institution", "about_demand", "about_meeting"
    ).prefetch_related("themes", "areas", "interventions")
    return (
        Meeting.objects.visible_to(request.user)
        .with_first_publication()
        .select_related(
            "unit",
            "organiser",
            "organising_institution",
            "series",
            "requesting_association",
            "requesting_institution",
            "report",
        )
        .prefetch_related(
            "axes",
            "attendances__unit",
            "attendances__institution",
            "attendances__association",
            Prefetch("interventions", contributions),
            Prefetch("points", points),
        )
    )


def _moves(meeting: Meeting) -> list[Any]:
    """Only a plan that nobody knows is discarded here, and only a meeting whose day has come was held."""
    possible = {
        "cancel": meeting.state == MeetingState.DRAFT,
        "hold": not meeting.knows_its_day or meeting.held_on <= timezone.localdate(),
    }
    offered = (move for move in MEETING.offered(meeting.state) if move.name in OFFERED)
    return [move for move in offered if possible.get(move.name, True)]


def _empty_forms(meeting: Meeting, added: str) -> dict[str, Any]:
    """One empty form for each list, with different field ids, because they are on one page."""
    forms = {}
    for part in PARTS:
        form = made_once(part.form(None, meeting=meeting, auto_id=f"{part.name}-%s"))
        if part.name == added:
            form.fields[part.first].widget.widgets[0].attrs["autofocus"] = True
        forms[part.name] = form
    return forms
