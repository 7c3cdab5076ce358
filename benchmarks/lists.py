"""Search and pagination with very many demands."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TypeVar

from benchmarks.crowd import Author
from benchmarks.results import Claim, Timing
from benchmarks.servers import fetch
from portal.common.keyset import place_of
from portal.public.paging import NEWEST
from publications import reader
from publications.querysets import FEW, DocumentQuerySet, every_word, looked_up

PER_PAGE = 20
INDEX = "document_words"
SELECTIVE = 100
Result = TypeVar("Result")


def questions(author: Author, count: int) -> list[str]:
    """Words out of published titles, so that each finds something."""
    demands = list(reader.documents("demand").filter(is_demonstration=True)[: 50 * count])
    chosen = author.random.sample(demands, count)
    return [author.question(demand.live.body.title.ar) for demand in chosen]


def search(asked: Sequence[str], documents: int) -> tuple[Timing, list[Claim]]:
    """Count of the results and first page, with the queries of the public list.

    For a very frequent word a scan in order is the better plan, so only searches with few results must use
    the index.
    """
    times, counts = zip(*(timed(lambda words=words: first_page(found_by(words))) for words in asked), strict=True)
    few = min(documents // SELECTIVE, FEW)
    plans = [INDEX in plan(words) for words, count in zip(asked, counts, strict=True) if count <= few]
    span = f"{min(counts):,}–{max(counts):,} found"
    claims = [
        Claim("A search finds the demand out of which its words were taken", min(counts) > 0, span),
        Claim(
            f"A search that finds at most {few:,} of {documents:,} demands uses the index {INDEX}",
            bool(plans) and all(plans),
            f"{sum(plans)} of {len(plans)} plans",
        ),
    ]
    return Timing(f"search, number and first page of results ({span})", times), claims


def found_by(words: str) -> DocumentQuerySet:
    return reader.documents("demand").matching(words)


def plan(words: str) -> str:
    wanted = every_word(words)
    assert wanted is not None
    return looked_up(reader.documents("demand").select_related(None), wanted).explain()


def first_page(results: DocumentQuerySet) -> int:
    count = results.count()
    list(results[:PER_PAGE])
    return count


def pages(port: int, *, times: int, deep: int) -> list[Timing]:
    """Pages without cache, through the server, one after the other."""
    last_before = reader.documents("demand")[(deep - 1) * PER_PAGE - 1]
    shown = {1: "/ar/demands/", deep: f"/ar/demands/?after={place_of(last_before, NEWEST)}"}
    for path in shown.values():
        if fetch(port, path).status != 200:
            raise RuntimeError(f"{path} is not there")
    return [
        Timing(
            f"list of demands, page {number} (cold)",
            [timed(lambda path=path: fetch(port, path))[0] for _ in range(times)],
        )
        for number, path in shown.items()
    ]


def timed(work: Callable[[], Result]) -> tuple[float, Result]:
    started = time.perf_counter()
    result = work()
    return (time.perf_counter() - started) * 1000, result
