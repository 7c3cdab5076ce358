"""Suggestions of programmes that could meet, and the public calendar of a month, among very many programmes with a session each.

``python -m benchmarks --programmes 1000 50000`` (within ``embedded.services exec``) measures nothing else.
"""

from __future__ import annotations

import datetime as dt
import json
import time
from collections.abc import Callable, Sequence
from typing import Any, Final

from django.conf import settings
from django.db import connection
from django.test import Client

from benchmarks.results import Claim, Timing, share
from cooperation.convergence import matching
from cooperation.models import Programme
from core.clock import today
from publications import facets
from publications.canonical import canonical_json, sha256
from publications.schemas import ProgrammeDocument
from reference.models import Area, Theme

LIMIT: Final = 50.0
"""Milliseconds."""
MONTHS: Final = 60
UNTIMED: Final = 3
# Three of 20 audiences and themes each; of two weeks to two months, spread over five years around today.
PROGRAMMES = """
INSERT INTO cooperation_programme (key, version, state, change_note, title, summary, audiences, begins_on, ends_on, progress, brings, materials,
    done, is_demonstration, meets, association_id)
SELECT 'b' || each, 1, 'published', '{{}}', jsonb_build_object('ar', 'برنامج ' || each, 'fr', '', 'en', ''),
    '{{"ar": "x", "fr": "", "en": ""}}', ARRAY[audience], days.first, days.last, 'planned', '{{}}', '{{}}', '{{}}', false,
    ARRAY(SELECT theme.key || '/' || audience || '/' || to_char(month, 'YYYY-MM')
          FROM generate_series(date_trunc('month', days.first), days.last, '1 month') month),
    CASE WHEN each %% 3 > 0 THEN (%(associations)s::bigint[])[1 + each %% %(many)s] END
FROM generate_series(%(first)s, %(behind)s - 1) each
CROSS JOIN LATERAL (SELECT key FROM unnest(%(themes)s::text[]) key OFFSET (each / 7) %% %(how_many)s LIMIT 1) theme
CROSS JOIN LATERAL (SELECT (%(audiences)s::text[])[1 + (each / 3) %% 11]) chosen (audience)
CROSS JOIN LATERAL (SELECT %(today)s::date - 900 + (each * 7919 %% 1800)::int, %(today)s::date - 900 + (each * 7919 %% 1800)::int + 14 + (each %% 46)::int)
    days (first, last)
"""
TIED = """
INSERT INTO cooperation_programme_{column}s (programme_id, {column}_id)
SELECT programme.id, {chosen} FROM cooperation_programme programme WHERE programme.id > %(last)s
"""
AREAS = (
    "(SELECT array_agg(id ORDER BY id) FROM reference_area)[1 + programme.id %% (SELECT count(*) FROM reference_area)]"
)
THEMES = "(SELECT id FROM reference_theme WHERE key = split_part(programme.meets[1], '/', 1))"
TABLES = ("cooperation_programme", "cooperation_programme_themes", "cooperation_programme_areas")


def measure(sizes: Sequence[int], times: int) -> tuple[list[Timing], list[Claim]]:
    timings, claims, stored = [], [], 0
    for size in sorted(sizes):
        _invent(stored, size)
        stored = size
        found = _timed(_suggest(size), times)
        timings.append(Timing(f"suggestions for a programme among {size:,}", found))
        p95 = share(found, 0.95)
        claims.append(
            Claim(
                f"Suggestions among {size:,} programmes p95 < {LIMIT:.0f} ms",
                p95 < LIMIT,
                f"{p95:.1f} ms",
                is_timed=True,
            )
        )
        found = _timed(_month(), times)
        timings.append(Timing(f"calendar of a month among {size:,} sessions", found))
    return timings, claims


