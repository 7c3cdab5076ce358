"""The page on which a chapter is read before it is published: the offered steps, the findings and what changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, cast

from django import forms
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy as _

from accounts.models import User
from core.errors import DomainError
from core.text.differences import compare
from core.text.texts import LANGUAGES
from partners.guide import approval, drafts
from partners.models import GuideChapter
from partners.states import GUIDE
from portal.staff.document_steps import Step
from portal.staff.findings.part import Part
from portal.staff.findings.sources import SOURCES
from portal.staff.forms import OfficeForm
from portal.staff.reading import NAMES, Change, changes_since
from portal.staff.reports.approval import Offered
from portal.staff.reports.forms import ApproveForm, NoteForm, PublicSentenceForm, SentenceForm
from publications.labels import AWAITS_JURIST
from publications.pending import PendingPublication
from publications.schemas import GuideDocument

VIEW, WRITE, APPROVE = "partners.view_guide", drafts.WRITE, approval.APPROVE


class ApproveChapterForm(ApproveForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["has_read"].error_messages["required"] = _("Read the chapter first, then tick this.")


STEPS: Final = {
    "submit": Step(
        WRITE, drafts.submit, NoteForm, _("Send to review"), _("The head of the cell reads it next."), is_main=True
    ),
    "approve": Step(
        APPROVE,
        approval.approve,
        ApproveChapterForm,
        _("Approve and publish"),
        _("It becomes public at once, and the PDF of the guide is made again."),
        is_main=True,
    ),
    "return": Step(APPROVE, approval.return_, SentenceForm, _("Return with a comment")),
    "correct": Step(
        WRITE,
        drafts.correct,
        SentenceForm,
        _("Start a correction"),
        _("The public edition stays until the corrected one is approved."),
    ),
    "withdraw": Step(
        APPROVE,
        approval.withdraw,
        PublicSentenceForm,
        _("Withdraw from the public"),
        _("At once. Readers find your sentence in its place."),
    ),
    "redraft": Step(WRITE, drafts.redraft, OfficeForm, _("Draft again"), is_main=True),
}


def context(
    chapter: GuideChapter, user: User, typed: dict[str, forms.Form], *, read: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Everything on the page comes from one composition, whose fingerprint the form of the approval carries."""
    pending, problem = _pending(chapter)
    found = findings_of(chapter, user, pending)
    why_not = pending.refusal_of(user.pk) if pending else ""
    return {
        "chapter": chapter,
        "document": cast(GuideDocument, found.marked.main.body) if found else None,
        "written_in": chapter.text.languages(),
        "awaits_jurist": AWAITS_JURIST,
        "problem": problem,
        "found": found,
        "changes": changes_since(read, pending),
        "differences": list(differences(pending)) if pending and chapter.state != "published" else [],
        "change_note": found.marked.main.note if found else None,
        "steps": chapter.steps.select_related("by"),
        "offered": offered(chapter, user, typed, pending),
        "authors": pending.authors if pending else (),
        "waits_for_another": bool(why_not) and chapter.state == "in_review" and user.has_perm(APPROVE),
        "may_edit": user.has_perm(WRITE) and chapter.is_writable,
        "suggestions": chapter.suggestions.waiting().select_related("association")[:20],
    }


def offered(
    chapter: GuideChapter, user: User, typed: dict[str, forms.Form], pending: PendingPublication | None
) -> list[Offered]:
    """The steps this person may take now. An author is told that another approves."""
    found = []
    for move in GUIDE.offered(chapter.state):
        step = STEPS[move.name]
        if not user.has_perm(step.right) or not _is_possible(move.name, chapter, user, pending):
            continue
        initial = pending.carried() if pending and move.name == "approve" else {}
        form = typed.get(move.name) or step.form(auto_id=f"{move.name}-%s", initial=initial)
        found.append(Offered(move.name, step, form, is_open=step.is_main or move.name in typed))
    return sorted(found, key=lambda each: not each.step.is_main)


def findings_of(chapter: GuideChapter, user: User, pending: PendingPublication | None) -> Part | None:
    """In the words that nobody has approved yet."""
    edit = reverse("staff:guide_edit", args=[chapter.pk]) if user.has_perm(WRITE) and chapter.is_writable else ""
    may_answer = SOURCES["guide"].may(user, chapter)
    return Part(pending, "guide", chapter.pk, edit, may_answer) if pending else None


def differences(pending: PendingPublication) -> Iterator[Change]:
    """What changes against the public edition, in each language in which it changes."""
    public, body = cast(GuideDocument | None, pending.main.public), cast(GuideDocument, pending.main.body)
    for language in LANGUAGES if public else ():
        before, after = (
            "\n\n".join(getattr(each, language) for each in (document.title, document.summary, document.text))
            for document in (cast(GuideDocument, public), body)
        )
        if before != after:
            yield Change(gettext("Title, first lines and text"), NAMES[language], compare(before, after))


def _is_possible(name: str, chapter: GuideChapter, user: User, pending: PendingPublication | None) -> bool:
    if name == "approve":
        return pending is not None and not pending.refusal_of(user.pk)
    return name != "withdraw" or approval.live_document(chapter) is not None


def _pending(chapter: GuideChapter) -> tuple[PendingPublication | None, str | Promise]:
    try:
        return approval.pending(chapter), ""
    except DomainError as error:
        return None, error.message
