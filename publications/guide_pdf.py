"""The PDF of the whole guide. It is kept with the newest edition of a chapter, and made anew when a chapter is published or withdrawn."""

from __future__ import annotations

from typing import cast

from django.conf import settings
from django.db import transaction

from core.db import outbox
from core.text.texts import LANGUAGES
from publications import pdf, prerendered_parts
from publications.models import Document, Edition, Rendering
from publications.reader import PDF
from publications.schemas import GuideDocument

KIND = GuideDocument.kind


def forget() -> None:
    """In the transaction that withdraws a chapter: its words leave the PDF at once, and a worker makes one without them."""
    Rendering.objects.filter(edition__document__kind=KIND).delete()
    rows = _live()
    if rows:
        newest = max(rows, key=lambda each: each.sequence)
        outbox.put("publications.pdf", key=f"{newest.pk} of {len(rows)} chapters", edition=newest.pk)


def typeset(asked: Edition) -> None:
    """For the publication of ``asked``. Nothing is stored where another chapter was published or withdrawn meanwhile: that asks, too."""
    rows = _live()
    if not rows:
        return
    newest = max(rows, key=lambda each: each.sequence)
    facts = pdf.EditionFacts(
        number=newest.number,
        published_at=newest.published_at,
        sha256=newest.sha256,
        note=None,
        url=f"{settings.PUBLIC_ORIGIN}/{LANGUAGES[0]}/guide/",
    )
    chapters = [_chapter(row) for row in rows]
    made = {language: pdf.guide(chapters, language=language, edition=facts) for language in LANGUAGES}
    with transaction.atomic():
        list(Document.objects.select_for_update(no_key=True).filter(kind=KIND).values_list("pk", flat=True))
        if [row.pk for row in _live()] != [row.pk for row in rows]:
            return
        Rendering.objects.filter(edition__document__kind=KIND).exclude(edition=newest).delete()
        for language, content in made.items():
            values = {"content": content, "size": len(content)}
            Rendering.objects.update_or_create(edition=newest, language=language, media_type=PDF, defaults=values)
    prerendered_parts.ask(asked, "typeset")


def _live() -> list[Edition]:
    """In the order of the guide."""
    rows = Document.objects.filter(kind=KIND, is_listed=True).select_related("live")
    found = [row.live for row in rows if row.live]
    return sorted(found, key=lambda each: (_chapter(each).place, _chapter(each).key))


def _chapter(edition: Edition) -> GuideDocument:
    return cast(GuideDocument, edition.body)
