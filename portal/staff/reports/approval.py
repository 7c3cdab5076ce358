"""The page to read a report before publication: the offered steps and the warnings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django import forms
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from consultations.invitations import published_meeting
from consultations.models import Report, ReportStep
from consultations.planning import authorship
from consultations.planning.meeting_document import compose_meeting
from consultations.reports import publication, steps as actions
from consultations.reports.report_document import compose_report, told
from consultations.states import REPORT, ReportState
from core.text.texts import Texts
from partners.directory import own_name_sentence
from portal.staff.forms import OfficeForm
from portal.staff.reading import packed
from portal.staff.reports.forms import ApproveForm, NoteForm, PublicSentenceForm, SentenceForm
from proposals.demands.demand_document import live_bodies, names_to_read
from proposals.models import Demand, Mention
from publications import warnings
from publications.canonical import sha256
from publications.schemas import MeetingDocument, ReportDocument
from reference.models import Theme

WRITE, APPROVE = "consultations.write_reports", "consultations.approve_reports"


@dataclass(frozen=True)
class Step:
    """``title``: the heading of the step; ``is_main``: its button is the primary one."""

    right: str
    take: Callable[..., Any]
    form: type[forms.Form]
    title: str | Promise
    hint: str | Promise = ""
    is_main: bool = False

    def arguments(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        return {"seen": cleaned["seen"]} if self.form is ApproveForm else cleaned


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
ON_ITS_PAGE = ("title", "agenda", "themes", "areas", "capacity", "invitation_rule", "map_url", "answers_until")
PLACES = {
    "title": _("in the title"),
    "lead": _("in the first lines"),
    "meeting": _("in the facts of the meeting"),
    "presence": _("in the list of those present"),
    "opening": _("in the opening remarks"),
    "agreed": _("in what contributions agreed on"),
    "demands": _("in the demands"),
    "other_points": _("in the other points"),
    "conclusion": _("in the conclusion"),
}


class Offered(NamedTuple):
    name: str
    step: Step
    form: forms.Form
    is_open: bool


class DemandWording(NamedTuple):
    """``is_new``: the public does not know the demand yet; otherwise it knows it in other words.

    ``names``: of associations, in which its ledger tells of earlier meetings from now on.
    """

    demand: Demand
    is_new: bool
    names: list[Texts]


class Check(NamedTuple):
    """A warning for display."""

    label: str
    excerpt: str
    place: str | Promise


def context(report: Report, user: User, typed: dict[str, forms.Form]) -> dict[str, Any]:
    document, wordings, page = compose_report(report), demand_wordings(report), meeting_page(report)
    own_names = authorship.of_report(report).get(user.pk, [])
    is_author = bool(own_names) or Report.objects.written_by(user).filter(pk=report.pk).exists()
    may_write = user.has_perm(WRITE)
    return {
        "report": report,
        "document": document,
        "demands": [{"point": point, "demand": None} for point in document.demands],
        "wordings": wordings,
        "meeting_page": page,
        "checks": checks(document, wordings, page),
        "steps": correspondence(report),
        "offered": offered(report, user, typed, is_author=is_author),
        "is_author": is_author,
        "own_names": own_name_sentence(own_names) if own_names else "",
        "waits_for_another": is_author and report.state == ReportState.IN_REVIEW and user.has_perm(APPROVE),
        "may_edit": may_write and report.is_writable,
        "new_points": _points_left_out(report) if may_write and report.is_writable else 0,
    }


def offered(report: Report, user: User, typed: dict[str, forms.Form], *, is_author: bool) -> list[Offered]:
    """The steps that the user may take now. An author gets a note that somebody else must approve instead of a button."""
    found = []
    for move in REPORT.offered(report.state):
        step = STEPS.get(move.name)
        if step is None or not user.has_perm(step.right) or (move.name == "approve" and is_author):
            continue
        if move.name == "withdraw" and not publication.is_live(report):
            continue
        initial = _reading(report) if step.form is ApproveForm else {}
        form = typed.get(move.name) or step.form(auto_id=f"{move.name}-%s", initial=initial)
        found.append(Offered(move.name, step, form, is_open=step.is_main or move.name in typed))
    return sorted(found, key=lambda each: not each.step.is_main)


def _reading(report: Report) -> dict[str, str]:
    """What the approval form says was read: the text that this page shows."""
    text = told(report)
    return {"seen": sha256(text), "read": packed(text)}


def checks(document: ReportDocument, wordings: list[DemandWording], page: MeetingDocument | None = None) -> list[Check]:
    sensitive = set(Theme.objects.exclude(care="").values_list("key", flat=True))
    in_report = warnings.scan(document, sensitive_themes=sensitive)
    in_demands = [
        Check(warning.kind.label, warning.excerpt, _("in the demand %(number)s") % {"number": wording.demand.number})
        for wording in wordings
        for texts in (wording.demand.title, wording.demand.details, *wording.names)
        for warning in warnings.in_texts(texts, "demand")
    ]
    on_page = [
        Check(warning.kind.label, warning.excerpt, _("on the page of the meeting"))
        for warning in (warnings.scan(page) if page else [])
        if warning.where.split(".")[0] in ON_ITS_PAGE
    ]
    in_text = [Check(found.kind.label, found.excerpt, PLACES.get(found.where.split(".")[0], "")) for found in in_report]
    return in_text + in_demands + on_page


def demand_wordings(report: Report) -> list[DemandWording]:
    """Demands with texts that the approval publishes: new and reworded ones, and those with a new name of an association.

    Three queries.
    """
    mentioned = Mention.objects.from_meeting(report.meeting.key).values("demand")
    demands = list(Demand.objects.filter(pk__in=mentioned).order_by("number"))
    live = live_bodies(demands)
    names = names_to_read(demands, live)
    return [
        DemandWording(demand, is_new=demand.key not in live, names=names.get(demand.pk, []))
        for demand in demands
        if (public := live.get(demand.key)) is None
        or demand.pk in names
        or (public.title, public.details) != (demand.title, demand.details)
    ]


def meeting_page(report: Report) -> MeetingDocument | None:
    """The page of the meeting as the approval leaves it, where it tells what neither the public knows nor the report says."""
    page, known = (
        compose_meeting(report.meeting, report_key=report.meeting.key),
        published_meeting.known(report.meeting),
    )
    return page if known is None or any(getattr(page, name) != getattr(known, name) for name in ON_ITS_PAGE) else None


def correspondence(report: Report) -> QuerySet[ReportStep]:
    return report.steps.select_related("by")


def _points_left_out(report: Report) -> int:
    return report.meeting.points.reportable().exclude(reported__report=report).count()
