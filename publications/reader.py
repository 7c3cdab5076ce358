"""Queries of public pages, through the read-only role. Public pages read nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, reduce
from operator import or_
from typing import Any, NamedTuple

from django.conf import settings
from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import F, Max, Q, QuerySet

from core.web.memory_cache import MemoryCache
from publications.models import Document, Edition, Rendering, parsed
from publications.querysets import DocumentQuerySet
from publications.schemas import Document as Body

PDF = "application/pdf"
EDITIONS_REMEMBERED = 512

COLUMNS = [field.attname for field in Edition._meta.concrete_fields]
# Raw SQL, because Django needs more time to build these two queries than the database to execute them; without a join, because
# planning it takes longer than reading the rows. Every page of a document executes the first.
LIVE = """
    SELECT {edition}, (
        SELECT size FROM publications_rendering
        WHERE edition_id = edition.id AND language = %s AND media_type = %s
    ) AS pdf_size
    FROM publications_edition edition
    WHERE edition.id = (SELECT live_id FROM publications_document WHERE kind = %s AND key = %s)
""".format(edition=", ".join(f"edition.{column}" for column in COLUMNS))  # noqa: S608  # nosec B608  # they come from the model
LISTED = """
    SELECT sha256, canonical
    FROM publications_edition
    WHERE id = ANY(ARRAY(SELECT live_id FROM publications_document WHERE kind = %s AND key = ANY(%s) AND is_listed))
"""
# The hash is looked up for the chosen rows alone, not for all that match and are sorted; planning a join takes longer.
ROWS = """
    SELECT id, key, listed_on, waits_since, (SELECT sha256 FROM publications_edition WHERE id = chosen.live_id)
    FROM (
        SELECT id, key, listed_on, waits_since, live_id FROM publications_document
        WHERE {conditions}
        ORDER BY {order} LIMIT %s
    ) chosen
    ORDER BY {order}
"""
EDITIONS = "SELECT sha256, number, published_at, canonical FROM publications_edition WHERE sha256 = ANY(%s)"
WAITING = "kind = 'demand' AND is_listed AND waits_since < %s"
VERSION = "SELECT sha256 FROM publications_edition ORDER BY sequence DESC LIMIT 1"
# A list that a process knows is not sent again: it can have hundreds of entries, and many pages need it.
LIVE_TEXTS = """
    SELECT document.key, edition.sha256, CASE WHEN edition.sha256 = ANY(%s) THEN NULL ELSE edition.canonical END
    FROM publications_document document JOIN publications_edition edition ON edition.id = document.live_id
    WHERE document.kind = %s AND document.key = ANY(%s) AND NOT edition.is_tombstone
