"""Files made from editions, by workers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings

from core.db.outbox import doer
from core.text.texts import LANGUAGES
from publications import pdf
from publications.models import Edition, Rendering
from publications.reader import PDF
from publications.schemas import ReportDocument


@doer("publications.pdf")
def typeset_edition(payload: Mapping[str, Any]) -> None:
    """Make the PDFs of a report's edition, one for each language. Idempotent. Other kinds of documents have no PDF."""
    edition = Edition.objects.select_related("document").get(pk=payload["edition"])
    if edition.is_tombstone or edition.document.kind != ReportDocument.kind:
        return
    for language in LANGUAGES:
        content = pdf.report(_report(edition), language=language, edition=_facts(edition))
        Rendering.objects.update_or_create(
            edition=edition, language=language, media_type=PDF, defaults={"content": content, "size": len(content)}
        )


def _report(edition: Edition) -> ReportDocument:
    body = edition.body
    assert isinstance(body, ReportDocument)  # noqa: S101  # nosec B101  # for mypy; the kind was just compared
    return body


def _facts(edition: Edition) -> pdf.EditionFacts:
    return pdf.EditionFacts(
        number=edition.number,
        published_at=edition.published_at,
        sha256=edition.sha256,
        note=edition.note,
        url=f"{settings.PUBLIC_ORIGIN}/{LANGUAGES[0]}/reports/{edition.document.key}/",
    )
