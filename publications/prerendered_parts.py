"""Parts of pages of live editions: when they are made, where they are stored, when they are deleted (ADR 38).

:mod:`portal.public.prerendered_parts` writes the HTML, for this package knows no page.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from django.conf import settings
from django.db import connections, transaction
from django.db.models import Exists, Max, OuterRef, QuerySet

from core.db import outbox
from core.web.release import release
from publications.models import Document, Edition, PrerenderedParts
from publications.schemas import DemandDocument

WORK = "publications.prerender_parts"
"""The kind of outbox rows."""
KINDS = ("report", "meeting", "demand", "digest", "guide")
PRERENDERED_EDITIONS = 20_000
"""Parts of older editions are not stored: few people read these, and hundreds of thousands of demands would fill the database."""
READ = "SELECT parts FROM publications_keptparts WHERE edition_id = %s AND language = %s AND release = %s"


def ask(edition: Edition, reason: str) -> None:
    """Let a worker write the parts of ``edition`` after the transaction, once for each ``reason``."""
    outbox.put(WORK, key=f"{edition.pk} {reason}", edition=edition.pk)


def read(edition: Edition, language: str) -> Mapping[str, str]:
    """HTML by key, through the read-only role. One query."""
    with connections[settings.PUBLIC_DATABASE].cursor() as cursor:
        cursor.execute(READ, [edition.pk, language, release()])
        row = cursor.fetchone()
    return json.loads(row[0]) if row else {}


def store(edition: Edition, parts: Mapping[str, Mapping[str, str]]) -> None:
    """``parts``: by language. Nothing is stored for an edition that was replaced or withdrawn meanwhile."""
    with transaction.atomic():
        document = Document.objects.select_for_update(no_key=True).get(pk=edition.document_id)
        if document.live_id != edition.pk:
            return
        for language, written in parts.items():
            facts = {"release": release(), "parts": json.dumps(written, ensure_ascii=False)}
            PrerenderedParts.objects.update_or_create(edition=edition, language=language, defaults=facts)


def forget(edition: Edition) -> None:
    """In the transaction that replaces or withdraws ``edition``, after its document was saved, so that :func:`store` comes before or after
    both. No earlier edition of the document has parts.
    """
    PrerenderedParts.objects.filter(edition=edition).delete()


def forget_old() -> int:
    border = Edition.objects.filter(sequence__lte=_head() - PRERENDERED_EDITIONS).aggregate(newest=Max("pk"))["newest"]
    return PrerenderedParts.objects.filter(edition_id__lte=border or 0).delete()[0]


def missing() -> QuerySet[Edition]:
    """Live editions whose parts this release has not written, the newest first."""
    stored = PrerenderedParts.objects.filter(edition=OuterRef("pk"), release=release())
    newest = Edition.objects.filter(sequence__gt=_head() - PRERENDERED_EDITIONS, live_of__is_listed=True)
    return newest.filter(~Exists(stored), live_of__kind__in=KINDS).order_by("-sequence")


def ask_for_reports(demand: DemandDocument) -> None:
    """Of the reports that tell of ``demand``, once for each state of the store: one publication often has new editions of several demands
    of the same report."""
    head = _head()
    for report in telling_of(demand):
        ask(report, f"at {head}")


def telling_of(demand: DemandDocument) -> QuerySet[Edition]:
    """Live reports of the meetings in which the demand was raised: they say where it stands today."""
    meetings = [entry.source_key for entry in demand.mentions if entry.source_kind == "meeting"]
    return Edition.objects.filter(live_of__is_listed=True, live_of__kind="report", live_of__key__in=meetings)


def _head() -> int:
    return Edition.objects.aggregate(newest=Max("sequence"))["newest"] or 0
