"""The page on which the public wording of a concern is read: beside the text as received, with the findings and the offered steps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple, cast

from django import forms
from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.errors import DomainError
from core.text.differences import Piece, compare
from core.text.texts import LANGUAGES, Texts
from portal.staff.concerns.publication_forms import ApproveForm
from portal.staff.document_steps import Step
from portal.staff.findings.part import Part as Findings
from portal.staff.forms import OfficeForm
from portal.staff.reading import changes_since
from portal.staff.reports.approval import Offered
from portal.staff.reports.forms import NoteForm, PublicSentenceForm, SentenceForm
from proposals.concerns import publication, publication_approval
from proposals.models import PublishedConcern
from proposals.states import PUBLICATION
from publications.labels import CONCERN_NATURES, CONCERN_SHAPES, CONCERN_STATES
from publications.pending import PendingPublication
from publications.schemas import ConcernDocument

WRITE, APPROVE = publication.WRITE, publication_approval.APPROVE
NAMES: Final = dict(settings.LANGUAGES)
PARTS: Final = {
    "title": _("Title"),
    "text": _("What happens"),
    "suggestion": _("What the association suggests"),
    "answer": _("Answer in public"),
}
STEPS: Final = {
    "submit": Step(
        WRITE, publication.submit, NoteForm, _("Send to review"), _("The head of the cell reads it next."), is_main=True
    ),
    "take_back": Step(WRITE, publication.take_back, OfficeForm, _("Take back the draft")),
    "approve": Step(
        APPROVE,
        publication_approval.approve,
        ApproveForm,
        _("Approve and publish"),
        _("It becomes public at once, and the association is told by e-mail."),
        is_main=True,
    ),
    "return": Step(APPROVE, publication_approval.return_, SentenceForm, _("Return with a comment")),
    "discard": Step(WRITE, publication.discard, OfficeForm, _("Discard"), _("The text as received stays as it is.")),
    "correct": Step(
        WRITE,
        publication.correct,
        SentenceForm,
        _("Start a correction"),
        _("The public edition stays until the corrected one is approved."),
    ),
    "withdraw": Step(
        APPROVE,
        publication_approval.withdraw,
        PublicSentenceForm,
        _("Withdraw from the public"),
        _("At once. Readers find your sentence in its place."),
    ),
    "redraft": Step(WRITE, publication.redraft, OfficeForm, _("Draft again"), is_main=True),
}


class Part(NamedTuple):
    """One text in one language. ``received``: from the text as received to the public wording, where it was received in this language;
    ``live``: from what is public now, where that differs."""

    label: str | Promise
    language: str | Promise
    received: list[Piece]
    live: list[Piece]


def context(
    published: PublishedConcern, user: User, typed: dict[str, forms.Form], *, read: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Everything on the page comes from one composition, whose fingerprint the form of the approval carries."""
    pending, problem = _pending(published)
    found = _findings(published, pending, user)
    body = cast(ConcernDocument, found.marked.main.body) if found else None
    why_not = pending.refusal_of(user.pk) if pending else ""
    return {
        "published": published,
        "concern": published.concern,
        "document": body,
        "problem": problem,
        "nature": CONCERN_NATURES[body.nature] if body else "",
        "became": CONCERN_STATES[body.state] if body else "",
        "shape": CONCERN_SHAPES[body.state] if body else "",
        "parts": list(parts(published, cast(ConcernDocument | None, pending.main.public) if pending else None)),
        "found": found,
        "changes": changes_since(read, pending),
        "change_note": pending.main.note if pending else None,
        "steps": published.steps.select_related("by"),
        "offered": offered(published, user, typed, pending),
        "authors": pending.authors if pending else (),
        "waits_for_another": bool(why_not) and published.state == "in_review" and user.has_perm(APPROVE),
        "why_not": why_not,
        "may_edit": published.is_writable and user.has_perm(WRITE),
        "is_public": publication.live_document(published) is not None,
    }


def parts(published: PublishedConcern, live: ConcernDocument | None) -> Iterator[Part]:
    """The received words beside the public ones, in the order of the page."""
    received = publication.as_received(published.concern)
    for name, label in PARTS.items():
        now: Texts = getattr(published, name)
        first = cast(Texts, received.get(name, Texts()))
        before: Texts = getattr(live, name) if live else Texts()
        for language in LANGUAGES:
            was, will, known = (getattr(each, language) for each in (first, now, before))
            if was or will or known:
                changed = compare(known, will) if live and known != will else []
                yield Part(label, NAMES[language], compare(was, will) if was else compare(will, will), changed)


def _findings(published: PublishedConcern, pending: PendingPublication | None, user: User) -> Findings | None:
    if pending is None:
        return None
    edit = reverse("staff:publication_edit", args=[published.pk])
    may_edit = published.is_writable and user.has_perm(WRITE)
    may_answer = user.has_perm(WRITE) or user.has_perm(APPROVE)
    return Findings(pending, "publication", published.pk, edit if may_edit else "", may_answer)


def offered(
    published: PublishedConcern, user: User, typed: dict[str, forms.Form], pending: PendingPublication | None
) -> list[Offered]:
    """The steps this person may take now. An author is told that another approves."""
    found = []
    for move in PUBLICATION.offered(published.state):
        step = STEPS[move.name]
        if not user.has_perm(step.right) or not _is_possible(move.name, published, user, pending):
            continue
        initial = pending.carried() if pending and move.name == "approve" else {}
        form = typed.get(move.name) or step.form(auto_id=f"{move.name}-%s", initial=initial)
        found.append(Offered(move.name, step, form, is_open=step.is_main or move.name in typed))
    return sorted(found, key=lambda each: not each.step.is_main)


def _is_possible(name: str, published: PublishedConcern, user: User, pending: PendingPublication | None) -> bool:
    if name == "approve":
        return pending is not None and not pending.refusal_of(user.pk)
    is_public = publication.live_document(published) is not None
    return {"withdraw": is_public, "discard": not is_public}.get(name, True)


def _pending(published: PublishedConcern) -> tuple[PendingPublication | None, str | Promise]:
    try:
        return publication_approval.pending(published), ""
    except DomainError as error:
        return None, error.message
