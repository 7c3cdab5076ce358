"""The number of documents under each facet, kept by triggers while documents change, in the transaction that changes them.

Publications follow one another (:func:`publications.store.lock`), so that none waits for another's rows in another order.
"""

from __future__ import annotations

from typing import Any

import pgtrigger
from django.db import connection

NEW = "SELECT kind, unnest(facets) AS facet, 1 AS change FROM new_documents"
OLD = "SELECT kind, unnest(facets) AS facet, -1 AS change FROM old_documents"
# Rows of facets that are new first, with zero: a CHECK refuses a negative number also where a row would only be updated.
COUNT = """
    INSERT INTO publications_facetcount (kind, facet, documents)
    SELECT kind, facet, 0 FROM ({changes}) changed
    GROUP BY kind, facet HAVING sum(change) <> 0 ORDER BY kind, facet
    ON CONFLICT (kind, facet) DO NOTHING;
    UPDATE publications_facetcount counted
    SET documents = counted.documents + total.change
    FROM (
        SELECT kind, facet, sum(change)::int AS change FROM ({changes}) changed GROUP BY kind, facet HAVING sum(change) <> 0
    ) total
    WHERE counted.kind = total.kind AND counted.facet = total.facet;
    RETURN NULL;
"""
RECOUNTED = """
    SELECT kind, facet, coalesce(kept.documents, 0), coalesce(counted.documents, 0)
    FROM publications_facetcount kept
    FULL JOIN (
        SELECT kind, unnest(facets) AS facet, count(*) AS documents FROM publications_document GROUP BY 1, 2
    ) counted USING (kind, facet)
    WHERE coalesce(kept.documents, 0) <> coalesce(counted.documents, 0)
    ORDER BY kind, facet
"""
REPAIR = """
    INSERT INTO publications_facetcount (kind, facet, documents) VALUES (%s, %s, %s)
    ON CONFLICT (kind, facet) DO UPDATE SET documents = excluded.documents
"""


def triggers() -> list[pgtrigger.Trigger]:
    """One for each operation: PostgreSQL gives the changed rows of a statement only to a trigger of one operation."""
    tables: dict[str, tuple[Any, dict[str, str], tuple[str, ...]]] = {
        "inserted": (pgtrigger.Insert, {"new": "new_documents"}, (NEW,)),
        "updated": (pgtrigger.Update, {"old": "old_documents", "new": "new_documents"}, (OLD, NEW)),
        "deleted": (pgtrigger.Delete, {"old": "old_documents"}, (OLD,)),
    }
    return [
        pgtrigger.Trigger(
            name=f"count_facets_{name}",
            level=pgtrigger.Statement,
            when=pgtrigger.After,
            operation=operation,
            referencing=pgtrigger.Referencing(**referenced),
            func=pgtrigger.Func(COUNT.format(changes=" UNION ALL ".join(changes))),
        )
        for name, (operation, referenced, changes) in tables.items()
    ]


def wrong_counts() -> list[tuple[str, str, int, int]]:
    """Kind, facet, kept and counted number, where they differ. Reads every document."""
    with connection.cursor() as cursor:
        cursor.execute(RECOUNTED)
        return cursor.fetchall()


def repair(wrong: list[tuple[str, str, int, int]]) -> None:
    with connection.cursor() as cursor:
        for kind, facet, _kept, counted in wrong:
            cursor.execute(REPAIR, [kind, facet, counted])
