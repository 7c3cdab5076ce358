"""Views to add, edit, order and delete rows of a meeting's record, shared by its three lists."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from consultations.models import Meeting
from consultations.record import sealed_contribution
from core.errors import DomainError
from core.web.refusals import status_of
from portal.staff import moved
from portal.staff.attendance import officials
from portal.staff.decorators import needs, step_of
from portal.staff.meetings.forms import ShiftForm
from portal.staff.meetings.views import workspace
from portal.staff.record.lists import PRESENCE, Part, Several
from portal.staff.record.made_once import made_once
from portal.staff.saving import FormPage

RIGHT = "consultations.record_meetings"


@needs(RIGHT)
def new(request: HttpRequest, pk: int, part: Part) -> HttpResponse:
    meeting = get_object_or_404(Meeting.objects.visible_to(request.user), pk=pk)

    def save(cleaned: dict[str, Any]) -> str:
        part.add(meeting, by=request.user, **cleaned)
        # No fragment in the URL: browsers then ignore ``autofocus``.
        return f"{reverse('staff:meeting', args=[pk])}?added={part.name}"

    known = officials.known(request.user, meeting) if part is PRESENCE else []
    like = officials.chosen(known, request.GET.get("like", ""))

    def make(typed: Any) -> Any:
        return made_once(part.form(typed, meeting=meeting, initial=officials.taken_over(like)))

    more = {"earlier": known, "like": like}
    return FormPage(
        make, save, part.new, back=_anchor(meeting, part), template="staff/record/new.html", more=more
    ).respond(request)


@needs(RIGHT)
def several(request: HttpRequest, pk: int, rows: Several) -> HttpResponse:
    """Rows of one list of the record at once, for a meeting of the past."""
    meeting = get_object_or_404(Meeting.objects.visible_to(request.user), pk=pk)

    def save(cleaned: dict[str, Any]) -> str:
        rows.add(meeting, by=request.user, **cleaned)
        return reverse(rows.next_page, args=[pk])

    def make(typed: Any) -> Any:
        return rows.form(typed, meeting=meeting)

    back = reverse("staff:meeting", args=[pk])
    return FormPage(make, save, rows.heading, back=back).respond(request)


@needs(RIGHT)
def edit(request: HttpRequest, pk: int, part: Part) -> HttpResponse:
    row = _row(request, pk, part)
    back = _anchor(row.meeting, part)

    def save(cleaned: dict[str, Any]) -> str:
        part.edit(row, by=request.user, **cleaned)
        return back

    def make(typed: Any) -> Any:
        return part.form(typed, meeting=row.meeting, instance=part.model.objects.get(pk=pk))

    more = {"remove_url": reverse(f"staff:{part.name}_remove", args=[pk]), "remove_words": part.take_away}
    if getattr(row, "is_confidential", False):
        may_open = request.user.has_perm(sealed_contribution.OPEN)
        more |= {"sealed_url": reverse("staff:contribution_open", args=[pk]), "may_open": may_open}
    return FormPage(make, save, part.change, back=back, more=more).respond(request)


def _to_its_list(request: HttpRequest, pk: int, part: Part) -> HttpResponse:
    return redirect(_anchor(_row(request, pk, part).meeting, part))


@needs(RIGHT)
@step_of(_to_its_list)
def remove(request: HttpRequest, pk: int, part: Part) -> HttpResponse:
    row = _row(request, pk, part)
    meeting = row.meeting
    try:
        part.remove(row, by=request.user)
    except DomainError as error:
        return workspace(request, meeting.pk, refusal=error.message, status=status_of(error))
    return redirect(_anchor(meeting, part))


@needs(RIGHT)
@step_of(_to_its_list)
def shift(request: HttpRequest, pk: int, part: Part) -> HttpResponse:
    row = _row(request, pk, part)
    form = ShiftForm(request.POST)
    if not form.is_valid():
        return workspace(request, row.meeting_id, refusal=_("This step does not exist."), status=400)
    try:
        part.shift(row, by=request.user, **form.cleaned_data)
    except DomainError as error:
        return workspace(request, row.meeting_id, refusal=error.message, status=status_of(error))
    place = moved.query(part.name, row.pk, form.cleaned_data["steps"])
    return redirect(reverse("staff:meeting", args=[row.meeting_id]) + place)


def _row(request: HttpRequest, pk: int, part: Part) -> Any:
    visible = Meeting.objects.visible_to(request.user)
    return get_object_or_404(part.model.objects.select_related("meeting"), pk=pk, meeting__in=visible)


def _anchor(meeting: Meeting, part: Part) -> str:
    return f"{reverse('staff:meeting', args=[meeting.pk])}#{part.name}"
