"""Which kinds of documents are listed on the page of an association that they name, and on the page of a demand that they answer.

A kind of document is listed as soon as it stands in :data:`LISTINGS`: pages know none of them. Its schema says which associations it names
(:meth:`~publications.schemas.base.Document.association_keys`) and which demands it shows
(:meth:`~publications.schemas.base.Document.demand_keys`); its page has the URL name ``public:<kind>``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connections
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from publications.facets import ASSOCIATION
from publications.labels import CONCERN_SHAPES, CONCERN_STATES, DEMAND_STATES, VERDICTS
from publications.models import parsed
from publications.schemas import Document as Body

MOST = 10
"""Documents of one kind on a page; those of an association have a list of their own where there are more."""


class Listing(NamedTuple):
    """``by_choice``: on the page of an association only where it chose to show what it asked for. ``answers``: on the pages of demands, too;
    under ``heading`` on both."""

    kind: str
    heading: str | Promise
    by_choice: bool = False
    names_associations: bool = True
    answers: bool = False


LISTINGS = (
    Listing("report", _("Meetings in which it took part")),
    Listing("demand", _("Demands that it raised, and its verdicts"), by_choice=True),
    Listing("concern", _("What it wrote to the cell"), by_choice=True),
    Listing("programme", _("Awareness programmes"), answers=True),
    Listing("training", _("Trainings"), names_associations=False, answers=True),
    Listing("partnership", _("Partnership agreements"), answers=True),
    Listing("network", _("Networks to which it belongs")),
    Listing("statement", _("Statements of networks"), answers=True),
    Listing("guide", _("Chapters of the guide to which it contributed")),
)
BY_KIND = {listing.kind: listing for listing in LISTINGS}
ROWS = """
    WITH found AS MATERIALIZED (
        SELECT id, kind, listed_on, live_id FROM publications_document
        WHERE is_listed AND kind = ANY(%s) AND {condition}
    ), numbered AS (
        SELECT *, row_number() OVER (PARTITION BY kind ORDER BY listed_on DESC, id DESC) AS place, count(*) OVER (PARTITION BY kind) AS total
        FROM found
    )
    SELECT numbered.kind, listed_on, total, canonical, sha256
    FROM numbered JOIN publications_edition edition ON edition.id = live_id
    WHERE place <= %s ORDER BY numbered.kind, place
"""
NAMING = ROWS.format(condition="facets @> ARRAY[%s]::varchar[]")
SHOWING = ROWS.format(condition="shown_demands && ARRAY[%s]::varchar[]")


class _Read(NamedTuple):
    kind: str
    listed_on: dt.date
    total: int
    canonical: str
    sha256: str


class Row(NamedTuple):
    """``shape`` and ``state``: of a chip, or ``""``. ``verdicts``: labels of those that the association gave."""

    body: Body
    listed_on: dt.date
    shape: str = ""
    state: str | Promise = ""
    verdicts: tuple[str | Promise, ...] = ()

    @property
    def url(self) -> str:
        return reverse(f"public:{self.body.kind}", args=[self.body.key])


class Group(NamedTuple):
    """``total``: documents of this kind, of which ``rows`` are the newest."""

    listing: Listing
    rows: list[Row]
    total: int


def naming(association: str, *, shows_demands: bool, alias: str = settings.PUBLIC_DATABASE) -> list[Group]:
    """What names the association with this key. One query."""
    shown = [each for each in LISTINGS if each.names_associations and (shows_demands or not each.by_choice)]
    return _grouped(shown, _read(shown, NAMING, facet_of(association), alias), association)


def answering(demand: str) -> tuple[tuple[str, ...], list[Group]]:
    """Hashes of the editions that answer the demand with this key, and the editions. One query; none while no kind does."""
    shown = [each for each in LISTINGS if each.answers]
    read = _read(shown, SHOWING, demand, settings.PUBLIC_DATABASE) if shown else []
    return tuple(each.sha256 for each in read), _grouped(shown, read)


def facet_of(association: str) -> str:
    return f"{ASSOCIATION}:{association}"


def row_of(body: Any, listed_on: dt.date, association: str = "") -> Row:
    if body.kind == "demand":
        given = (VERDICTS[each.word] for each in body.verdicts if association and each.association_key == association)
        return Row(body, listed_on, body.state, DEMAND_STATES[body.state], tuple(given))
    if body.kind == "concern":
        return Row(body, listed_on, CONCERN_SHAPES[body.state], CONCERN_STATES[body.state])
    return Row(body, listed_on)


def _read(shown: Collection[Listing], query: str, wanted: str, alias: str) -> list[_Read]:
    with connections[alias].cursor() as cursor:
        cursor.execute(query, [[each.kind for each in shown], wanted, MOST])
        return [_Read(*columns) for columns in cursor.fetchall()]


def _grouped(shown: Collection[Listing], read: Collection[_Read], association: str = "") -> list[Group]:
    """In the order of :data:`LISTINGS`."""
    found = {listing: [each for each in read if each.kind == listing.kind] for listing in shown}
    return [
        Group(listing, [row_of(parsed(each.canonical), each.listed_on, association) for each in rows], rows[0].total)
        for listing, rows in found.items()
        if rows
    ]
