"""PDFs made from editions, by workers.

Those of reports and digests are made when these are published. A demand often has a new edition each week, and its PDFs take two seconds of
a processor and 300 kB: a regular task makes them of the editions that stand (:func:`typeset_demands`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, Max, OuterRef, QuerySet

from core.db.outbox import doer
from core.text.texts import LANGUAGES
from core.unattended import work_through
from publications import guide_pdf, pdf, prerendered_parts, press_picture
from publications.models import Document, Edition, Rendering
from publications.reader import PDF
from publications.schemas import DemandDocument, GuideDocument, PressKitDocument

LONGEST_RUN: Final = 20
"""Seconds, so that other work of the worker does not wait long."""
TYPESET_EDITIONS = 5_000
"""Demands that stand in older editions have no PDF, so that hundreds of thousands of them do not fill the database."""


@doer("publications.pdf")
def typeset_edition(payload: Mapping[str, Any]) -> None:
    """Make the PDFs of an edition, one for each language. Idempotent."""
    edition = Edition.objects.select_related("document").get(pk=payload["edition"])
    if edition.document.kind == GuideDocument.kind:
        guide_pdf.typeset(edition)
    elif edition.document.kind == PressKitDocument.kind:
        press_picture.draw_edition(edition)
    elif not edition.is_tombstone and edition.document.kind in pdf.LAYOUTS:
        _typeset(edition)


def typeset_demands() -> int:
    """Make the PDFs of demands whose live edition has none, the newest first, for :data:`LONGEST_RUN` seconds; returns of how many."""
    oldest = _oldest()
    Rendering.objects.filter(edition__document__kind=DemandDocument.kind, edition__sequence__lte=oldest).delete()
    return work_through(
        _without_pdf(oldest)[:1000], _typeset, seconds=LONGEST_RUN, failure="The PDFs of edition %s cannot be made."
    )


def _oldest() -> int:
    return (Edition.objects.aggregate(newest=Max("sequence"))["newest"] or 0) - TYPESET_EDITIONS


def _without_pdf(oldest: int) -> QuerySet[Edition]:
    newest = Edition.objects.filter(
        sequence__gt=oldest, live_of__is_listed=True, live_of__kind=DemandDocument.kind
    ).select_related("document")
    return newest.filter(~Exists(Rendering.objects.filter(edition=OuterRef("pk")))).order_by("-sequence")


def _typeset(edition: Edition) -> None:
    """Nothing is stored for an edition that is replaced or withdrawn meanwhile."""
    made = {language: pdf.published(edition.body, language=language, edition=_facts(edition)) for language in LANGUAGES}
    with transaction.atomic():
        if Document.objects.select_for_update(no_key=True).get(pk=edition.document_id).live_id != edition.pk:
            return
        for language, content in made.items():
            facts = {"content": content, "size": len(content)}
            Rendering.objects.update_or_create(edition=edition, language=language, media_type=PDF, defaults=facts)
        prerendered_parts.ask(edition, "typeset")  # its page says how large the PDF is


def _facts(edition: Edition) -> pdf.EditionFacts:
    return pdf.EditionFacts(
        number=edition.number,
        published_at=edition.published_at,
        sha256=edition.sha256,
        note=edition.note,
        url=f"{settings.PUBLIC_ORIGIN}/{LANGUAGES[0]}/{edition.document.kind}s/{edition.document.key}/",
    )
