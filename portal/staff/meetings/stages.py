"""Where a meeting stands, from its plan to its report, and the one step that comes next."""

from __future__ import annotations

from typing import Final, NamedTuple

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from accounts.models import User
from consultations.models import Meeting, Report
from consultations.states import MeetingState, ReportState
from publications.models import Document
from publications.schemas import MeetingDocument, ReportDocument

STAGES: Final = (
    pgettext_lazy("stage of a meeting", "Plan"),
    pgettext_lazy("stage of a meeting", "Announced"),
    pgettext_lazy("stage of a meeting", "In the room"),
    pgettext_lazy("stage of a meeting", "Report"),
    pgettext_lazy("stage of a meeting", "Published"),
)
PLAN, ANNOUNCED, ROOM, REPORT, PUBLISHED = range(1, 6)
M = MeetingState


class Next(NamedTuple):
    """``is_posted``: a step that is taken at once; ``button`` empty: it is not for this person, who reads the sentence."""

    sentence: str | Promise
    button: str | Promise = ""
    url: str = ""
    is_posted: bool = False


NOTHING: Final = Next("")
DAY_IS_MISSING: Final = _("Its day is not known: note that it was held, or give its day.")


class Public(NamedTuple):
    meeting: bool
    report: bool


def stage(meeting: Meeting, report: Report | None) -> int:
    """The number of the present stage, from 1; 0 for a meeting that does not take place."""
    if meeting.state in (M.CANCELLED, M.POSTPONED):
        return 0
    if report is not None:
        return PUBLISHED if report.state == ReportState.PUBLISHED else REPORT
    return {M.DRAFT: PLAN, M.ANNOUNCED: ANNOUNCED, M.IN_SESSION: ROOM}.get(MeetingState(meeting.state), REPORT)


def public_pages(meeting: Meeting) -> Public:
    """Which pages of the meeting the public can open. One query."""
    kinds = Document.objects.filter(
        kind__in=[MeetingDocument.kind, ReportDocument.kind], key=meeting.key, live__is_tombstone=False
    )
    found = set(kinds.values_list("kind", flat=True))
    return Public(MeetingDocument.kind in found, ReportDocument.kind in found)


def next_step(meeting: Meeting, report: Report | None, user: User) -> Next:
    if report is not None:
        return _of_report(report, user)
    if meeting.state == M.CLOSED:
        return _after_the_room(meeting, user)
    if not user.has_perm("consultations.record_meetings"):
        return NOTHING
    if meeting.state == M.POSTPONED:
        return Next(_("Set the new date."), _("Edit the facts"), reverse("staff:meeting_edit", args=[meeting.pk]))
    if meeting.state == M.IN_SESSION or _is_due(meeting):
        url = reverse("staff:live_recorder", args=[meeting.pk])
        is_open = meeting.state == M.IN_SESSION
        return Next(_("The session is open.") if is_open else _("Its day has come."), _("Record live"), url)
    if not meeting.knows_its_day:
        return Next(DAY_IS_MISSING, _("Edit the facts"), reverse("staff:meeting_edit", args=[meeting.pk]))
    if meeting.state == M.DRAFT:
        url = reverse("staff:announcement", args=[meeting.pk])
        return Next(_("The head of the cell reads the plan and announces it."), _("Announcement"), url)
    if meeting.state == M.ANNOUNCED:
        return Next(_("Invite associations."), _("Invitations"), reverse("staff:invitations", args=[meeting.pk]))
    return NOTHING


def _is_due(meeting: Meeting) -> bool:
    is_planned = meeting.state in (M.DRAFT, M.ANNOUNCED) and meeting.knows_its_day
    return is_planned and meeting.held_on <= timezone.localdate()


def _after_the_room(meeting: Meeting, user: User) -> Next:
    if not user.has_perm("consultations.write_reports"):
        return Next(_("Next: an editor drafts the report from this record."))
    url = reverse("staff:report_draft", args=[meeting.pk])
    return Next(_("The session is closed."), _("Draft the report"), url, is_posted=True)


def _of_report(report: Report, user: User) -> Next:
    url, sentences = reverse("staff:report", args=[report.pk]), {
        ReportState.DRAFTING: _("The report is being written."),
        ReportState.RETURNED: _("The report was returned with a comment."),
        ReportState.IN_REVIEW: _("The report waits for a second person."),
        ReportState.PUBLISHED: _("The report is published."),
        ReportState.WITHDRAWN: _("The report was withdrawn."),
    }  # fmt: skip
    return Next(sentences[ReportState(report.state)], _("Open the report"), url)
