"""A second person reads the chapter as it will be public, and publishes or withdraws it."""

from __future__ import annotations

from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import require
from core.errors import DomainError
from core.text.texts import Texts
from partners import directory
from partners.guide.drafts import locked, move
from partners.models import Association, GuideChapter
from partners.states import MAY_BE_LISTED, GuideState, SuggestionState
from publications import guide_pdf, store
from publications.models import Document
from publications.name_authors import writers_of_names
from publications.pending import PendingDocument, PendingPublication, prepare
from publications.schemas import GuideDocument
from publications.schemas.guide import Contributor

APPROVE: Final = "partners.approve_guide"
KIND: Final = GuideDocument.kind


def pending(chapter: GuideChapter) -> PendingPublication:
    """The edition that an approval publishes."""
    thanked = list(_thanked(chapter))
    public = directory.names_by_row(thanked)
    listed = {key for _label, key in public}
    body = GuideDocument(
        key=chapter.key,
        title=chapter.title,
        place=chapter.place,
        summary=chapter.summary,
        text=chapter.text,
        awaits_jurist=chapter.awaits_jurist,
        contributors=[Contributor(key=row.key if row.key in listed else "", name=row.name) for row in thanked],
    )
    document = PendingDocument.edition(body, note=chapter.change_note or None)
    renamers = writers_of_names(thanked, known=public.values(), public=public)
    return prepare([document], writers=chapter.authors.values_list("pk", flat=True), renamers=renamers)


def approve(chapter: GuideChapter, *, by: User, seen: str) -> GuideChapter:
    """``seen``: the fingerprint of the :func:`pending` that ``by`` has read.

    Raises what :func:`publications.store.publish` raises, and :class:`~core.db.states.IllegalMove` for a chapter that is not in review.
    """
    require(by, APPROVE)
    with transaction.atomic():
        store.lock()
        row = move(locked(chapter), "approve", by)
        store.publish(pending(row), by=by.pk, seen=seen)
        row.authors.clear()
        row.change_note = Texts()
        row.save(update_fields=["change_note"])
        return row


def return_(chapter: GuideChapter, *, by: User, sentence: str) -> GuideChapter:
    require(by, APPROVE)
    with transaction.atomic():
        return move(locked(chapter), "return", by, sentence)


def withdraw(chapter: GuideChapter, *, by: User, sentence: Texts) -> GuideChapter:
    """At once, also from the PDF of the whole guide; the public page shows ``sentence``."""
    require(by, APPROVE)
    if not sentence:
        raise DomainError(_("Say to the public why the chapter is withdrawn."))
    with transaction.atomic():
        store.lock()
        row = locked(chapter)
        live = live_document(row)
        if live is None or live.live is None:
            raise DomainError(_("Only a published chapter can be withdrawn."))
        tombstone = PendingDocument.tombstone(KIND, row.key, sentence=sentence)
        store.take_back(prepare([tombstone], writers=live.live.approval.author_ids), by=by.pk)
        guide_pdf.forget()
        if row.state == GuideState.PUBLISHED:
            row.authors.clear()
        return move(row, "withdraw", by, str(sentence))


def live_document(chapter: GuideChapter) -> Document | None:
    """Its published document, unless it is withdrawn."""
    rows = Document.objects.filter(kind=KIND, key=chapter.key, live__is_tombstone=False)
    return rows.select_related("live__approval").first()


def _thanked(chapter: GuideChapter) -> list[Association]:
    """Associations whose suggestion was accepted and that want to be thanked by name, the first one first."""
    rows = chapter.suggestions.filter(state=SuggestionState.ACCEPTED, is_thanked=True).order_by("pk")
    found = rows.filter(association__state__in=MAY_BE_LISTED).select_related("association")
    return list({each.association_id: each.association for each in found}.values())
