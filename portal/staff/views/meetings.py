from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from consultations.actions import confidence, meetings as actions
from consultations.models import Intervention, Meeting, Point
from consultations.states import MEETING, MeetingState
from core import parking
from core.errors import DomainError
from portal.staff import lists
from portal.staff.doors import needs, step_of
from portal.staff.forms.meetings import MeetingForm, MoveForm
from portal.staff.parts import PARTS, initial
from portal.staff.saving import FormPage, status_of
from reference.models import PoliceUnit

# Announcing and postponing wait for the public agenda.
OFFERED = ("open", "close", "resume", "cancel")
RECORDABLE = (MeetingState.DRAFT, MeetingState.ANNOUNCED, MeetingState.IN_SESSION)


@needs("consultations.view_meetings")
def meetings(request: HttpRequest) -> HttpResponse:
    units = [(unit.key, str(unit)) for unit in PoliceUnit.objects.all()]
    q = lists.words(request)
    state = lists.chosen(request, "state", MeetingState.values)
    unit = lists.chosen(request, "unit", [key for key, _name in units])
    rows = Meeting.objects.visible_to(request.user).select_related("unit", "report")
    if q:
        rows = rows.filter(_says(q))
    if state:
        rows = rows.filter(state=state)
    if unit:
        rows = rows.filter(unit__key=unit)
    selects = [
        lists.Select("state", _("State"), _("All states"), MeetingState.choices, state),
        lists.Select("unit", _("Police unit"), _("All units"), units, unit),
    ]
    context = {
        "page": lists.page_of(request, rows),
        "q": q,
        "selects": selects,
        "query": lists.kept_query(q=q, state=state, unit=unit),
        "may_record": request.user.has_perm("consultations.record_meetings"),
    }
    return render(request, "staff/meetings.html", context)


def _says(words: str) -> Q:
    places = (f"{field}__{language}__icontains" for field in ("title", "venue") for language in ("ar", "fr", "en"))
    found = Q()
    for place in places:
        found |= Q(**{place: words})
    return found


@needs("consultations.record_meetings")
def new(request: HttpRequest) -> HttpResponse:
    def save(cleaned: dict[str, Any]) -> str:
        meeting = actions.create(by=request.user, **cleaned)
        return reverse("staff:meeting", args=[meeting.pk])

    return FormPage(MeetingForm, save, _("New meeting"), back=reverse("staff:meetings")).respond(request)


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
    """The whole record of a meeting on one page, with a form for the next row of each list."""
    meeting = get_object_or_404(_with_record(request), pk=pk)
    may_record = meeting.record_is_open and request.user.has_perm("consultations.record_meetings")
    added = request.GET.get("added", "")
    context = {
        "meeting": meeting,
        "report": getattr(meeting, "report", None),
        "may_record": may_record,
        "recordable": RECORDABLE,
        "may_open": request.user.has_perm(confidence.OPEN),
        "moves": _moves(meeting)
        if meeting.record_is_open and request.user.has_perm("consultations.record_meetings")
        else [],
        "may_write": request.user.has_perm("consultations.write_reports"),
        "added": added,
        "refusal": refusal,
        "typed": typed or {},
        "was_parked": bool(typed) and not refusal,
        "forms": _empty_forms(meeting, added) if may_record else {},
    }
    return render(request, "staff/meeting.html", context, status=status)


def workspace_again(request: HttpRequest, pk: int) -> HttpResponse:
    return workspace(request, pk, typed=parking.take(request))


@needs("consultations.record_meetings")
@step_of(workspace_again)
def move(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Meeting.objects.visible_to(request.user), pk=pk)
    form = MoveForm(request.POST)
    if not form.is_valid() or form.cleaned_data["move"] not in OFFERED:
        return workspace(request, pk, refusal=_("This step does not exist."), status=400, typed=request.POST)
    try:
        actions.move(row, by=request.user, **form.cleaned_data)
    except DomainError as error:
        return workspace(request, pk, refusal=error.message, status=status_of(error), typed=request.POST)
    return redirect("staff:meeting", pk)


def _with_record(request: HttpRequest) -> Any:
    contributions = Intervention.objects.select_related("axis", "speaker__association").prefetch_related("points")
    points = Point.objects.select_related("demand").prefetch_related("themes", "areas", "interventions")
    return (
        Meeting.objects.visible_to(request.user)
        .select_related("unit", "organiser", "series", "requesting_association", "report")
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
    return [move for move in MEETING.offered(meeting.state) if move.name in OFFERED]


def _empty_forms(meeting: Meeting, added: str) -> dict[str, Any]:
    """One empty form per list; field ids differ, because they stand on one page."""
    forms = {}
    for part in PARTS:
        form = part.form(None, meeting=meeting, initial=initial(part, meeting), auto_id=f"{part.name}-%s")
        if part.name == added:
            form.fields[part.first].widget.widgets[0].attrs["autofocus"] = True
        forms[part.name] = form
    return forms
