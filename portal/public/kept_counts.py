"""Numbers of listed documents, kept while documents change (:mod:`publications.facets`): reading them does not count."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from django.conf import settings
from django.db import connections
from django.utils import timezone

# Raw SQL, because Django needs more time to build these queries than the database to execute them.
# A group is the range of the facets that begin with its name and a colon: the next character is the semicolon.
KEPT = """
    SELECT kind, facet, documents FROM publications_facetcount
    WHERE kind = ANY(%(kinds)s) AND facet = ANY(%(facets)s) AND documents > 0
    UNION ALL
    SELECT kind, facet, documents
    FROM unnest(%(first)s::text[], %(behind)s::text[]) AS wanted (first, behind)
    JOIN publications_facetcount ON facet >= first AND facet < behind
    WHERE kind = ANY(%(kinds)s) AND documents > 0
"""
WAITING = """
    SELECT coalesce(sum(documents), 0)::int FROM publications_facetcount
    WHERE kind = 'demand' AND facet >= 'waits:' AND facet < %s
"""
# The facet of a day compares as its text.
AGES = """
    WITH days AS (
        SELECT substr(facet, 6)::date AS day, sum(documents) OVER (ORDER BY facet) AS upto, sum(documents) OVER () AS total
        FROM publications_facetcount
        WHERE kind = 'demand' AND facet >= 'open:' AND facet < 'open;' AND documents > 0
    )
    SELECT min(day), max(day), min(day) FILTER (WHERE upto >= (total + 1) / 2), min(day) FILTER (WHERE upto >= total / 2 + 1)
    FROM days
"""
AGES_BETWEEN = """
    SELECT width_bucket((%s::date - substr(facet, 6)::date)::int, %s::int[]) AS band, sum(documents)
    FROM publications_facetcount
    WHERE kind = 'demand' AND facet >= 'open:' AND facet < 'open;' AND documents > 0
    GROUP BY band
"""
ANSWERS = """
    SELECT left(facet, -3), sum(documents)
    FROM publications_facetcount
    WHERE kind = 'demand' AND facet >= 'answer-' AND facet < 'answer.' AND documents > 0
        AND right(facet, 10) <= %s
    GROUP BY 1
"""

VERDICTS = """
    SELECT split_part(facet, ':', 2), split_part(facet, ':', 3), sum(split_part(facet, ':', 4)::int * documents)
    FROM publications_facetcount
    WHERE kind = 'demand' AND facet >= 'judged:' AND facet < 'judged;' AND documents > 0
    GROUP BY 1, 2
"""


class OpenDays(NamedTuple):
    """Days on which open demands were registered. ``middle``: those of the demand or the two demands in the middle."""

    oldest: dt.date
    newest: dt.date
    middle: tuple[dt.date, dt.date]


def kept(kind: str, facets: Collection[str] = (), *, groups: Collection[str] = ()) -> dict[str, int]:
    """By facet; of ``groups``, such as ``state``, every facet. One query. A facet without documents is missing."""
    return {facet: number for _kind, facet, number in _rows([kind], facets, groups)}


def kept_of_all(facets: Collection[str], *, groups: Collection[str] = ()) -> dict[tuple[str, str], int]:
    """By kind and facet, of the documents that pages list. One query."""
    return {(kind, facet): number for kind, facet, number in _rows(["demand", "meeting", "report"], facets, groups)}


def _rows(kinds: Collection[str], facets: Collection[str], groups: Collection[str]) -> list[tuple[str, str, int]]:
    wanted = {
        "kinds": list(kinds),
        "facets": list(facets),
        "first": [f"{name}:" for name in groups],
        "behind": [f"{name};" for name in groups],
    }
    with connections[settings.PUBLIC_DATABASE].cursor() as cursor:
        cursor.execute(KEPT, wanted)
        return cursor.fetchall()


def group(counts: Mapping[str, int], name: str) -> dict[str, int]:
    """By what follows the name of the group in the facet."""
    start = f"{name}:"
    return {facet.removeprefix(start): number for facet, number in counts.items() if facet.startswith(start)}


def waiting_before(day: dt.date) -> int:
    """Demands without an answer whose promised day was before ``day``. One query."""
    with connections[settings.PUBLIC_DATABASE].cursor() as cursor:
        cursor.execute(WAITING, [f"waits:{day.isoformat()}"])
        return cursor.fetchone()[0]


def open_days() -> OpenDays | None:
    """One query; ``None`` without an open demand."""
    with connections[settings.PUBLIC_DATABASE].cursor() as cursor:
        cursor.execute(AGES)
        oldest, newest, *middle = cursor.fetchone()
    return OpenDays(oldest, newest, (middle[0], middle[1])) if oldest else None


def open_ages(limits: Sequence[int]) -> list[int]:
    """Numbers of open demands up to each age in days, beginning after the one before, and of those that are older. One query."""
    with connections[settings.PUBLIC_DATABASE].cursor() as cursor:
        cursor.execute(AGES_BETWEEN, [timezone.localdate(), [limit + 1 for limit in limits]])
        found = dict(cursor.fetchall())
    return [int(found.get(band, 0)) for band in range(len(limits) + 1)]


def first_answers(registered_until: dt.date) -> dict[tuple[str, str], int]:
    """Demands registered until that day, by ``promised``, ``late`` or ``none`` and by month of registration (``2018-10``). One query."""
    with connections[settings.PUBLIC_DATABASE].cursor() as cursor:
        cursor.execute(ANSWERS, [registered_until.isoformat()])
        found = cursor.fetchall()
    return {tuple(label.removeprefix("answer-").split(":")): number for label, number in found}  # type: ignore[misc]


def verdicts() -> dict[tuple[str, str], int]:
    """Verdicts by theme and word; of all demands under ``""``, where ``asked`` and ``heard`` are associations. One query."""
    with connections[settings.PUBLIC_DATABASE].cursor() as cursor:
        cursor.execute(VERDICTS)
        return {(theme, word): int(number) for theme, word, number in cursor.fetchall()}
