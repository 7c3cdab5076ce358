"""The page to read a report before publication: the offered steps and the warnings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, cast

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import get_language_info, gettext_lazy as _

from accounts.models import User
from consultations.models import Report, ReportStep
from consultations.reports import approval, missing_facts, steps as actions
from consultations.states import REPORT, ReportState
from core.text.texts import LANGUAGES, Texts
from portal.staff.document_steps import Step
from portal.staff.findings.part import Part
from portal.staff.findings.sources import SOURCES
from portal.staff.forms import OfficeForm
from portal.staff.reading import changes_since
from portal.staff.reports.forms import ApproveForm, NoteForm, PublicSentenceForm, SentenceForm
from proposals.demands.demand_document import new_names
from publications.pending import PendingPublication
from publications.schemas import DemandDocument, MeetingDocument, ReportDocument
from reference.publishing import approved_names

WRITE, APPROVE = "consultations.write_reports", "consultations.approve_reports"


STEPS = {
    "submit": Step(
        WRITE, actions.submit, NoteForm, _("Send to review"), _("The head of the cell reads it next."), is_main=True
    ),
    "approve": Step(
        APPROVE,
        actions.approve,
        ApproveForm,
        _("Approve and publish"),
        _("It becomes public at once, with the wording of the demands it mentions."),
        is_main=True,
    ),
    "return": Step(APPROVE, actions.return_, SentenceForm, _("Return with a comment")),
    "correct": Step(
        WRITE,
        actions.correct,
        SentenceForm,
        _("Start a correction"),
        _("The public edition stays until the corrected one is approved."),
    ),
    "withdraw": Step(
        APPROVE,
        actions.withdraw,
        PublicSentenceForm,
        _("Withdraw from the public"),
        _("At once. Readers find your sentence in its place."),
    ),
    "redraft": Step(WRITE, actions.redraft, OfficeForm, _("Draft again"), is_main=True),
}
BEFORE_PUBLICATION = (ReportState.DRAFTING, ReportState.RETURNED, ReportState.IN_REVIEW)
ON_ITS_PAGE = ("title", "agenda", "themes", "areas", "capacity", "invitation_rule", "map_url", "answers_until")
WORDING = ("title", "details", "owner", "due_on", "themes", "areas", "state", "steps")


class Offered(NamedTuple):
    name: str
    step: Step
    form: forms.Form
    is_open: bool
    url: str = ""


class DemandWording(NamedTuple):
    """``is_new``: the public does not know the demand yet; otherwise it knows it in other words.

    ``names``: of associations, in which its ledger tells of earlier meetings from now on. ``reported``: the words of the report, where the
    demand has others. ``pk``: of the demand.
    """

    document: DemandDocument
    is_new: bool
    names: list[Texts]
    reported: Texts = Texts()
    pk: int = 0
    shown: DemandDocument | None = None


def context(
    report: Report, user: User, typed: dict[str, forms.Form], *, read: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Everything on the page comes from one composition, whose fingerprint the form of the approval carries.

    ``read``: what the form of a refused approval says was read.
    """
    pending = approval.pending_report(report, approver=user)
    found = findings_of(report, user, pending)
    document = cast(ReportDocument, found.marked.main.body)
    wordings, refusal = demand_wordings(pending, shown=found.marked), pending.refusal_of(user.pk)
    missing = missing_facts.gaps(report) if report.state in BEFORE_PUBLICATION else []
    may_write = user.has_perm(WRITE)
    return {
        "report": report,
        "document": document,
        "change_note": found.marked.main.note,
        "demands": [{"point": point, "demand": None} for point in document.demands],
        "wordings": with_reported_words(wordings, report),
        "missing": missing,
        "may_reword": user.has_perm("proposals.change_demands") and report.state in BEFORE_PUBLICATION,
        "leaving": list(_leaving(pending)),
        "meeting_page": meeting_page(pending, shown=found.marked),
        "found": found,
        "changes": changes_since(read, pending),
        "steps": correspondence(report),
        "offered": offered(report, user, typed, pending),
        "drafts": [(code, get_language_info(code)["name_local"]) for code in draft_languages(report)],
        "is_author": bool(refusal),
        "authors": pending.authors,
        "own_names": refusal if user.pk in pending.renamers else "",
        "waits_for_another": bool(refusal) and report.state == ReportState.IN_REVIEW and user.has_perm(APPROVE),
        "may_edit": may_write and report.is_writable,
        "new_points": _points_left_out(report) if may_write and report.is_writable else 0,
    }


