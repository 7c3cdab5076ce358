"""Keeps the facets of documents, when a document or one of the lists that are trees is published."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db import connection
from django.db.models import Q

from publications.facets import LISTS, Facts, Trees, facets_of, in_new_trees, trees_of, waits_since
from publications.models import Document
from publications.pending import PendingPublication
from publications.schemas import SCHEMAS

BATCH = 2_000
# Arrays of different lengths cannot be one array of arrays: each is one text.
STORE = """
    UPDATE publications_document document SET facets = string_to_array(new.facets, %s)
    FROM unnest(%s::bigint[], %s::text[]) AS new (id, facets) WHERE document.id = new.id
"""
SEPARATOR = "\n"


def live_trees() -> Trees:
    """One query."""
    lists = Document.objects.filter(kind="reference", key__in=LISTS, live__isnull=False).select_related("live")
    return trees_of({row.key: row.live.envelope["body"] or {} for row in lists if row.live})


def label(document: Document, body: Mapping[str, Any] | None, trees: Trees) -> None:
    """Fill the columns of ``document`` that follow from ``body``, the JSON of its live edition; ``None`` for a tombstone. A document that no
    list shows, such as a merged demand, is counted nowhere."""
    if body is None or not document.is_listed:
        document.facets, document.waits_since = [], None
        return
    associations = SCHEMAS[document.kind].model_validate(body).association_keys()
    facts = Facts(
        document.kind, document.state, document.listed_on, document.themes, document.areas, associations, body
    )
    document.facets, document.waits_since = facets_of(facts, trees), waits_since(document.kind, body)


def follow_lists(pending: PendingPublication, before: Trees) -> None:
    """After a list was published in which entries stand elsewhere: documents under them get the facets of the new tree."""
    if not any(document.kind == "reference" and document.key in LISTS for document in pending.documents):
        return
    after = live_trees()
    moved = [facet for name in LISTS for facet in _moved(name, before, after)]
    if moved:
        _label_again(Document.objects.filter(Q(facets__overlap=moved)), after)


def _moved(name: str, before: Trees, after: Trees) -> Iterable[str]:
    """Facets of the entries that stood or stand under another entry. What stands under them has their facets, too."""
    old, new = getattr(before, name), getattr(after, name)
    return (f"{name}:{key}" for key in {*old, *new} if old.get(key, "") != new.get(key, ""))


def _label_again(documents: Any, trees: Trees) -> None:
    changed = []
    for pk, facets in documents.order_by().values_list("pk", "facets").iterator(chunk_size=BATCH):
        if (found := in_new_trees(facets, trees)) != facets:
            changed.append((pk, SEPARATOR.join(found)))
    for start in range(0, len(changed), BATCH):
        _store(changed[start : start + BATCH])


def _store(rows: Collection[tuple[int, str]]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(STORE, [SEPARATOR, [pk for pk, _facets in rows], [facets for _pk, facets in rows]])


def fill(document_model: Any, **which: Any) -> None:
    """The columns of listed documents, from their live editions. For a migration, whose models have no methods."""
    listed = document_model.objects.filter(is_listed=True).select_related("live")
    lists = listed.filter(kind="reference", key__in=LISTS)
    trees = trees_of({row.key: json.loads(row.live.canonical)["body"] for row in lists})
    for document in listed.filter(**which).iterator(chunk_size=BATCH):
        label(document, json.loads(document.live.canonical)["body"], trees)
        document.save(update_fields=["facets", "waits_since"])
