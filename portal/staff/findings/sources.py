"""The drafts in which findings are answered: how each is found, composed and read. A feature that publishes adds a line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.functional import Promise

from accounts.models import User
from consultations.models import Meeting, Report
from consultations.planning.announcement import pending_announcement
from consultations.reports.approval import pending_report
from cooperation.models import Network
from cooperation.networks import members_edition
from cooperation.networks.drafting import NETWORKS
from cooperation.networks.statements import STATEMENTS
from cooperation.partnerships.publication import PARTNERSHIPS
from cooperation.press.kits import KITS
from cooperation.programmes.drafting import PROGRAMMES
from cooperation.trainings.drafts import TRAININGS
from core.errors import DomainError
from partners import directory
from partners.guide.chapters import CHAPTERS
from partners.models import Association
from proposals.concerns import publication, publication_approval
from proposals.demands import approval as follow_ups, merging_approval, support, verdicts
from proposals.demands.follow_up import APPROVE
from proposals.demands.permissions import may_follow_up
from proposals.demands.voice_edition import MODERATE
from proposals.digests.approval import DIGESTS
from proposals.models import Demand, FollowUp, LedgerChange, PublishedConcern, Verdict
from publications.drafts.actions import Drafting
from publications.pending import PendingPublication


class Source(NamedTuple):
    """``rows``: what this user may see. ``compose``: what an approval of the row would publish, with this user as the approver.
    ``may``: whether the user may answer: who writes the draft or approves it. ``page``: the URL name of the page on which it is read.
    """

    rows: Callable[[User], Any]
    compose: Callable[[Any, User], PendingPublication | None]
    may: Callable[[User, Any], bool]
    page: str

    def row(self, request: HttpRequest, pk: int) -> Any:
        return get_object_or_404(self.rows(request.user), pk=pk)

    def pending(self, row: Any, user: User) -> tuple[PendingPublication | None, str | Promise]:
        """What would be published, or why it cannot be composed."""
        try:
            return self.compose(row, user), ""
        except DomainError as error:
            return None, error.message


def _any_of(*rights: str) -> Callable[[User, Any], bool]:
    return lambda user, _row: any(map(user.has_perm, rights))


def draft_source(drafting: Drafting[Any], page: str) -> Source:
    """Of a drafted text."""
    return Source(
        drafting.model._default_manager.visible_to,
        lambda row, _user: drafting.compose(row),
        _any_of(drafting.write_right, drafting.approve_right),
        page,
    )


def may_answer_follow_up(user: User, row: FollowUp) -> bool:
    return user.has_perm(APPROVE) or may_follow_up(user, row.demand)


def may_answer_ledger_change(user: User, row: LedgerChange) -> bool:
    return user.has_perm(APPROVE) or all(may_follow_up(user, demand) for demand in (row.part, row.whole))


def _demands(user: User) -> Any:
    return Demand.objects.visible_to(user)


SOURCES: Mapping[str, Source] = {
    "report": Source(
        lambda user: Report.objects.visible_to(user).select_related("meeting__unit", "meeting__organiser"),
        lambda row, user: pending_report(row, approver=user),
        _any_of("consultations.write_reports", "consultations.approve_reports"),
        "staff:report",
    ),
    "announcement": Source(
        lambda user: Meeting.objects.visible_to(user).select_related("unit", "organiser", "series"),
        lambda row, _user: pending_announcement(row),
        _any_of("consultations.record_meetings", "consultations.announce_meetings"),
        "staff:announcement",
    ),
    "follow-up": Source(
        lambda user: FollowUp.objects.select_related("demand").filter(demand__in=_demands(user)),
        lambda row, _user: follow_ups.pending(row),
        may_answer_follow_up,
        "staff:follow_up_read",
    ),
    "ledger-change": Source(
        lambda user: LedgerChange.objects.select_related("part", "whole", "undoes").filter(whole__in=_demands(user)),
        lambda row, _user: merging_approval.pending(row),
        may_answer_ledger_change,
        "staff:ledger_change",
    ),
    "publication": Source(
        lambda user: PublishedConcern.objects.visible_to(user).select_related("concern__association"),
        lambda row, _user: publication_approval.pending(row),
        _any_of(publication.WRITE, publication_approval.APPROVE),
        "staff:publication",
    ),
    "digest": draft_source(DIGESTS, "staff:digest"),
    "training": draft_source(TRAININGS, "staff:training"),
    "guide": draft_source(CHAPTERS, "staff:guide"),
    "network": draft_source(NETWORKS, "staff:network"),
    "network-members": Source(
        Network.objects.visible_to,
        lambda row, _user: members_edition.pending(row),
        _any_of(NETWORKS.approve_right),
        "staff:network_members",
    ),
    "statement": draft_source(STATEMENTS, "staff:statement"),
    "press_kit": draft_source(KITS, "staff:press_kit"),
    "partnership": draft_source(PARTNERSHIPS, "staff:partnership"),
    "programme": draft_source(PROGRAMMES, "staff:programme"),
    "association": Source(
        Association.objects.visible_to,
        lambda row, _user: directory.pending_entry(row),
        _any_of("partners.verify_associations"),
        "staff:association",
    ),
    "verdict": Source(
        lambda _user: Verdict.objects.filter(decided_at=None).select_related("association", "answer__demand"),
        lambda row, _user: verdicts.pending(row),
        _any_of(MODERATE),
        "staff:verdict",
    ),
    "supporters": Source(
        Demand.objects.visible_to,
        lambda row, _user: support.pending(row),
        _any_of(MODERATE),
        "staff:supporters",
    ),
}
