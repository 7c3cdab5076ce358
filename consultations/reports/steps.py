"""Actions on reports, from the draft to the publication."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from consultations.models import DraftedSentence, Meeting, Point, Report, ReportedPoint, ReportStep
from consultations.record import new_demands
from consultations.reports import approval, checklist, drafting, missing_facts
from consultations.states import REPORT, MeetingState, ReportState
from core.db.optimistic_lock import change
from core.errors import DomainError
from core.text.texts import Texts
from publications import findings

Section = DraftedSentence.Section
Wording = tuple[Texts, Texts]


def draft(meeting: Meeting, *, by: User) -> Report:
    """Compose the first draft from the record of a closed meeting. One report per meeting."""
    with transaction.atomic():
        row = Meeting.objects.select_for_update().get(pk=meeting.pk)
        if row.state != MeetingState.CLOSED:
            raise DomainError(_("Close the session first: the report is drafted from the whole record."))
        if Report.objects.filter(meeting=row).exists():
            raise DomainError(_("This meeting already has a report."))
        checklist.refuse(row)
        draft = drafting.draft(row)
        report = Report.objects.create(
            meeting=row,
            title=draft.title,
            lead=draft.text(Section.LEAD),
            opening=draft.text(Section.OPENING),
            conclusion=draft.text(Section.CONCLUSION),
        )
        report.authors.add(by)
        _keep_sources(report, draft)
        _take_over_points(report)
        _note(report, "draft", by)
    return report


def redraft_points(report: Report, *, by: User) -> Report:
    """Add points to the report that were recorded since it was drafted; edited wordings are kept."""
    with transaction.atomic():
        row = _writable(report)
        _take_over_points(row)
        row.authors.add(by)
    return row


def edit(
    report: Report,
    *,
    by: User,
    version: int,
    title: Texts,
    lead: Texts,
    opening: Texts,
    conclusion: Texts,
    change_note: Texts,
    points: Mapping[int, Wording],
) -> Report:
    """Change the wording; ``points`` maps the id of a reported point to its title and text. ``by`` becomes an author."""
    with transaction.atomic():
        row = _writable(report)
        change(
            row,
            expected=version,
            title=title,
            lead=lead,
            opening=opening,
            conclusion=conclusion,
            change_note=change_note,
        )
        _reword(row.reported_points.filter(pk__in=points).select_related("point__demand"), points, by)
        row.authors.add(by)
    return row


def submit(report: Report, *, by: User, sentence: str = "") -> Report:
    """Raises :class:`~publications.findings.OpenFindings` where the gate found words that nobody answered for."""
    with transaction.atomic():
        row = _locked(report)
        if approval.was_published(row) and not row.change_note:
            raise DomainError(_("Write what changes in this edition: readers see it."))
        if row.meeting.state != MeetingState.CLOSED:
            raise DomainError(_("Close the session first: the report is drafted from the whole record."))
        missing_facts.refuse(row)
        row.authors.add(by)
        findings.refuse_open(approval.pending_report(row))
        return _move(row, "submit", by, sentence)


def return_(report: Report, *, by: User, sentence: str) -> Report:
    with transaction.atomic():
        return _move(_locked(report), "return", by, sentence)


def approve(report: Report, *, by: User, seen: str) -> Report:
    """Approve and publish in one transaction: the report, its meeting, and the demands that it mentions.

    ``seen``: the fingerprint of the :func:`consultations.reports.approval.pending_report` that was read; raises
    :class:`~core.errors.EditedMeanwhile` when it is another one by now.

    Raises :class:`~core.errors.NotAllowed` for an author of the report, of its record, of a demand it mentions or of a name that one of
    these shows (:mod:`consultations.planning.name_authors`), :class:`~core.db.states.IllegalMove` for a report that is not
    in review, for instance because somebody else approved it a moment ago.
    """
    with transaction.atomic():
        row = _move(_locked(report), "approve", by)
        missing_facts.refuse(row)
        approval.publish(row, by=by, seen=seen)
        return row


def correct(report: Report, *, by: User, sentence: str) -> Report:
    """Open a published report for a correction; the live edition stays published until the next one is approved."""
    with transaction.atomic():
        row = _move(_locked(report), "correct", by, sentence)
        row.authors.set([by])
        return row


def withdraw(report: Report, *, by: User, sentence: Texts) -> Report:
    """Withdraw a published report immediately; its public page shows ``sentence``."""
    if not sentence:
        raise DomainError(_("Say to the public why the report is withdrawn."))
    with transaction.atomic():
        row = _locked(report)
        if not approval.is_live(row):
            raise DomainError(_("Only a published report can be withdrawn."))
        approval.withdraw(row, by=by, sentence=sentence)
        if row.state == ReportState.PUBLISHED:
            row.authors.clear()
        return _move(row, "withdraw", by, str(sentence))


def redraft(report: Report, *, by: User) -> Report:
    """Reopen a withdrawn report; its next edition follows the tombstone.

    Authors of a correction that was withdrawn before its approval stay authors.
    """
    with transaction.atomic():
        row = _move(_locked(report), "redraft", by)
        row.authors.add(by)
        return row


def _reword(rows: Iterable[ReportedPoint], points: Mapping[int, Wording], by: User) -> None:
    """A demand that becomes public with this report takes over the words, unless it has words of its own."""
    words = [(row, new_demands.Wording(row.title, row.text), new_demands.Wording(*points[row.pk])) for row in rows]
    changed = [(row, before, now) for row, before, now in words if before != now]
    demands = [row.point.demand for row, _before, _now in changed if row.point.demand]
    unpublished = new_demands.unpublished(demand.key for demand in demands)
    for row, before, now in changed:
        row.title, row.text = now
        row.save(update_fields=["title", "text"])
        if row.point.demand:
            new_demands.reword(row.point.demand, by=by, before=before, now=now, unpublished=unpublished)


def _keep_sources(report: Report, draft: drafting.Draft) -> None:
    """Store the source rows of each sentence, so that an editor can check them."""
    DraftedSentence.objects.bulk_create(
        DraftedSentence(report=report, section=each.section, position=position, text=each.text, sources=each.sources)
        for position, each in enumerate(draft.sentences, start=1)
    )


def _take_over_points(report: Report) -> None:
    known = set(report.reported_points.values_list("point_id", flat=True))
    for point in Point.objects.filter(meeting=report.meeting).reportable().exclude(pk__in=known):
        ReportedPoint.objects.create(
            report=report, point=point, position=point.position, title=point.title, text=point.text
        )


def _locked(report: Report) -> Report:
    """Lock the meeting's row first, like the actions of the record, to avoid deadlocks."""
    Meeting.objects.select_for_update().get(pk=report.meeting_id)
    return Report.objects.select_for_update().get(pk=report.pk)


def _writable(report: Report) -> Report:
    row = _locked(report)
    if not row.is_writable:
        raise DomainError(_("This report is not open for writing: it is in review or published."))
    return row


def _move(report: Report, move: str, by: User, sentence: str = "") -> Report:
    target = REPORT.target(move, report.state)
    if REPORT.by_name[move].needs_sentence and not sentence.strip():
        raise DomainError(_("Say why in a sentence."))
    report.state = target
    report.save(update_fields=["state"])
    _note(report, move, by, sentence)
    return report


def _note(report: Report, move: str, by: User, sentence: str = "") -> None:
    ReportStep.objects.create(report=report, move=move, by=by, sentence=sentence.strip())
