"""What waits for a user, by the user's functions, the oldest first; :mod:`portal.staff.start.page` puts it in order of harm."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from django.db.models import DateTimeField, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from consultations.models import Meeting, Report
from consultations.states import MeetingState, ReportState
from core.text.partial_days import Known
from core.text.texts import Texts
from partners.models import Association, GuideSuggestion
from partners.states import Verification
from portal.staff.concerns import urgent
from portal.staff.concerns.inbox import Remaining, heading, remaining
from portal.staff.demands.merging_labels import WAITING
from portal.staff.drafts.page import DraftPage
from portal.staff.drafts.pages import DRAFT_PAGES
from portal.staff.meetings.stages import DAY_IS_MISSING
from proposals.concerns import publication_approval
from proposals.concerns.deadlines import owes_first_answer
from proposals.demands import verdicts
from proposals.demands.follow_up import APPROVE
from proposals.models import Concern, Demand, DemandLetter, LedgerChange, PublishedConcern
from proposals.states import FollowUpState
from publications.drafts.models import DraftedText
from publications.schemas import ReferenceDocument
from reference import publishing

MAX_ROWS = 50
# Concerns with a deadline within this time are shown.
NEAR = dt.timedelta(days=1)


class Waiting(NamedTuple):
    """``remaining``: the time until the deadline, if there is one."""

    since: dt.date
    thing: Meeting | Report | Concern | Association | ReferenceDocument | Demand | PublishedConcern | DraftedText
    sentence: str | Promise
    url: str
    button: str | Promise
    remaining: Remaining | None = None

    @property
    def title(self) -> Texts:
        if isinstance(self.thing, Concern):
            return heading(self.thing)
        return self.thing.name if isinstance(self.thing, Association) else self.thing.title

    @property
    def has_state(self) -> bool:
        return not isinstance(self.thing, ReferenceDocument | PublishedConcern | DraftedText)

    @property
    def urgent_since(self) -> str:
        return urgent.since(self.thing) if isinstance(self.thing, Concern) else ""

    @property
    def days(self) -> int:
        """Days since ``moment``; 0 for today and the future."""
        return max(0, (timezone.localdate() - self.since).days)


class FirstRows:
    """Reads the first rows of each kind, and counts those that it leaves out."""

    def __init__(self) -> None:
        self.left_out = 0

    def of(self, rows: QuerySet[Any]) -> list[Any]:
        found = list(rows[: MAX_ROWS + 1])
        if len(found) > MAX_ROWS:
            self.left_out += rows.count() - MAX_ROWS
        return found[:MAX_ROWS]


def waiting_for(user: User, first: FirstRows | None = None, *, today: Collection[Meeting] = ()) -> list[Waiting]:
    """Without the meetings of ``today`` (:func:`tonight`)."""
    first = first or FirstRows()
    found: list[Waiting] = []
    if user.has_perm("proposals.review_concerns"):
        found += _concerns(user)
    if user.has_perm("proposals.moderate_verdicts"):
        found += _verdicts(first)
    if user.has_perm("proposals.assign_demands"):
        found += _letters(first)
    if user.has_perm(APPROVE):
        found += _merges_and_splits(user, first)
    if user.has_perm("partners.verify_associations"):
        found += _associations(user, first)
    if user.has_perm("consultations.approve_reports"):
        found += _reviews(user, first)
    for page in DRAFT_PAGES:
        if user.has_perm(page.drafting.approve_right):
            found += _drafts(page, user, first)
    if user.has_perm("partners.write_guide"):
        found += _suggestions(first)
    if user.has_perm(publication_approval.APPROVE):
        found += _wordings(user, first)
    if user.has_perm("consultations.write_reports"):
        found += [*_writing(user, first), *_without_report(user, first)]
    if user.has_perm("consultations.record_meetings"):
        found += _records(user, first, today)
    if user.has_perm("reference.approve"):
        found += _lists(user)
    return sorted(found, key=lambda each: each.since)


def in_inbox(user: User) -> int:
    """The number of concerns with a deadline, however far."""
    if not user.has_perm("proposals.review_concerns"):
        return 0
    return Concern.objects.visible_to(user).waiting().count()


def _concerns(user: User) -> Iterator[Waiting]:
    """Concerns that may be an emergency, are overdue or due soon; the others are only in the inbox."""
    soon = Concern.objects.visible_to(user).due_by(timezone.now() + NEAR)
    for concern in soon.select_related("association")[:MAX_ROWS]:
        yield Waiting(
            timezone.localdate(concern.received_at),
            concern,
            _("Accepted: a first answer is due.") if owes_first_answer(concern) else _("To be read, and decided."),
            reverse("staff:concern", args=[concern.pk]),
            _("Review it"),
            remaining(concern),
        )


def _associations(user: User, first: FirstRows) -> Iterator[Waiting]:
    for association in first.of(Association.objects.visible_to(user).waiting()):
        pending = association.state == Verification.PENDING
        yield Waiting(
            timezone.localdate(association.waits_since),
            association,
            _("To be verified, or its directory page to be approved.")
            if pending
            else _("It answered, or changed what it says or shows."),
            reverse("staff:association", args=[association.pk]),
            _("Look at it"),
        )


def _verdicts(first: FirstRows) -> Iterator[Waiting]:
    for verdict in first.of(verdicts.waiting()):
        yield Waiting(
            verdict.given_on,
            verdict.answer.demand,
            _("An association gave its verdict on the answer: to be read before it is public."),
            reverse("staff:verdict", args=[verdict.pk]),
            _("Read the verdict"),
        )


def _letters(first: FirstRows) -> Iterator[Waiting]:
    for letter in first.of(DemandLetter.objects.unanswered().select_related("demand")):
        yield Waiting(
            timezone.localdate(letter.at),
            letter.demand,
            _("An association wrote to the cell about it."),
            f"{reverse('staff:demand', args=[letter.demand_id])}#letters",
            _("Read the letter"),
        )


def _merges_and_splits(user: User, first: FirstRows) -> Iterator[Waiting]:
    rows = LedgerChange.objects.filter(state=FollowUpState.IN_REVIEW, whole__in=Demand.objects.visible_to(user))
    written = set(rows.filter(authors=user).values_list("pk", flat=True))
    sent = rows.select_related("whole").annotate(moved_at=Max("steps__at")).order_by("moved_at")
    for change in first.of(sent):
        yield Waiting(
            timezone.localdate(change.moved_at),
            change.whole,
            _("You wrote part of it: another person must approve it.")
            if change.pk in written
            else WAITING[change.kind],
            reverse("staff:ledger_change", args=[change.pk]),
            _("Read it"),
        )


def _reviews(user: User, first: FirstRows) -> Iterator[Waiting]:
    written = set(Report.objects.written_by(user).awaiting_review().values_list("pk", flat=True))
    for report in _dated(Report.objects.visible_to(user).awaiting_review(), first):
        is_author = report.pk in written
        yield Waiting(
            _last_step(report),
            report,
            _("You wrote part of it: another person must approve it.")
            if is_author
            else _("Waits for a second person."),
            reverse("staff:report", args=[report.pk]),
            _("Read the report"),
        )


def _drafts(page: DraftPage[Any], user: User, first: FirstRows) -> Iterator[Waiting]:
    """Texts of one kind that a second person reads."""
    rows = page.drafting.model._default_manager.visible_to(user).awaiting_review()  # type: ignore[attr-defined]
    written = set(rows.written_by(user).values_list("pk", flat=True))
    for row in first.of(rows.annotate(moved_at=Max("steps__at")).order_by("moved_at")):
        yield Waiting(
            timezone.localdate(row.moved_at),
            row,
            _("You wrote part of it: another person must approve it.")
            if row.pk in written
            else _("Waits for a second person."),
            reverse(f"staff:{page.name}", args=[row.pk]),
            page.words.read,
        )


def _suggestions(first: FirstRows) -> Iterator[Waiting]:
    for suggestion in first.of(GuideSuggestion.objects.waiting().select_related("chapter").order_by("id")):
        yield Waiting(
            timezone.localdate(suggestion.at),
            suggestion.chapter,
            _("An association suggests a change of the guide."),
            reverse("staff:guide_suggestion", args=[suggestion.pk]),
            _("Read the suggestion"),
        )


def _wordings(user: User, first: FirstRows) -> Iterator[Waiting]:
    rows = PublishedConcern.objects.visible_to(user).awaiting_review()
    written = set(rows.written_by(user).values_list("pk", flat=True))
    for wording in first.of(rows.annotate(moved_at=Max("steps__at")).order_by("moved_at")):
        yield Waiting(
            timezone.localdate(wording.moved_at),
            wording,
            _("You wrote part of it: another person must approve it.")
            if wording.pk in written
            else _("Waits for a second person."),
            reverse("staff:publication", args=[wording.pk]),
            _("Read the public wording"),
        )


def _lists(user: User) -> Iterator[Waiting]:
    """Reference lists with changes that are not approved yet."""
    for kind, edition in publishing.live_editions().items():
        office = publishing.compose(kind)
        if edition.body == office:
            continue
        is_author = user.pk in publishing.writers(kind, office)
        yield Waiting(
            timezone.localdate(edition.published_at),
            office,
            _("You wrote part of it: another person must approve it.")
            if is_author
            else _("Waits for a second person."),
            reverse("staff:reference_list", args=[kind]),
            _("Read the list"),
        )


def _writing(user: User, first: FirstRows) -> Iterator[Waiting]:
    for report in _dated(Report.objects.visible_to(user).being_written(), first):
        returned = report.state == ReportState.RETURNED
        yield Waiting(
            _last_step(report),
            report,
            _("Returned with a comment.") if returned else _("The report is being written."),
            reverse("staff:report", args=[report.pk]),
            _("Go on writing"),
        )


def _without_report(user: User, first: FirstRows) -> Iterator[Waiting]:
    """Since the session was closed: a record that is entered years after its meeting waits since then."""
    closed = Coalesce("closed_at", Cast("held_on", DateTimeField()))
    meetings = first.of(Meeting.objects.visible_to(user).without_report().order_by(closed, "held_on"))
    listed = Meeting.objects.filter(pk__in=[meeting.pk for meeting in meetings])
    late = set(listed.late_with_report(timezone.localdate()).values_list("pk", flat=True))
    for meeting in meetings:
        yield Waiting(
            meeting.closed_on,
            meeting,
            _("Closed, and its report is late.") if meeting.pk in late else _("Closed, and without a report."),
            _page(meeting),
            _("Draft the report"),
        )


def tonight(user: User) -> list[Meeting]:
    """Meetings of today that are not over, and the one of yesterday evening that still goes on. Of a meeting whose day is not known nobody
    can say that it is today."""
    today = timezone.localdate()
    of_today = Q(held_on=today, state__in=[MeetingState.DRAFT, MeetingState.ANNOUNCED, MeetingState.IN_SESSION])
    goes_on = Q(held_on=today - dt.timedelta(days=1), state=MeetingState.IN_SESSION)
    rows = Meeting.objects.visible_to(user).filter(of_today | goes_on, day_known=Known.DAY)
    return list(rows.order_by("held_on", "starts_at", "pk"))


def _records(user: User, first: FirstRows, today: Collection[Meeting]) -> Iterator[Waiting]:
    states = [MeetingState.DRAFT, MeetingState.IN_SESSION]
    announces = user.has_perm("consultations.announce_meetings")
    rows = Meeting.objects.visible_to(user).filter(state__in=states).exclude(pk__in=[row.pk for row in today])
    meetings = first.of(rows.annotate(entered_at=_entered_at()).order_by("held_on", "pk"))
    listed = Meeting.objects.filter(authors=user, pk__in=[meeting.pk for meeting in meetings])
    own = set(listed.values_list("pk", flat=True)) if announces else set()
    for meeting in meetings:
        if meeting.state == MeetingState.IN_SESSION:
            yield _record(meeting, _("In session: the record is open."), _("Open the record"))
        elif not meeting.knows_its_day:
            yield _record(meeting, DAY_IS_MISSING, _("Open the meeting"))
        elif _has_passed(meeting):
            yield _record(meeting, _("Its day is over, and no record was opened."), _("Open the meeting"))
        elif announces and meeting.pk not in own:
            url = reverse("staff:announcement", args=[meeting.pk])
            yield _record(meeting, _("Planned, and not announced yet."), _("Read and announce"), url)
        else:
            yield _record(meeting, _("Being prepared."), _("Open the meeting"))


def _record(meeting: Any, sentence: str | Promise, button: str | Promise, url: str = "") -> Waiting:
    """A plan counts until its day; what was opened or entered later waits since then."""
    is_planned = meeting.knows_its_day and not _has_passed(meeting)
    moment = meeting.opened_at or (None if is_planned else meeting.entered_at)
    return Waiting(
        timezone.localdate(moment) if moment else meeting.held_on, meeting, sentence, url or _page(meeting), button
    )


def _has_passed(meeting: Meeting) -> bool:
    return meeting.held_on < timezone.localdate()


def _entered_at() -> Subquery:
    events = Meeting.pgh_event_models["insert"].objects.filter(pgh_obj=OuterRef("pk")).order_by("pgh_id")  # type: ignore[attr-defined]
    return Subquery(events.values("pgh_created_at")[:1])


def _dated(reports: QuerySet[Report], first: FirstRows) -> Any:
    return first.of(reports.select_related("meeting").annotate(moved_at=Max("steps__at")).order_by("moved_at"))


def _last_step(report: Any) -> dt.date:
    return timezone.localdate(report.moved_at) if report.moved_at else report.meeting.held_on


def _page(meeting: Meeting) -> str:
    return reverse("staff:meeting", args=[meeting.pk])
