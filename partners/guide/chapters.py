"""The draft of a chapter and what its approval publishes."""

from __future__ import annotations

from typing import Final

from accounts.models import User
from partners import directory
from partners.models import Association, GuideChapter
from partners.states import MAY_BE_LISTED, SuggestionState
from publications import guide_pdf
from publications.drafts.actions import Drafting
from publications.name_authors import writers_of_names
from publications.pending import PendingDocument, PendingPublication, prepare
from publications.schemas import GuideDocument
from publications.schemas.guide import Contributor


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


def _forget_pdf(_row: GuideChapter, _by: User) -> None:
    guide_pdf.forget()


def _thanked(chapter: GuideChapter) -> list[Association]:
    """Associations whose suggestion was accepted and that want to be thanked by name, the first one first."""
    rows = chapter.suggestions.filter(state=SuggestionState.ACCEPTED, is_thanked=True).order_by("pk")
    found = rows.filter(association__state__in=MAY_BE_LISTED).select_related("association")
    return list({each.association_id: each.association for each in found}.values())


CHAPTERS: Final = Drafting(
    GuideChapter,
    GuideDocument.kind,
    write_right="partners.write_guide",
    approve_right="partners.approve_guide",
    compose=pending,
    on_withdraw=_forget_pdf,
)
