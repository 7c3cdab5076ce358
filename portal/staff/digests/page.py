"""The page on which a digest is read before it is published: the offered steps, the warnings, and the numbers of today."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple, cast

from django import forms
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.errors import DomainError
from portal.staff.document_steps import Step
from portal.staff.findings.part import Part
from portal.staff.findings.sources import SOURCES
from portal.staff.forms import OfficeForm
from portal.staff.reading import changes_since
from portal.staff.reports.approval import Offered
from portal.staff.reports.forms import ApproveForm, NoteForm, PublicSentenceForm, SentenceForm
from proposals.digests import approval, drafts
from proposals.models import Digest
from proposals.states import DIGEST
from publications.digest_voices import numbers, shown
from publications.pending import PendingPublication
from publications.schemas import DigestDocument
from publications.schemas.digest import DigestTotals

VIEW, WRITE, APPROVE = "proposals.view_digests", drafts.WRITE, approval.APPROVE


class ApproveDigestForm(ApproveForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["has_read"].error_messages["required"] = _("Read the digest first, then tick this.")


STEPS: Final = {
    "submit": Step(
        WRITE, drafts.submit, NoteForm, _("Send to review"), _("The head of the cell reads it next."), is_main=True
    ),
    "approve": Step(
        APPROVE,
        approval.approve,
        ApproveDigestForm,
        _("Approve and publish"),
        _("It becomes public at once, and those who follow by e-mail are told."),
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


class Compared(NamedTuple):
    """A number of the draft beside the same number today."""

    label: str
    frozen: str
    today: str


def context(
    digest: Digest, user: User, typed: dict[str, forms.Form], *, read: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Everything on the page comes from one composition, whose fingerprint the form of the approval carries."""
    pending, problem = _pending(digest)
    found = findings_of(digest, user, pending)
    document = cast(DigestDocument, found.marked.main.body) if found else None
    why_not = pending.refusal_of(user.pk) if pending else ""
    is_open = digest.is_writable or digest.state == "in_review"
    may_write = user.has_perm(WRITE)
    return {
        "digest": digest,
        "title": approval.title(digest.of),
        "document": document,
        "shown": shown(document) if document else None,
        "problem": problem,
        "found": found,
        "changes": changes_since(read, pending),
        "compared": compared(digest, document) if is_open and document else [],
        "change_note": found.marked.main.note if found else None,
        "steps": digest.steps.select_related("by"),
        "offered": offered(digest, user, typed, pending),
        "authors": pending.authors if pending else (),
        "waits_for_another": bool(why_not) and digest.state == "in_review" and user.has_perm(APPROVE),
        "may_edit": may_write and digest.is_writable,
        "may_recompose": may_write and is_open,
    }


def offered(
    digest: Digest, user: User, typed: dict[str, forms.Form], pending: PendingPublication | None
) -> list[Offered]:
    """The steps this person may take now. An author is told that another approves."""
    found = []
    for move in DIGEST.offered(digest.state):
        step = STEPS[move.name]
        if not user.has_perm(step.right) or not _is_possible(move.name, digest, user, pending):
            continue
        initial = pending.carried() if pending and move.name == "approve" else {}
        form = typed.get(move.name) or step.form(auto_id=f"{move.name}-%s", initial=initial)
        found.append(Offered(move.name, step, form, is_open=step.is_main or move.name in typed))
    return sorted(found, key=lambda each: not each.step.is_main)


def findings_of(digest: Digest, user: User, pending: PendingPublication | None) -> Part | None:
    """In the words that nobody has approved yet."""
    edit = reverse("staff:digest_edit", args=[digest.pk]) if user.has_perm(WRITE) and digest.is_writable else ""
    may_answer = SOURCES["digest"].may(user, digest)
    return Part(pending, "digest", digest.pk, edit, may_answer) if pending else None


def compared(digest: Digest, document: DigestDocument) -> list[Compared]:
    """The numbers that are others today; something else may have changed, too: then one line without numbers."""
    today = approval.totals_today(digest)
    if today is None:
        return []
    before, after = _by_label(document.totals), _by_label(today)
    labels = [label for label in {**before, **after} if before.get(label) != after.get(label)]
    return [Compared(label, before.get(label, "–"), after.get(label, "–")) for label in labels] or [
        Compared(str(_("Words or dates of demands")), "–", "–")
    ]


def _by_label(totals: DigestTotals) -> dict[str, str]:
    return {number.label: number.words for number in numbers(totals)}


def _is_possible(name: str, digest: Digest, user: User, pending: PendingPublication | None) -> bool:
    if name == "approve":
        return pending is not None and not pending.refusal_of(user.pk)
    return name != "withdraw" or approval.live_document(digest) is not None


def _pending(digest: Digest) -> tuple[PendingPublication | None, str | Promise]:
    try:
        return approval.pending(digest), ""
    except DomainError as error:
        return None, error.message
