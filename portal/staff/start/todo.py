"""The tasks of a user, by the user's functions, the oldest first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db.models import Max, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from consultations.models import Meeting, Report
from consultations.states import MeetingState, ReportState
from core.text.texts import Texts
from partners.models import Association
from partners.states import Verification
from portal.staff.concerns.inbox import Remaining, heading, remaining
from portal.staff.demands.merging_labels import WAITING
from proposals.demands import verdicts
from proposals.demands.follow_up import APPROVE
from proposals.digests import approval
from proposals.models import Concern, Demand, DemandLetter, Digest, LedgerChange
from proposals.states import ConcernState, FollowUpState
from publications.schemas import ReferenceDocument
from reference import publishing

MAX_ROWS = 50
# Concerns with a deadline within this time are shown.
NEAR = dt.timedelta(days=1)


class Waiting(NamedTuple):
    """``remaining``: the time until the deadline, if there is one."""

    since: dt.date
    thing: Meeting | Report | Concern | Association | ReferenceDocument | Demand | Digest
    sentence: str | Promise
    url: str
    button: str | Promise
    remaining: Remaining | None = None

    @property
    def title(self) -> Texts:
        if isinstance(self.thing, Concern):
            return heading(self.thing)
        if isinstance(self.thing, Digest):
            return approval.title(self.thing.of)
        return self.thing.name if isinstance(self.thing, Association) else self.thing.title

    @property
    def has_state(self) -> bool:
        return not isinstance(self.thing, ReferenceDocument | Digest)

    @property
    def days(self) -> int:
        """Days since ``moment``; 0 for today and the future."""
        return max(0, (timezone.localdate() - self.since).days)


def waiting_for(user: User) -> list[Waiting]:
    found: list[Waiting] = []
    if user.has_perm("proposals.review_concerns"):
        found += _concerns(user)
    if user.has_perm("proposals.moderate_verdicts"):
        found += _verdicts()
    if user.has_perm("proposals.assign_demands"):
        found += _letters()
    if user.has_perm(APPROVE):
        found += _merges_and_splits(user)
    if user.has_perm("partners.verify_associations"):
        found += _associations(user)
    if user.has_perm("consultations.approve_reports"):
        found += _reviews(user)
    if user.has_perm(approval.APPROVE):
        found += _digests(user)
    if user.has_perm("consultations.write_reports"):
        found += [*_writing(user), *_without_report(user)]
    if user.has_perm("consultations.record_meetings"):
        found += _records(user)
    if user.has_perm("reference.approve"):
        found += _lists(user)
    return sorted(found, key=lambda each: each.since)


def in_inbox(user: User) -> int:
    """The number of concerns with a deadline, however far."""
    if not user.has_perm("proposals.review_concerns"):
        return 0
    return Concern.objects.visible_to(user).waiting().count()


def _concerns(user: User) -> Iterator[Waiting]:
    """Concerns that are overdue or due soon; the others are only in the inbox."""
    soon = Concern.objects.visible_to(user).waiting().filter(due_at__lte=timezone.now() + NEAR)
    for concern in soon.select_related("association")[:MAX_ROWS]:
        yield Waiting(
            timezone.localdate(concern.received_at),
            concern,
            _("Accepted: a first answer is due.")
            if concern.state == ConcernState.ACCEPTED
            else _("To be read, and decided."),
            reverse("staff:concern", args=[concern.pk]),
            _("Review it"),
            remaining(concern),
        )


def _associations(user: User) -> Iterator[Waiting]:
    for association in Association.objects.visible_to(user).waiting()[:MAX_ROWS]:
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


def _verdicts() -> Iterator[Waiting]:
    for verdict in verdicts.waiting()[:MAX_ROWS]:
        yield Waiting(
            verdict.given_on,
            verdict.answer.demand,
            _("An association gave its verdict on the answer: to be read before it is public."),
            reverse("staff:verdict", args=[verdict.pk]),
            _("Read the verdict"),
        )


def _letters() -> Iterator[Waiting]:
    for letter in DemandLetter.objects.unanswered().select_related("demand")[:MAX_ROWS]:
        yield Waiting(
            timezone.localdate(letter.at),
            letter.demand,
            _("An association wrote to the cell about it."),
            f"{reverse('staff:demand', args=[letter.demand_id])}#letters",
            _("Read the letter"),
        )


def _merges_and_splits(user: User) -> Iterator[Waiting]:
    rows = LedgerChange.objects.filter(state=FollowUpState.IN_REVIEW, whole__in=Demand.objects.visible_to(user))
    written = set(rows.filter(authors=user).values_list("pk", flat=True))
    sent = rows.select_related("whole").annotate(moved_at=Max("steps__at")).order_by("moved_at")
    for change in sent[:MAX_ROWS]:
        yield Waiting(
            timezone.localdate(change.moved_at),
            change.whole,
            _("You wrote part of it: another person must approve it.")
            if change.pk in written
            else WAITING[change.kind],
            reverse("staff:ledger_change", args=[change.pk]),
            _("Read it"),
        )


def _reviews(user: User) -> Iterator[Waiting]:
    written = set(Report.objects.written_by(user).awaiting_review().values_list("pk", flat=True))
    for report in _dated(Report.objects.visible_to(user).awaiting_review()):
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


def _digests(user: User) -> Iterator[Waiting]:
    rows = Digest.objects.visible_to(user).awaiting_review()
    written = set(rows.written_by(user).values_list("pk", flat=True))
    for digest in rows.annotate(moved_at=Max("steps__at")).order_by("moved_at")[:MAX_ROWS]:
        yield Waiting(
            timezone.localdate(digest.moved_at),
            digest,
            _("You wrote part of it: another person must approve it.")
            if digest.pk in written
            else _("Waits for a second person."),
            reverse("staff:digest", args=[digest.pk]),
            _("Read the digest"),
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


def _writing(user: User) -> Iterator[Waiting]:
    for report in _dated(Report.objects.visible_to(user).being_written()):
        returned = report.state == ReportState.RETURNED
        yield Waiting(
            _last_step(report),
            report,
            _("Returned with a comment.") if returned else _("The report is being written."),
            reverse("staff:report", args=[report.pk]),
            _("Go on writing"),
        )


def _without_report(user: User) -> Iterator[Waiting]:
    late = set(Meeting.objects.late_with_report(timezone.localdate()).values_list("pk", flat=True))
    for meeting in Meeting.objects.visible_to(user).without_report().order_by("held_on")[:MAX_ROWS]:
        yield Waiting(
            meeting.held_on,
            meeting,
            _("Closed, and its report is late.") if meeting.pk in late else _("Closed, and without a report."),
            _page(meeting),
            _("Draft the report"),
        )


def _records(user: User) -> Iterator[Waiting]:
    states = [MeetingState.DRAFT, MeetingState.IN_SESSION]
    announces, today = user.has_perm("consultations.announce_meetings"), timezone.localdate()
    meetings = Meeting.objects.visible_to(user).filter(state__in=states).order_by("held_on")[:MAX_ROWS]
    own = set(Meeting.objects.filter(authors=user).values_list("pk", flat=True)) if announces else set()
    for meeting in meetings:
        in_session = meeting.state == MeetingState.IN_SESSION
        if announces and not in_session and meeting.held_on >= today and meeting.pk not in own:
            yield Waiting(
                meeting.held_on,
                meeting,
                _("Planned, and not announced yet."),
                reverse("staff:announcement", args=[meeting.pk]),
                _("Read and announce"),
            )
            continue
        yield Waiting(
            meeting.held_on,
            meeting,
            _("In session: the record is open.") if in_session else _("Being prepared."),
            _page(meeting),
            _("Open the record") if in_session else _("Open the meeting"),
        )


def _dated(reports: QuerySet[Report]) -> Any:
    return reports.select_related("meeting").annotate(moved_at=Max("steps__at")).order_by("moved_at")[:MAX_ROWS]


def _last_step(report: Any) -> dt.date:
    return timezone.localdate(report.moved_at) if report.moved_at else report.meeting.held_on


def _page(meeting: Meeting) -> str:
    return reverse("staff:meeting", args=[meeting.pk])
