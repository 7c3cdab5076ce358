"""Demands that are offered while somebody types, with the words that match, among a thousand, a hundred thousand and a million.

``python -m benchmarks --offers 1000 100000`` (within ``embedded.services exec``) measures nothing else. On a shared machine the time of the
processors says more than the time on the clock: both are told.
"""

from __future__ import annotations

import random
import resource
import time
from collections.abc import Sequence

import psutil
from django.apps import apps
from django.db import connection
from django.db.models import Model

from benchmarks.lists import timed
from benchmarks.results import Claim, Timing, median, share
from core.db.append_only import undeletable_models
from core.text.texts import Texts
from proposals.demands import similar_demands
from proposals.demands.offers import offers
from proposals.models import Demand, DemandKey, DemandVector
from reference.lexicon import concepts, similarity

# Texts that differ in their words; the demands beyond have those of an earlier one. Analysing a million of them would take twenty minutes.
DIFFERENT = 20_000
ROLES = ("ask", "thing", "person", "place", "area", "time")
OFFERED_MS = 30
FOUND = 0.9
FIRST = 5
# Up to here PostgreSQL may rightly prefer to read a whole table.
SMALL = 10_000
TABLES = (Demand, DemandVector, DemandKey)


def measure(sizes: Sequence[int], questions: int) -> tuple[list[Timing], list[Claim]]:
    texts = _texts(min(DIFFERENT, max(sizes)))
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        # A history of invented demands is of no use to anybody.
        for table in _emptied():
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        found = [_among(count, texts, questions) for count in sorted(sizes)]
        for table in _emptied():
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        cursor.execute("RESET statement_timeout")
    return [timing for timing, _claims in found], [claim for _timing, claims in found for claim in claims]


def _emptied() -> list[str]:
    """Tables that may point to a demand, which are emptied with it; some of them refuse that otherwise."""
    apps_ = ("proposals", "consultations")
    return sorted({model._meta.db_table for model in apps.get_models() if model._meta.app_label in apps_})


def _among(count: int, texts: Sequence[str], questions: int) -> tuple[Timing, list[Claim]]:
    _invent(count, texts)
    random_ = random.Random(count)
    asked = [_typed(random_, random_.choice(texts)) for _question in range(questions)]
    before = milliseconds_of_postgresql()
    taken, worked = zip(*(_offered(written) for written in asked), strict=True)
    database = (milliseconds_of_postgresql() - before) / questions
    p95, web = share(taken, 0.95), share(worked, 0.95)
    claims = [
        Claim(
            f"Demands are offered within {OFFERED_MS} ms among {count:,} (p95)",
            p95 < OFFERED_MS,
            f"{p95:.1f} ms",
            is_timed=True,
        ),
        Claim(
            f"Demands are offered within {OFFERED_MS} ms of processor time among {count:,}",
            web + database < OFFERED_MS,
            f"{web:.1f} ms here (p95; median {median(worked):.1f} ms), {database:.1f} ms in PostgreSQL (mean)",
            is_timed=True,
        ),
    ]
    if count > SMALL:
        claims.append(_planned(count, asked))
    if count <= len(texts):
        claims.append(_found(count, texts, random_))
    megabytes = sum(_size(table) for table in TABLES[1:]) / 1e6
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    where = f"vectors and keys {megabytes:,.0f} MB on disk, this process {memory:,.0f} MiB"
    return Timing(f"demands offered while typing, among {count:,} ({where})", taken), claims


def _found(count: int, texts: Sequence[str], random_: random.Random) -> Claim:
    """What a comparison with every demand puts first, the index finds, too. By score: demands of the same words change places."""
    vectors = list(DemandVector.objects.values_list("demand_id", "vector"))
    same = total = 0
    for text in random_.sample(texts, 20):
        vector = similarity().vector(text)
        exact = similar_demands.ranked(vector, ((pk, stored, False) for pk, stored in vectors))[:FIRST]
        by_index = {near.demand_id for near in similar_demands.nearest(text)}
        same += sum(near.demand_id in by_index for near in exact)
        total += len(exact)
    return Claim(
        f"Among {count:,}, the index finds {FOUND:.0%} of the first {FIRST} of a comparison with every demand",
        same >= FOUND * total,
        f"{same} of {total}",
    )