"""


@dataclass(frozen=True)
class ListedEdition:
    """What lists need of a live edition. Making a page of model objects takes as long as two of its queries."""

    sha256: str
    number: int
    published_at: dt.datetime
    canonical: str

    @cached_property
    def body(self) -> Body:
        return parsed(self.canonical)


class ListedDocument(NamedTuple):
    id: int
    key: str
    listed_on: dt.date
    waits_since: dt.date | None
    live: ListedEdition


# The editions that this process listed last, by hash: they never change, and a list shows most of its rows many times.
KNOWN_EDITIONS: MemoryCache[str, ListedEdition] = MemoryCache(EDITIONS_REMEMBERED, lambda _edition: 1)


class NotPublished(LookupError):
    """No document was ever published under this key."""


class Withdrawn(Exception):
    """The document was withdrawn; ``edition`` is the tombstone with its sentence."""

    def __init__(self, edition: Edition) -> None:
        super().__init__(f"{edition.document_id} is withdrawn")
        self.edition = edition


def documents(kind: str) -> DocumentQuerySet:
    """Listed documents of one kind, newest first."""
    return _documents(kind).all()  # a copy, so that no caller finds the rows of another


@cache
def _documents(kind: str) -> DocumentQuerySet:
    return Document.objects.using(settings.PUBLIC_DATABASE).listed(kind).select_related("live")


def first_of(rows: DocumentQuerySet, count: int) -> list[ListedDocument]:
    """The first ``count`` of ``rows``, which are ordered by columns of :class:`ListedDocument`, with their live editions. One query, and one
    for editions that this process does not know.

    Django only writes the conditions, which are on columns of documents alone: writing the rest and building objects takes it longer than
    the page around them.
    """
    try:
        conditions, wanted = rows.query.get_compiler(rows.db).compile(rows.query.where)
    except EmptyResultSet:
        return []
    names = [str(name) for name in rows.query.order_by]
    order = ", ".join(f"{name.removeprefix('-')}{' DESC' if name.startswith('-') else ''}" for name in names)
    return _rows(conditions, (*wanted, count), order=order)


def longest_waiting(day: dt.date, count: int) -> list[ListedDocument]:
    """The first of the demands that nobody answered by the promised day, which was before ``day``. Queries as in :func:`first_of`."""
    return _rows(WAITING, (day, count), order="waits_since, id")


def _rows(conditions: str, wanted: Sequence[Any], *, order: str) -> list[ListedDocument]:
    with connections[settings.PUBLIC_DATABASE].cursor() as cursor:
        cursor.execute(ROWS.format(conditions=conditions, order=order), wanted)
        rows = cursor.fetchall()
    live = _listed_editions([sha256 for *_columns, sha256 in rows])
    return [
        ListedDocument(id_, key, listed_on, waits_since, live[sha256])
        for id_, key, listed_on, waits_since, sha256 in rows
    ]


def _listed_editions(hashes: Sequence[str]) -> dict[str, ListedEdition]:
    """One query for those that this process does not know, none without such. They are found though they were replaced a moment ago."""
    found = {sha256: KNOWN_EDITIONS.get(sha256) for sha256 in hashes}
    unknown = [sha256 for sha256, edition in found.items() if edition is None]
    if unknown:
        with connections[settings.PUBLIC_DATABASE].cursor() as cursor:
            cursor.execute(EDITIONS, [unknown])
            read = [ListedEdition(*row) for row in cursor.fetchall()]
        for edition in read:
            found[edition.sha256] = edition
            KNOWN_EDITIONS.put(edition.sha256, edition)
    return found  # type: ignore[return-value]  # each hash comes from a row of the same table


def editions() -> QuerySet[Edition]:
    return Edition.objects.using(settings.PUBLIC_DATABASE).select_related("document")


def live(kind: str, key: str, *, pdf_language: str = "") -> Edition:
    """The live edition. With ``pdf_language`` it has ``pdf_size`` in bytes, ``None`` while there is no PDF.

    One query. Raises :class:`NotPublished` or :class:`Withdrawn`.
    """
    with connections[settings.PUBLIC_DATABASE].cursor() as cursor:
        cursor.execute(LIVE, [pdf_language, PDF, kind, key])
        row = cursor.fetchone()
    if row is None:
        raise NotPublished
    *columns, pdf_size = row
    edition = Edition.from_db(settings.PUBLIC_DATABASE, COLUMNS, columns)
    edition.pdf_size = pdf_size
    return _readable(edition)


def listed(kind: str, keys: Collection[str]) -> dict[str, str]:
    """Canonical texts of the live editions of listed documents, by hash. One query; none without keys."""
    if not keys:
        return {}
    with connections[settings.PUBLIC_DATABASE].cursor() as cursor:
        cursor.execute(LISTED, [kind, list(keys)])
        return dict(cursor.fetchall())


def standing(documents: Collection[tuple[str, str]]) -> dict[tuple[str, str], Body]:
    """By kind and key, what can be read today of ``documents`` that another one names. One query; none without documents."""
    wanted = [Q(kind=kind, key=key) for kind, key in documents]
    if not wanted:
        return {}
    rows = Document.objects.using(settings.PUBLIC_DATABASE).filter(reduce(or_, wanted), live__is_tombstone=False)
    return {(row.kind, row.key): row.live.body for row in rows.select_related("live") if row.live}


def live_texts(kind: str, keys: Collection[str], *, known: Collection[str] = ()) -> dict[str, tuple[str, str | None]]:
    """By key, the hash and the canonical text of the live edition; ``None`` instead of a text whose hash is ``known``. One query."""
    with connections[settings.PUBLIC_DATABASE].cursor() as cursor:
        cursor.execute(LIVE_TEXTS, [list(known), kind, list(keys)])
        return {key: (sha256, canonical) for key, sha256, canonical in cursor.fetchall()}


def edition(kind: str, key: str, number: int) -> Edition:
    """An edition by number. A withdrawn edition stays withdrawn when later ones are published.

    One query; a second one for a withdrawn edition, which finds the edition that closed it.
    """
    found = editions().filter(document__kind=kind, document__key=key)
    edition = found.filter(number=number).first()
    if edition and number <= edition.document.closed_until:
        raise Withdrawn(found.get(number=edition.document.closed_until + 1))
    return _readable(edition)


def rendering(edition: Edition, language: str, media_type: str = PDF) -> Rendering | None:
    return (
        Rendering.objects.using(settings.PUBLIC_DATABASE)
        .filter(edition=edition, language=language, media_type=media_type)
        .first()
    )


def head() -> int:
    """Sequence number of the newest edition, which is the version of the whole store; 0 if it is empty."""
    newest = Edition.objects.using(settings.PUBLIC_DATABASE).aggregate(newest=Max("sequence"))
    return newest["newest"] or 0


def version() -> str:
    """The hash of the newest edition, which names the state of the whole store by the chain; ``""`` if it is empty. One query.

    A sequence number names none: after the database was restored to an earlier state the next editions have the same numbers.
    """
    with connections[settings.PUBLIC_DATABASE].cursor() as cursor:
        cursor.execute(VERSION)
        row = cursor.fetchone()
    return row[0] if row else ""


def newest_withdrawal(since: int) -> int:
    """Sequence number of the newest edition after ``since`` that closed earlier editions of its document; 0 if there is none."""
    closing = Edition.objects.using(settings.PUBLIC_DATABASE).filter(
        sequence__gt=since, document__closed_until__gt=0, number=F("document__closed_until") + 1
    )
    newest = closing.aggregate(newest=Max("sequence"))
    return newest["newest"] or 0


def _readable(edition: Edition | None) -> Edition:
    if edition is None:
        raise NotPublished
    if edition.is_tombstone:
        raise Withdrawn(edition)
    return edition
