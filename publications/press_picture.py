"""The picture of a press kit: the figures of the report, drawn by Typst."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.utils.translation import get_language_info, gettext, override

from core.text import formats
from core.text.texts import LANGUAGES
from publications import pdf
from publications.models import Document, Edition, Rendering
from publications.schemas import PressKitDocument

PNG: Final = "image/png"
MOST_FIGURES: Final = 4


def drawn(kit: PressKitDocument, language: str) -> bytes:
    """As PNG."""
    return pdf.picture("press_picture", content(kit, language))


def content(kit: PressKitDocument, language: str) -> dict[str, Any]:
    with override(language):
        return _content(kit, language)


def _content(kit: PressKitDocument, language: str) -> dict[str, Any]:
    return {
        "mark": gettext("Demonstration record") if kit.demonstration else "",
        "language": language,
        "direction": "rtl" if get_language_info(language)["bidi"] else "ltr",
        "site": settings.SITE["name"].in_language(language).text,
        "title": kit.title.in_language(language).text,
        "date": kit.meeting.when.told(language),
        "figures": [
            {
                "value": formats.number(Decimal(each.value), language),
                "estimated": gettext("estimated") if each.is_estimated else "",
                "label": each.label.in_language(language).text,
                "unit": each.unit.in_language(language).text,
            }
            for each in kit.figures[:MOST_FIGURES]
        ],
    }


def draw_edition(edition: Edition) -> None:
    """One picture for each language. Nothing is stored for an edition that is replaced or withdrawn meanwhile."""
    if edition.is_tombstone:
        return
    kit: Any = edition.body
    made = {language: drawn(kit, language) for language in LANGUAGES}
    with transaction.atomic():
        if Document.objects.select_for_update(no_key=True).get(pk=edition.document_id).live_id != edition.pk:
            return
        for language, picture in made.items():
            facts = {"content": picture, "size": len(picture)}
            Rendering.objects.update_or_create(edition=edition, language=language, media_type=PNG, defaults=facts)
