"""What an organiser reports of a programme, and what the cell takes into the text: the next edition says it."""

from __future__ import annotations

from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import require
from cooperation.models import Programme, ProgrammeReport
from cooperation.models.programmes import LONGEST_TEXT
from cooperation.programmes.drafting import PROGRAMMES, check_member
from cooperation.states import REPORT
from core.clock import now
from core.errors import DomainError, NotAllowed
from publications.drafts.states import DraftState

MOST_WAITING: Final = 5


def report(
    programme: Programme, *, by: User, language: str, text: str, progress: str, people_reached: int | None = None
) -> ProgrammeReport:
    """``people_reached`` is ``None`` where nobody counted."""
    if programme.association is None:
        raise NotAllowed(_("Only members of the association can do this."))
    check_member(programme.association, by)
    if not text.strip():
        raise DomainError(_("Write what was done."))
    with transaction.atomic():
        row = PROGRAMMES.locked(programme)
        if PROGRAMMES.live_document(row) is None:
            raise DomainError(_("Only what is public can be reported on."))
        if row.reports.waiting().count() >= MOST_WAITING:
            raise DomainError(_("Many of your reports wait for the cell. Send the next one after it has read them."))
        return ProgrammeReport.objects.create(
            programme=row, by=by, language=language, text=text.strip(), progress=progress, people_reached=people_reached
        )


def take(report: ProgrammeReport, *, by: User) -> ProgrammeReport:
    """Put it into the draft, where an editor words it; what is public is opened for a correction. Whoever reported is an author."""
    require(by, PROGRAMMES.write_right)
    with transaction.atomic():
        row = _decided(report, "take", by, "")
        programme = PROGRAMMES.locked(row.programme)
        if programme.state == DraftState.PUBLISHED:
            programme = PROGRAMMES.correct(programme, by=by, sentence=_("The organiser reported what was done."))
        values: dict[str, Any] = {"progress": row.progress, "done": _with(programme, row)}
        if row.people_reached is not None:
            values["people_reached"] = row.people_reached
        programme = PROGRAMMES.save(programme, by=by, version=programme.version, **values)
        PROGRAMMES.note(programme, "report", by)
        programme.authors.add(row.by)
        return row


def decline(report: ProgrammeReport, *, by: User, answer: str) -> ProgrammeReport:
    require(by, PROGRAMMES.write_right)
    with transaction.atomic():
        return _decided(report, "decline", by, answer)


def _with(programme: Programme, row: ProgrammeReport) -> Any:
    """What the programme says of what was done, with the words of the report below."""
    before = getattr(programme.done, row.language)
    text = f"{before}\n\n{row.text}" if before else row.text
    if len(text) > LONGEST_TEXT:
        raise DomainError(_("This is too long."))
    return programme.done.model_copy(update={row.language: text})


def _decided(report: ProgrammeReport, name: str, by: User, answer: str) -> ProgrammeReport:
    row = ProgrammeReport.objects.select_for_update(of=("self",)).select_related("programme").get(pk=report.pk)
    row.state = REPORT.target(name, row.state)
    row.answer = answer.strip()
    if REPORT.by_name[name].needs_sentence and not row.answer:
        raise DomainError(_("Say why in a sentence."))
    row.decided_by, row.decided_at = by, now()
    row.save(update_fields=["state", "answer", "decided_by", "decided_at"])
    return row