def draft_languages(report: Report) -> list[str]:
    """Languages in which the draft can be printed for signatures: none once the report is published."""
    if not report.is_draft:
        return []
    return [language for language in LANGUAGES if getattr(report.title, language) and getattr(report.lead, language)]


def offered(report: Report, user: User, typed: dict[str, forms.Form], pending: PendingPublication) -> list[Offered]:
    """The steps this person may take now; an author is told that another approves, not offered a button that refuses."""
    found = []
    for move in REPORT.offered(report.state):
        step = STEPS.get(move.name)
        if step is None or not user.has_perm(step.right) or (move.name == "approve" and pending.refusal_of(user.pk)):
            continue
        if move.name == "withdraw" and not approval.is_live(report):
            continue
        initial = pending.carried() if step.form is ApproveForm else {}
        form = typed.get(move.name) or step.form(auto_id=f"{move.name}-%s", initial=initial)
        found.append(Offered(move.name, step, form, is_open=step.is_main or move.name in typed))
    return sorted(found, key=lambda each: not each.step.is_main)


def findings_of(report: Report, user: User, pending: PendingPublication) -> Part:
    source = SOURCES["report"]
    edit = reverse("staff:report_edit", args=[report.pk]) if user.has_perm(WRITE) and report.is_writable else ""
    return Part(pending, "report", report.pk, edit, source.may(user, report))


def demand_wordings(pending: PendingPublication, *, shown: PendingPublication | None = None) -> list[DemandWording]:
    """Demands of which the approval makes words public: new ones, reworded ones, and those that name an association by a new name.

    ``shown``: the same with marks on the words that the gate found.
    """
    approved = approved_names()
    marked = {each.key: each.body for each in (shown or pending).of_kind(DemandDocument.kind)}
    found = []
    for each in pending.of_kind(DemandDocument.kind):
        body, public = cast(DemandDocument | None, each.body), cast(DemandDocument | None, each.public)
        if body is None:
            continue
        names = new_names(body, public, approved=approved, told=pending.main.key)
        if public is None or names or _differ(body, public, WORDING):
            words = cast(DemandDocument, marked[each.key])
            found.append(DemandWording(body, is_new=public is None, names=names, shown=words))
    return found


def with_reported_words(wordings: list[DemandWording], report: Report) -> list[DemandWording]:
    """With what the report says of each demand, if the demand itself will be published in other words."""
    rows = report.reported_points.filter(point__demand__number__in=[each.document.number for each in wordings])
    told = {row.point.demand.number: row for row in rows.select_related("point__demand") if row.point.demand}
    found = []
    for each in wordings:
        row = told.get(each.document.number)
        if row is not None and row.point.demand:
            differs = row.title != each.document.title
            each = each._replace(reported=row.title if differs else Texts(), pk=row.point.demand.pk)
        found.append(each)
    return found


def _leaving(pending: PendingPublication) -> Iterator[DemandDocument]:
    """Demands that no report mentions any more."""
    for each in pending.of_kind(DemandDocument.kind):
        if each.body is None and each.public:
            yield cast(DemandDocument, each.public)


def meeting_page(pending: PendingPublication, *, shown: PendingPublication | None = None) -> MeetingDocument | None:
    """The page of the meeting as the approval leaves it, where it tells what neither the public knows nor the report says.

    ``shown``: the same publication with marks on the words that the gate found.
    """
    pages = zip(pending.of_kind(MeetingDocument.kind), (shown or pending).of_kind(MeetingDocument.kind), strict=True)
    for each, marked in pages:
        if each.key == pending.main.key and (each.public is None or _differ(each.body, each.public, ON_ITS_PAGE)):
            return cast(MeetingDocument, marked.body)
    return None


def _differ(now: Any, before: Any, fields: tuple[str, ...]) -> bool:
    return any(getattr(now, name) != getattr(before, name) for name in fields)


def correspondence(report: Report) -> QuerySet[ReportStep]:
    return report.steps.select_related("by")


def _points_left_out(report: Report) -> int:
    return report.meeting.points.reportable().exclude(reported__report=report).count()
