"""Files made from editions, by workers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings

from core.db.outbox import doer
from core.text.texts import LANGUAGES
from publications import pdf, prerendered_parts
from publications.models import Edition, Rendering
from publications.reader import PDF


@doer("publications.pdf")
def typeset_edition(payload: Mapping[str, Any]) -> None:
    """Make the PDFs of an edition, one for each language. Idempotent."""
    edition = Edition.objects.select_related("document").get(pk=payload["edition"])
    if edition.is_tombstone or edition.document.kind not in pdf.LAYOUTS:
        return
    for language in LANGUAGES:
        content = pdf.published(edition.body, language=language, edition=_facts(edition))
        Rendering.objects.update_or_create(
            edition=edition, language=language, media_type=PDF, defaults={"content": content, "size": len(content)}
        )
    prerendered_parts.ask(edition, "typeset")  # its page says how large the PDF is


def _facts(edition: Edition) -> pdf.EditionFacts:
    return pdf.EditionFacts(
        number=edition.number,
        published_at=edition.published_at,
        sha256=edition.sha256,
        note=edition.note,
        url=f"{settings.PUBLIC_ORIGIN}/{LANGUAGES[0]}/{edition.document.kind}s/{edition.document.key}/",
    )
