"""Repeats demands of the crowd under new numbers inside the database: composing a million of them would take half an hour.

Each has its own key, place in the hash chain and hash. Words, day, state, themes and areas are those of the demand that it repeats, so that a
search finds as large a share of the documents as before.
"""

from __future__ import annotations

from django.db import connection

AT_ONCE = 50_000
PREPARE = """
CREATE FUNCTION pg_temp.repeat_demands(first_pattern int, patterns int, first int, behind int) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    pattern record;
    old text;
    hash text;
    place bigint;
    written text;
    documents bigint;
    editions bigint;
BEGIN
    SELECT max(id) + 1 - first INTO documents FROM publications_document;
    SELECT max(id) + 1 - first INTO editions FROM publications_edition;
    SELECT sequence, sha256 INTO place, hash FROM publications_edition ORDER BY sequence DESC LIMIT 1;
    INSERT INTO publications_document (
        id, live_id, key, kind, is_listed, closed_until, listed_on, state, themes, areas, shown_demands, is_demonstration, facets,
        waits_since, words
    )
    SELECT documents + each, editions + each, each::text, kind, is_listed, closed_until, listed_on, state, themes, areas, shown_demands,
        is_demonstration, facets, waits_since, words
    FROM generate_series(first, behind - 1) each
    JOIN publications_document ON kind = 'demand' AND key = (first_pattern + (each - first_pattern) % patterns)::text;
    FOR new IN first..behind - 1 LOOP
        old := (first_pattern + (new - first_pattern) % patterns)::text;
        SELECT edition.* INTO pattern FROM publications_edition edition
        WHERE edition.id = (SELECT live_id FROM publications_document WHERE kind = 'demand' AND key = old);
        place := place + 1;
        written := replace(pattern.canonical, pattern.previous_sha256, hash);
        written := replace(written, '"sequence":' || pattern.sequence || ',', '"sequence":' || place || ',');
        written := replace(written, '"key":"' || old || '"', '"key":"' || new || '"');
        written := replace(written, '"number":' || old || ',', '"number":' || new || ',');
        INSERT INTO publications_edition (
            id, document_id, number, sequence, published_at, is_tombstone, canonical, sha256, previous_sha256
        ) VALUES (
            editions + new, documents + new, 1, place, pattern.published_at, false, written,
            encode(sha256(convert_to(written, 'UTF8')), 'hex'), hash
        ) RETURNING sha256 INTO hash;
    END LOOP;
    PERFORM setval(pg_get_serial_sequence('publications_document', 'id'), documents + behind - 1);
    PERFORM setval(pg_get_serial_sequence('publications_edition', 'id'), editions + behind - 1);
END $$
"""


def repeat(patterns: range, numbers: range) -> None:
    """Publish ``numbers`` with the texts of ``patterns``, which are published."""
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute(PREPARE)
        for start in range(numbers.start, numbers.stop, AT_ONCE):
            behind = min(start + AT_ONCE, numbers.stop)
            cursor.execute(
                "SELECT pg_temp.repeat_demands(%s, %s, %s, %s)", [patterns.start, len(patterns), start, behind]
            )
        cursor.execute("DROP FUNCTION pg_temp.repeat_demands")
        cursor.execute("RESET statement_timeout")