def _suggest(size: int) -> Callable[[int], None]:
    coming = Programme.objects.filter(begins_on__gte=today()).order_by("pk")
    rows = list(coming[:: max(1, coming.count() // 100)][:100])

    def suggest(run: int) -> None:
        matching.find(rows[run % len(rows)])

    return suggest


def _month() -> Callable[[int], None]:
    client = Client(HTTP_HOST=settings.PUBLIC_ORIGIN.split("://", 1)[1])

    def read(run: int) -> None:
        day = today() - dt.timedelta(days=30 * (run % 24))
        # A query of its own for each run, so that no kept page answers.
        answer = client.get(f"/ar/programmes/calendar/{day.year}/{day.month}/?run={run}")
        if answer.status_code != 200:
            raise RuntimeError(str(answer.status_code))

    return read


def _timed(work: Callable[[int], None], times: int) -> list[float]:
    found = []
    for run in range(UNTIMED + times):
        started = time.perf_counter()
        work(run)
        if run >= UNTIMED:
            found.append((time.perf_counter() - started) * 1000)
    return found


def _invent(first: int, behind: int) -> None:
    """Directly in SQL, without a history."""
    from cooperation.models.programmes import Audience
    from partners.models import Association

    themes = list(Theme.objects.values_list("key", flat=True))
    associations = list(Association.objects.values_list("pk", flat=True)) or [None]
    last = Programme.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    given: dict[str, Any] = {
        "first": first, "behind": behind, "themes": themes, "how_many": len(themes), "audiences": Audience.values,
        "associations": associations, "many": len(associations), "today": today(), "last": last,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(PROGRAMMES.format(), given)
        cursor.execute(TIED.format(column="theme", chosen=THEMES), given)
        cursor.execute(TIED.format(column="area", chosen=AREAS), given)
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    _publish(last)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")
        cursor.execute("RESET statement_timeout")


def _publish(last: int) -> None:
    """Documents with a session each, past the door: the chain is not checked here."""
    from publications.models import Document, Edition

    area = Area.objects.get(key="meknes")
    trees = facets.trees_of({})
    sequence = Edition.objects.order_by("-sequence").values_list("sequence", flat=True).first() or 0
    rows, editions = [], []
    for row in Programme.objects.filter(pk__gt=last).iterator():
        body = _body(row, area)
        content = body.model_dump(mode="json")
        facts = facets.Facts("programme", "planned", row.begins_on, [], [], [], content)
        rows.append(
            Document(
                kind="programme", key=row.key, is_listed=True, listed_on=row.begins_on, state="planned",
                facets=facets.facets_of(facts, trees),
            )
        )  # fmt: skip
        sequence += 1
        text = canonical_json({"kind": "programme", "body": content, "note": None, "number": sequence})
        editions.append((sequence, text))
    _triggers("DISABLE")
    made = Document.objects.bulk_create(rows, batch_size=2_000)
    Edition.objects.bulk_create(
        [
            Edition(
                document=document, number=1, sequence=number, published_at=dt.datetime.now(dt.UTC), canonical=text,
                sha256=sha256(text), previous_sha256="0" * 64,
            )
            for document, (number, text) in zip(made, editions, strict=True)
        ],
        batch_size=2_000,
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE publications_document document SET live_id = edition.id FROM publications_edition edition "
            "WHERE edition.document_id = document.id AND document.kind = 'programme' AND document.live_id IS NULL"
        )
    _triggers("ENABLE")


def _triggers(word: str) -> None:
    with connection.cursor() as cursor:
        for table in ("publications_document", "publications_edition"):
            cursor.execute(f"ALTER TABLE {table} {word} TRIGGER USER")


def _body(row: Programme, area: Area) -> ProgrammeDocument:
    names = json.loads(area.name.model_dump_json())
    week = row.begins_on - dt.timedelta(days=row.begins_on.weekday())
    return ProgrammeDocument.model_validate(
        {
            "key": row.key, "title": row.title, "summary": row.summary, "state": "planned", "audiences": row.audiences,
            "begins_on": row.begins_on, "ends_on": row.ends_on, "organisers": [{"kind": "cell", "name": names}],
            "areas": [{"key": area.key, "name": names}],
            "sessions": [{"key": row.key, "week": week, "area": {"key": area.key, "name": names}}],
        }
    )  # fmt: skip