def _planned(count: int, asked: Sequence[str]) -> Claim:
    """Both statements of a look-up read indexes: what they cost does not grow with the table."""
    plans = [plan for written in asked[:5] for plan in _plans(written)]
    return Claim(
        f"Among {count:,}, no statement of a look-up reads a whole table",
        not any("Seq Scan" in plan for plan in plans),
        f"{len(plans)} plans",
    )


def _plans(written: str) -> list[str]:
    found = []

    def explained(execute, sql, params, many, context):
        if sql.lstrip().startswith(("SELECT", "WITH")):
            with context["cursor"].connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN {sql}", params)
                found.append("\n".join(line for (line,) in cursor.fetchall()))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(explained):
        list(Demand.objects.like(written))
    return found


def _offered(written: str) -> tuple[float, float]:
    """Milliseconds on the clock, and of processor time in this process."""
    before = time.thread_time()
    taken, _offers = timed(lambda: offers(written, Demand.objects.like(written)))
    return taken, (time.thread_time() - before) * 1000


def milliseconds_of_postgresql() -> float:
    """Processor time of the process that serves this connection, in steps of 10 ms."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        times = psutil.Process(cursor.fetchone()[0]).cpu_times()
    return (times.user + times.system) * 1000


def _invent(count: int, texts: Sequence[str]) -> None:
    with connection.cursor() as cursor:
        for switch in ("DISABLE", "ENABLE"):
            for model in undeletable_models():  # some stand in tables that name demands
                cursor.execute(f"ALTER TABLE {model._meta.db_table} {switch} TRIGGER USER")
            if switch == "DISABLE":
                tables = ", ".join(table._meta.db_table for table in TABLES)
                cursor.execute(f"TRUNCATE {tables} RESTART IDENTITY CASCADE")
    first = texts[:count]
    demands = Demand.objects.bulk_create(
        Demand(number=number, title=Texts(ar=title), registered_on="2018-10-17")
        for number, title in enumerate(first, 1)
    )
    prints = [similar_demands.fingerprint(title) for title in first]
    DemandVector.objects.bulk_create(
        (
            DemandVector(demand=demand, wording="office", language="ar", vector=found.vector, keys=sorted(found.keys))
            for demand, found in zip(demands, prints, strict=True)
        ),
        batch_size=2_000,
    )
    _repeat(len(first), count)


def _repeat(there: int, count: int) -> None:
    """The first ``there`` demands again and again, up to ``count``; then all keys in one go, in the order of their index."""
    columns = "title, details, state, registered_on, version"
    with connection.cursor() as cursor:
        for begin in range(there, count, there):
            cursor.execute(
                f"INSERT INTO proposals_demand (id, number, {columns}) SELECT id + %s, number + %s, {columns} FROM proposals_demand WHERE id <= %s",
                [begin, begin, min(there, count - begin)],
            )
            cursor.execute(
                "INSERT INTO proposals_demandvector (demand_id, wording, language, vector, keys) "
                "SELECT demand_id + %s, wording, language, vector, keys FROM proposals_demandvector WHERE demand_id <= %s",
                [begin, min(there, count - begin)],
            )
        cursor.execute(
            "INSERT INTO proposals_demandkey (key, demand_id) "
            "SELECT key, demand_id FROM proposals_demandvector, unnest(keys) AS key ORDER BY key, demand_id"
        )
        for table in TABLES:
            cursor.execute(f"VACUUM (ANALYZE) {table._meta.db_table}")


def _texts(count: int) -> list[str]:
    random_ = random.Random(1)
    forms = _forms()
    found: dict[str, None] = {}
    while len(found) < count:
        found[" ".join(random_.choice(forms[role]) for role in ROLES if random_.random() < 0.8)] = None
    return [text for text in found if text]


def _forms() -> dict[str, list[str]]:
    forms: dict[str, list[str]] = {}
    for concept in concepts():
        forms.setdefault(concept.role, []).extend(form for form in concept.forms if not form.isascii())
    return forms


def _typed(random_: random.Random, text: str) -> str:
    """What stands in the field after some of the letters."""
    return text[: random_.randint(3, len(text))] if len(text) > 3 else text


def _size(table: type[Model]) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_total_relation_size(%s)", [table._meta.db_table])
        return cursor.fetchone()[0]
