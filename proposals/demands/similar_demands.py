"""Which demands are like what somebody writes: what is stored of each wording, the look-up, and the words that match (ADR 28).

Which words count, and how much: :mod:`core.text.similarity`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from django.contrib.postgres.search import SearchVector
from django.db import connection, transaction
from django.db.models import Value

from core.text import fingerprints
from core.text.analysis import Analysis
from core.text.similarity import Matching, Vector
from core.text.texts import Texts
from proposals.demands import embedding
from publications.store import indexed
from reference.lexicon import similarity

if TYPE_CHECKING:
    from proposals.models import Demand

OFFICE, PUBLISHED = "office", "published"
# Of each key the newest demands are considered, so that a frequent word costs no more than a rare one.
NEWEST: Final = 100
COMPARED: Final = 150
RANKED: Final = 40
# Below this, two texts share letters and no matter.
LEAST: Final = 0.12
# For a word that begins like the last one, which is perhaps not finished.
BEGUN: Final = 0.13
# Of two demands that are about equally near, the one of the same theme or area comes first.
RELATED: Final = 0.05
# Details say more than somebody who asks the same: their beginning counts.
DETAILS: Final = 300

# Candidates, the newest of each key, then their vectors. In SQL: Django needs longer to build the second part than the database to execute it.
_STORED: Final = """
    WITH candidates AS (
        SELECT listed.demand_id FROM unnest(%(keys)s::int[], %(weights)s::float8[]) AS asked (key, weight)
        CROSS JOIN LATERAL (
            SELECT demand_id FROM proposals_demandkey WHERE key = asked.key ORDER BY demand_id DESC LIMIT %(newest)s
        ) AS listed
        GROUP BY listed.demand_id ORDER BY sum(asked.weight) DESC, listed.demand_id DESC LIMIT %(compared)s
    )
    SELECT coalesce(demand.merged_into_id, demand.id), stored.vector, stored.keys @> ARRAY[%(begun)s::int]
    FROM candidates
    JOIN proposals_demandvector AS stored ON stored.demand_id = candidates.demand_id AND stored.wording = %(wording)s
    JOIN proposals_demand AS demand ON demand.id = candidates.demand_id
"""


class Near(NamedTuple):
    """A demand and how near it is: 1 for the same words, 0 for nothing in common."""

    demand_id: int
    score: float


def terms(title: Texts, details: Texts) -> SearchVector:
    """What the database keeps of a demand's wording, in every language, for search by words."""
    return SearchVector(Value(indexed([title, details])), config="simple")


def compared_text(title: str, details: str) -> str:
    return f"{title}\n{details[:DETAILS]}" if details else title


def store(demand: Demand, title: Texts, details: Texts, *, wording: str = OFFICE) -> None:
    """Keep what ``demand`` is found by; replaces what was kept of the same ``wording``."""
    from proposals.models import DemandVector

    with transaction.atomic():
        before = _listed_keys(demand)
        demand.vectors.filter(wording=wording).delete()
        rows = [
            DemandVector(
                demand=demand,
                wording=wording,
                language=language,
                vector=found.vector,
                keys=sorted(found.keys),
            )
            for language in title.languages()
            for found in (fingerprint(compared_text(getattr(title, language), getattr(details, language))),)
        ]
        DemandVector.objects.bulk_create(rows)
        _list(demand, before)


def forget(demand: Demand, *, wording: str) -> None:
    """``demand`` is not offered by this wording any more."""
    with transaction.atomic():
        before = _listed_keys(demand)
        demand.vectors.filter(wording=wording).delete()
        _list(demand, before)


class Fingerprint(NamedTuple):
    vector: bytes
    keys: fingerprints.Keys


def fingerprint(text: str) -> Fingerprint:
    analysis = similarity().analyse(text)
    return Fingerprint(fingerprints.packed(similarity().vector_of(analysis)), fingerprints.keys(similarity(), analysis))


def nearest(written: str, *, wording: str = OFFICE) -> list[Near]:
    """The demands nearest to ``written``, best first; for a merged one the demand into which it is merged. One query, however many demands
    there are."""
    analysis = similarity().analyse(written)
    return ranked(similarity().vector_of(analysis), _stored(analysis, wording))[:RANKED]


def ranked(asked: Vector, stored: Iterable[tuple[int, bytes | memoryview, bool]]) -> list[Near]:
    """By the nearest of the wordings of each demand; of equals the newest first.

    ``stored``: the demand, a vector, and whether that wording has a word that begins like the last one of what is written.
    """
    best: dict[int, float] = {}
    for demand_id, vector, begins in stored:
        score = min(1.0, fingerprints.closeness(asked, vector) + (BEGUN if begins else 0.0))
        if score >= LEAST:
            best[demand_id] = max(score, best.get(demand_id, 0.0))
    return sorted((Near(*item) for item in best.items()), key=lambda near: (-near.score, -near.demand_id))


def alike(first: str, second: str) -> float:
    """How near two texts are, with the operator's model where there is one."""
    return embedding.combined([similarity().alike(first, second)], first, [second])[0]


def with_embedder(written: str, found: Sequence[Near], texts: dict[int, str]) -> list[Near]:
    """``found`` in the order that the operator's model and our own scores give together; as it is where there is no model."""
    asked = [near for near in found if near.demand_id in texts]
    scores = embedding.combined([near.score for near in asked], written, [texts[near.demand_id] for near in asked])
    again = [near._replace(score=score) for near, score in zip(asked, scores, strict=True)]
    return sorted(again, key=lambda near: -near.score)


def matching(written: str, offered: str) -> Matching:
    """Which words of ``written`` and of ``offered`` match: places of characters, to be highlighted."""
    return similarity().matching(similarity().analyse(written), similarity().analyse(offered))


def _stored(analysis: Analysis, wording: str) -> list[tuple[int, memoryview, bool]]:
    """What :func:`ranked` takes. Whether a word begins like the last one is asked of this wording's own keys: what only the office reads must
    not bring a demand before the public."""
    keys = fingerprints.keys(similarity(), analysis)
    if not keys:
        return []
    asked: dict[str, Any] = {
        "keys": list(keys),
        "weights": list(keys.values()),
        "begun": fingerprints.last_begun(analysis),
    }
    with connection.cursor() as cursor:
        cursor.execute(_STORED, asked | {"newest": NEWEST, "compared": COMPARED, "wording": wording})
        return cursor.fetchall()


def _listed_keys(demand: Demand) -> set[int]:
    return {key for keys in demand.vectors.values_list("keys", flat=True) for key in keys}


def _list(demand: Demand, before: Collection[int]) -> None:
    from proposals.models import DemandKey

    now = _listed_keys(demand)
    DemandKey.objects.filter(key__in=set(before) - now, demand_id=demand.pk).delete()
    DemandKey.objects.bulk_create(
        [DemandKey(key=key, demand_id=demand.pk) for key in sorted(now)], ignore_conflicts=True
    )
