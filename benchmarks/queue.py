"""The queue of concerns, among a thousand and among very many.

``python -m benchmarks --queue 1000 100000`` (within ``embedded.services exec``) measures nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection

from benchmarks import crowd, office_pages
from benchmarks.office_pages import Page
from benchmarks.results import Claim, Timing
from core.text.texts import Texts
from demo import people
from partners.models import Association
from portal.common.keyset import place_of
from proposals.concerns.queue import SOONEST
from proposals.models import Concern, SavedView

DEEP = 0.7
"""The share of the waiting concerns before the deep page."""
ASSOCIATIONS = 500
VOCABULARY = 60
"""Words of the titles, so few that each finds more than a page also among a thousand concerns: a page of fewer rows is quicker for that alone."""
PAGES = {
    "first page": "",
    "deep page": "?after={place}",
    "filtered": "?view=all&theme=drugs&state=answered&kind=concern&channel=online",
    "filters that find nothing": "?view=all&theme=drugs&area=meknes&state=withdrawn&promise=broken&assignee=nobody",
    "mine": "?view=mine",
    "all": "?view=all",
    "a frequent word": "?view=all&q={word}",
    "a rare word": "?view=all&q={rare}",
    "a word of no concern": "?view=all&q=zzzz",
}
TABLES = ("proposals_concern", "proposals_concern_themes", "proposals_concern_areas", "proposals_mention")
# 15 of 100 wait for the cell. Each third of them is assigned to one person, to another, and to nobody; a third of the accepted led to nothing.
CONCERNS = """
WITH words AS (SELECT word, place FROM unnest(%(words)s::text[]) WITH ORDINALITY AS each (word, place))
INSERT INTO proposals_concern (
    reference, submission, follow_hash, follow_round, association_id, submitted_by_id, channel, received_at, kind, use, language, title, text,
    suggestion, place, since, times, sealed, sealed_with, state, due_at, is_urgent, assignee_id, assigned_by_id, assigned_at
)
SELECT 'bench-' || lpad(each::text, 6, '0'), gen_random_uuid(), 'bench-' || each, 0, (%(associations)s::bigint[])[1 + each %% %(many)s], %(person)s,
    CASE each %% 9 WHEN 0 THEN 'paper' ELSE 'online' END, now() - each * interval '1 minute',
    CASE each %% 4 WHEN 0 THEN 'proposal' ELSE 'concern' END, 'public_named', 'ar',
    one.word || ' ' || other.word || ' ' || each, 'x', '', '', '', '{}', '',
    '', chosen.state, CASE WHEN chosen.state IN ('submitted', 'under_review', 'accepted') THEN now() + (each %% 960 - 240) * interval '1 hour' END,
    each %% 200 = 0, chosen.assignee, chosen.assignee, CASE WHEN chosen.assignee IS NOT NULL THEN now() END
FROM generate_series(%(first)s, %(behind)s - 1) each
JOIN words one ON one.place = 1 + (each * 7) %% %(vocabulary)s
JOIN words other ON other.place = 1 + (each * 131) %% %(vocabulary)s
CROSS JOIN LATERAL (
    SELECT (ARRAY['submitted', 'under_review', 'accepted', 'awaiting', 'answered', 'answered', 'answered', 'answered', 'answered', 'declined',
        'declined', 'declined', 'referred', 'referred', 'referred', 'referred', 'withdrawn', 'answered', 'answered', 'answered'])[1 + each %% 20],
        (ARRAY[%(person)s, %(other)s, NULL]::bigint[])[1 + each %% 3]
) chosen (state, assignee)
"""
TIED = """
INSERT INTO proposals_concern_{column}s (concern_id, {column}_id)
SELECT concern.id, (SELECT array_agg(id) FROM reference_{column})[1 + concern.id %% (SELECT count(*) FROM reference_{column})]
FROM proposals_concern concern WHERE reference LIKE 'bench-%%'
ON CONFLICT DO NOTHING
"""
MENTIONED = """
INSERT INTO proposals_mention (demand_id, said_on, day_known, source_kind, source_key, source_title, shows_name, is_counted, is_public)
SELECT (SELECT min(id) FROM proposals_demand), current_date, 'day', 'concern', reference, '{"ar": "", "fr": "", "en": ""}', false, true, false
FROM proposals_concern WHERE state = 'accepted' AND id %% 3 > 0 AND reference LIKE 'bench-%%'
AND EXISTS (SELECT FROM proposals_demand)
AND NOT EXISTS (SELECT FROM proposals_mention WHERE source_kind = 'concern' AND source_key = reference)
"""


def measure(sizes: Sequence[int], times: int) -> tuple[list[Timing], list[Claim]]:
    author, users = crowd.Author(), people.ensure()
    associations = _associations(users["moderator"])
    SavedView.objects.create(
        user=users["moderator"], kind=SavedView.Kind.CONCERNS, name="bench", filters={"view": "mine"}
    )
    found: dict[int, dict[str, Page]] = {}
    stored = 0
    for size in sorted(sizes):
        _invent(stored, size, author, associations, users)
        stored = size
        found[size] = _read(author, users["moderator"], times)
    return office_pages.timings("queue of {size:,} concerns", found), office_pages.claims(
        "The queue", "concerns", found
    )


def _associations(moderator: Any) -> list[int]:
    rows = Association.objects.bulk_create(
        Association(name=Texts(ar=f"جمعية مختلقة {number}", fr=f"Association inventée {number}"))
        for number in range(ASSOCIATIONS)
    )
    return [row.pk for row in rows]


def _invent(first: int, behind: int, author: crowd.Author, associations: list[int], users: dict[str, Any]) -> None:
    """Directly in SQL, without a history."""
    given = {
        "first": first, "behind": behind, "associations": associations, "many": len(associations), "words": author.words[:VOCABULARY],
        "vocabulary": VOCABULARY, "person": users["moderator"].pk, "other": users["head"].pk,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(CONCERNS, given)
        for column in ("theme", "area"):
            cursor.execute(TIED.format(column=column), {})
        cursor.execute(MENTIONED, {})
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        cursor.execute("ANALYZE")
        cursor.execute("RESET statement_timeout")


def _read(author: crowd.Author, moderator: Any, times: int) -> dict[str, Page]:
    waiting = Concern.objects.filter(due_at__isnull=False).order_by(*SOONEST)
    place = place_of(waiting[int(waiting.count() * DEEP)], SOONEST)

    def address(query: str) -> Callable[[int], str]:
        return lambda run: (
            "/staff/concerns/"
            + query.format(place=place, word=author.words[run % VOCABULARY], rare=f"bench-{7 * run + 1:06}")
        )

    return office_pages.read(moderator, {name: address(query) for name, query in PAGES.items()}, times)
