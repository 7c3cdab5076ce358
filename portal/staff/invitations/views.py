"""Invitations and registrations of a meeting, and answers by telephone."""

from __future__ import annotations

from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _, ngettext

from consultations.invitations import recipients, registrations as actions
from consultations.invitations.open_for_answers import is_before
from consultations.invitations.published_meeting import known
from consultations.models import Meeting, Registration
from consultations.states import MeetingState, RegistrationState
from core.db.functions import holds_words
from core.errors import DomainError
from core.web import form_recovery, success_messages
from core.web.refusals import status_of
from partners.models import Association
from partners.states import MAY_SUBMIT
from portal.common.answers import Answering
from portal.common.numbers import number_of
from portal.staff import lists
from portal.staff.decorators import needs, step_of
from portal.staff.invitations.forms import MOST_CHOSEN, ChosenForm
from reference.models import Area, Theme

RECORD = "consultations.record_meetings"


@needs(RECORD)
def invitations(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = meeting_of(request, pk)
    state = lists.chosen(request, "state", RegistrationState.values)
    q = lists.words(request)
    rows = meeting.registrations.select_related("association")
    if q:
        rows = rows.filter(holds_words(q, "association__folded", "folded"))
    if state:
        rows = rows.filter(state=state)
    page = lists.page_by_key(request, rows, ("made_at", "pk"))
    counted = dict(meeting.registrations.values_list("state").annotate(Count("pk")).order_by("state"))
    taken = actions.seats_taken(meeting)
    has_begun = _has_begun(meeting)
    states = [(value, f"{label} ({counted.get(value, 0)})") for value, label in RegistrationState.choices]
    context = {
        "meeting": meeting,
        "page": page,
        "rows": recipients.mailboxes(page),
        "q": q,
        "selects": [lists.Select("state", _("State"), _("All states"), states, state)],
        "query": lists.kept_query(q=q, state=state),
        "taken": taken,
        "free": None if meeting.capacity is None else max(0, meeting.capacity - taken),
        "over": meeting.capacity is not None and taken > meeting.capacity,
        "waiting": counted.get(RegistrationState.WAITING, 0),
        "may_invite": meeting.state == MeetingState.ANNOUNCED and not has_begun,
        "has_begun": has_begun,
    }
    return render(request, "staff/invitations/invitations.html", context)


@needs(RECORD)
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose associations that are not on the list yet, by area, theme or name."""
    meeting = meeting_of(request, pk)
    areas = [(area.key, str(area)) for area in Area.objects.all()]
    themes = [(theme.key, str(theme)) for theme in Theme.objects.all()]
    q = lists.words(request)
    area = lists.chosen(request, "area", [key for key, _name in areas])
    theme = lists.chosen(request, "theme", [key for key, _name in themes])
    rows = _chosen(meeting, request.user, q=q, area=area, theme=theme)
    page = lists.page_by_key(request, rows.prefetch_related("areas"), ("pk",))
    context = {
        "meeting": meeting,
        "page": page,
        "total": rows.count(),
        "most": MOST_CHOSEN,
        "q": q,
        "area": area,
        "theme": theme,
        "selects": [
            lists.Select("area", _("Area"), _("All areas"), areas, area),
            lists.Select("theme", _("Theme"), _("All themes"), themes, theme),
        ],
        "query": lists.kept_query(q=q, area=area, theme=theme),
    }
    return render(request, "staff/invitations/choose.html", context)


@needs(RECORD)
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """A preview of the recipients and their mailboxes; POST sends to them."""
    meeting = meeting_of(request, pk)
    if request.method == "POST":
        return _send(request, meeting)
    chosen = _named(request, meeting)
    if not chosen:
        return redirect("staff:invite_choose", pk)
    return _preview(request, meeting, chosen)


@needs(RECORD)
def registration(request: HttpRequest, pk: int) -> HttpResponse:
    return _registration(request, Answering(_row(request, pk), typed=form_recovery.take(request), by_telephone=True))


@needs(RECORD)
@step_of(registration)
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """The answer of an association by telephone."""
    answering = Answering(_row(request, pk), by_telephone=True)
    if answering.take(request.POST):
        return redirect("staff:registration", pk)
    return _registration(request, answering)


@needs(RECORD)
@step_of(registration)
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    return _step(request, pk, actions.remove)


@needs(RECORD)
@step_of(registration)
def invite_again(request: HttpRequest, pk: int) -> HttpResponse:
    return _step(request, pk, actions.invite_again)


def meeting_of(request: HttpRequest, pk: int) -> Meeting:
    return get_object_or_404(Meeting.objects.visible_to(request.user).select_related("unit"), pk=pk)


def _has_begun(meeting: Meeting) -> bool:
    """Whether an announced meeting has begun, so that nobody can be invited any more."""
    return meeting.state == MeetingState.ANNOUNCED and not is_before(meeting, known(meeting))


def _chosen(meeting: Meeting, user: Any, *, q: str = "", area: str = "", theme: str = "") -> Any:
    listed = meeting.registrations.filter(association__isnull=False).values("association")
    rows = Association.objects.visible_to(user).named_or_seated(q)
    rows = rows.filter(state__in=MAY_SUBMIT).exclude(pk__in=listed)
    if area:
        rows = rows.filter(areas__key=area)
    if theme:
        rows = rows.filter(themes__key=theme)
    return rows.order_by("pk")


def _named(request: HttpRequest, meeting: Meeting) -> list[Association]:
    """The ticked associations, or all that match the filters."""
    if request.GET.get("all"):
        filters = {name: lists.words(request, name) for name in ("q", "area", "theme")}
        return list(_chosen(meeting, request.user, **filters)[:MOST_CHOSEN])
    picked = [pk for pk in map(number_of, request.GET.getlist("pick")) if pk is not None]
    return list(_chosen(meeting, request.user).filter(pk__in=picked[:MOST_CHOSEN]))


def _preview(
    request: HttpRequest, meeting: Meeting, chosen: list[Association], *, refusal: Any = "", status: int = 200
) -> HttpResponse:
    boxes = recipients.of_associations(chosen)
    context = {
        "meeting": meeting,
        "chosen": chosen,
        "reached": [(each, boxes[each.pk]) for each in chosen if boxes[each.pk]],
        "unreached": [each for each in chosen if not boxes[each.pk]],
        "refusal": refusal,
        "was_parked": False,
    }
    return render(request, "staff/invitations/preview.html", context, status=status)


def _send(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    form = ChosenForm(request.POST, allowed=Association.objects.visible_to(request.user).filter(state__in=MAY_SUBMIT))
    if not form.is_valid():
        return _preview(request, meeting, [], refusal=_("Choose at least one association."), status=400)
    chosen = list(form.cleaned_data["pick"][:MOST_CHOSEN])
    try:
        invited = actions.invite(meeting, chosen, by=request.user)
    except DomainError as error:
        return _preview(request, meeting, chosen, refusal=error.message, status=status_of(error))
    for sentence in _told(invited):
        success_messages.add(request, sentence)
    return redirect("staff:invitations", meeting.pk)


def _told(invited: list[Registration]) -> list[str]:
    """To how many associations a mail goes, and how many were only added to the list, for want of a mailbox."""
    informed = sum(bool(boxes) for _registration, boxes in recipients.mailboxes(invited))
    added = len(invited) - informed
    mailed = ngettext(
        "%(count)s association invited: the mail is on its way.",
        "%(count)s associations invited: the mails are on their way.",
        informed,
    )
    listed = ngettext(
        "%(count)s association without e-mail address was added to the list: call it.",
        "%(count)s associations without e-mail address were added to the list: call them.",
        added,
    )
    told = [words % {"count": count} for words, count in ((mailed, informed), (listed, added)) if count]
    return told or [_("No association was added to the list.")]


def _row(request: HttpRequest, pk: int) -> Registration:
    rows = Registration.objects.visible_to(request.user).select_related("meeting", "association")
    return get_object_or_404(rows, pk=pk)


def _step(request: HttpRequest, pk: int, act: Any) -> HttpResponse:
    answering = Answering(_row(request, pk), by_telephone=True)
    try:
        act(answering.registration, by=request.user)
    except DomainError as error:
        answering.refusal, answering.status = error.message, status_of(error)
        return _registration(request, answering)
    return redirect("staff:registration", pk)


def _registration(request: HttpRequest, answering: Answering) -> HttpResponse:
    row = answering.registration
    context = answering.context | {
        "boxes": recipients.mailboxes([row])[0][1],
        "may_invite": not _has_begun(row.meeting),
    }
    return render(request, "staff/invitations/registration.html", context, status=answering.status)
