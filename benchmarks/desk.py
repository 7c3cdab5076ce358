"""The list of demands of the office, among a thousand, a hundred thousand and a million.

``python -m benchmarks --desk 1000 100000 1000000`` (within ``embedded.services exec``) measures nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from django.db import connection

from benchmarks import crowd, office_pages
from benchmarks.office_pages import Page
from benchmarks.results import Claim, Timing
from core.text.texts import Texts
from demo import people
from portal.common.keyset import place_of
from proposals.demands.desk import ORDER
from proposals.models import Demand
from publications.store import indexed
from reference.models import PoliceUnit

DEEP = 0.7
"""The share of the open demands before the deep page."""
FIRST_NUMBER = 1_000_000
VOCABULARY = 2_000
FREQUENT = 5
"""The first words of the vocabulary: each stands in some hundredths of the titles, as the words of a language do; the last ones are rare."""
PAGES: Final = {
    "first page": "",
    "deep page": "?after={place}",
    "overdue": "?view=overdue",
    "due this week": "?view=week",
    "mine": "?view=mine",
    "without owner": "?view=without_owner",
    "waiting for approval": "?view=approval",
    "judged not solved": "?view=not_solved",
    "all": "?view=all",
    "theme, area, state": "?view=all&theme=drugs&area=meknes&state=planned",
    "filters that find nothing": "?view=open&theme=drugs&area=meknes&state=done",
    "a frequent word": "?view=all&q={word}",
    "a rare word": "?view=all&q={rare}",
    "a word of no demand": "?view=all&q=zzzz",
}
SEARCHES: Final = ("a frequent word", "a rare word", "a word of no demand")
TABLES = ("proposals_demand", "proposals_demand_themes", "proposals_demand_areas", "proposals_mention")
# 40 of 100 are open; of these a fifth is late, a third has no owner, and of the rest each tenth has a person of the cell in charge.
DEMANDS = """
WITH words AS (SELECT word, stems, place FROM unnest(%(words)s::text[], %(stems)s::text[]) WITH ORDINALITY AS each (word, stems, place))
INSERT INTO proposals_demand (number, title, details, state, registered_on, owner_unit_id, owner_person_id, due_on, promise_on, words, version)
SELECT %(number)s + each, jsonb_build_object('ar', one.word || ' ' || other.word || ' ' || each, 'fr', '', 'en', ''),
    '{"ar": "", "fr": "", "en": ""}', chosen.state, current_date - (each %% 3000)::int,
    CASE WHEN each %% 3 > 0 THEN (%(units)s::bigint[])[1 + each %% %(many)s] END,
    CASE WHEN each %% 30 = 1 THEN %(person)s END,
    CASE chosen.state WHEN 'planned' THEN current_date + 30 END,
    CASE WHEN chosen.state IN ('registered', 'planned', 'in_progress') THEN current_date + ((each / 5) %% 125)::int - 25 END,
    to_tsvector('simple', one.stems || ' ' || other.stems || ' ' || lpad(each::text, 7, '0')), 1
FROM generate_series(%(first)s, %(behind)s - 1) each
JOIN words one ON one.place = 1 + floor(%(vocabulary)s * power(each::bigint * 7919 %% 10007 / 10007.0, 3))
JOIN words other ON other.place = 1 + floor(%(vocabulary)s * power(each::bigint * 6101 %% 9973 / 9973.0, 3))
CROSS JOIN LATERAL (SELECT (ARRAY['registered', 'planned', 'in_progress', 'registered', 'done', 'done', 'done', 'not_possible', 'referred', 'done'])[1 + each %% 10])
    chosen (state)
"""
TIED = """
INSERT INTO proposals_demand_{column}s (demand_id, {column}_id)
SELECT demand.id, (SELECT array_agg(id) FROM reference_{column})[1 + demand.id %% (SELECT count(*) FROM reference_{column})]
FROM proposals_demand demand WHERE number >= %(number)s
ON CONFLICT DO NOTHING
"""
MENTIONED = """
INSERT INTO proposals_mention (demand_id, said_on, day_known, source_kind, source_key, source_title, shows_name, is_counted, is_public)
SELECT id, registered_on, 'day', 'meeting', 'bench-' || number %% 300, '{"ar": "x", "fr": "", "en": ""}', false, true, false
FROM proposals_demand demand WHERE number >= %(number)s
AND NOT EXISTS (SELECT FROM proposals_mention WHERE demand_id = demand.id)
"""


def measure(sizes: Sequence[int], times: int) -> tuple[list[Timing], list[Claim]]:
    author, users = crowd.Author(), people.ensure()
    words = list(author.words[:VOCABULARY])
    found: dict[int, dict[str, Page]] = {}
    stored = 0
    for size in sorted(sizes):
        _invent(stored, size, words, users["editor"])
        stored = size
        found[size] = _read(words, users["editor"], times)
    what = "desk of {size:,} demands"
    return office_pages.timings(what, found), office_pages.claims("The desk", "demands", found, SEARCHES)


def _invent(first: int, behind: int, words: list[str], person: Any) -> None:
    """Directly in SQL, without a history."""
    units = list(PoliceUnit.objects.values_list("pk", flat=True))
    given = {
        "first": first, "behind": behind, "number": FIRST_NUMBER, "words": words, "vocabulary": VOCABULARY, "person": person.pk,
        "stems": [indexed([Texts(ar=word)]) for word in words], "units": units, "many": len(units),
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(DEMANDS, given)
        for column in ("theme", "area"):
            cursor.execute(TIED.format(column=column), given)
        cursor.execute(MENTIONED, given)
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        cursor.execute("VACUUM (ANALYZE)")
        cursor.execute("RESET statement_timeout")


def _read(words: list[str], editor: Any, times: int) -> dict[str, Page]:
    waiting = Demand.objects.filter(promise_on__isnull=False).order_by(*ORDER)
    place = place_of(waiting[int(waiting.count() * DEEP)], ORDER)

    def address(query: str) -> Callable[[int], str]:
        return lambda run: (
            "/staff/demands/" + query.format(place=place, word=words[run % FREQUENT], rare=f"{7 * run + 1:07}")
        )

    return office_pages.read(editor, {name: address(query) for name, query in PAGES.items()}, times)
