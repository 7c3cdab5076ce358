"""Helper: concerns that are worded for the public, in any state, brought there by the actions."""

from __future__ import annotations

from typing import Any

from accounts.models import User
from core.text.texts import Texts
from partners.models import Association
from proposals.concerns import publication, publication_approval
from proposals.concerns.publication import Wording
from proposals.models import Concern, PublishedConcern
from publications import reader
from publications.schemas import ConcernDocument
from tests import factories

WHY = "جملة"
PUBLIC_SENTENCE = Texts(ar="سُحب بطلب")
TITLE, TEXT = Texts(ar="عنوان للعموم", fr="Titre public"), Texts(ar="نص للعموم", fr="Texte public")


def drafted(concern: Concern | None = None, *, by: User | None = None, **wording: Any) -> PublishedConcern:
    """Begun and worded; without ``wording`` in words of the cell."""
    by = by or factories.staff("moderator")
    row = publication.begin(concern or factories.accepted_concern(), by=by)
    return worded(row, by=by, **wording)


def worded(row: PublishedConcern, *, by: User | None = None, **wording: Any) -> PublishedConcern:
    by = by or factories.staff("moderator")
    facts: dict[str, Any] = {
        "title": TITLE,
        "text": TEXT,
        "themes": row.themes.all(),
        "areas": row.areas.all(),
        "shows_name": row.may_show_name,
        **wording,
    }
    return publication.save(row, by=by, version=row.version, wording=Wording(**facts))


def in_review(concern: Concern | None = None, *, by: User | None = None, **wording: Any) -> PublishedConcern:
    by = by or factories.staff("moderator")
    return publication.submit(drafted(concern, by=by, **wording), by=by)


def approve(row: PublishedConcern, *, by: User | None = None) -> PublishedConcern:
    """By somebody who has read what is there now."""
    by = by or factories.staff("head")
    return publication_approval.approve(row, by=by, seen=publication_approval.pending(row).fingerprint)


def published(concern: Concern | None = None, *, by: User | None = None, **wording: Any) -> PublishedConcern:
    return approve(in_review(concern, by=by, **wording))


def corrected(row: PublishedConcern, *, by: User | None = None, **wording: Any) -> PublishedConcern:
    """The next edition."""
    by = by or factories.staff("moderator")
    row = publication.correct(row, by=by, sentence=WHY)
    wording = {"title": row.title, "text": row.text, "answer": row.answer, "change_note": Texts(ar=WHY), **wording}
    return approve(publication.submit(worded(row, by=by, **wording), by=by))


def withdrawn(row: PublishedConcern | None = None) -> PublishedConcern:
    head = factories.staff("head")
    return publication_approval.withdraw(row or published(), by=head, sentence=PUBLIC_SENTENCE)


def unnamed(of: Association | None = None, **values: Any) -> Concern:
    return factories.accepted_concern(of=of, use="public_unnamed", **values)


def live(row: PublishedConcern) -> ConcernDocument:
    body = reader.live("concern", row.key).body
    assert isinstance(body, ConcernDocument)
    return body
