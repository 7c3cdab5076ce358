"""Pages of the tracker and a publication in this process, without page cache, among a thousand and among very many demands.

``python -m benchmarks.tracker 1000 100000`` (beside ``embedded.services exec --volatile --files``, after ``manage.py migrate``,
``grant_public_role`` and ``load_reference``) prints for each page the median and the 95th percentile, the processor time of this process,
and the 95th percentile divided by that of the first size: at most 1.5, or 3 for a search. Parts of pages are remembered, as in every process.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import django

PAGES = {
    "home": "/ar/",
    "tracker": "/ar/demands/",
    "tracker, deep page": "/ar/demands/?after=2019-01-01~1",
    "tracker, theme": "/ar/demands/?theme=drugs",
    "tracker, area": "/ar/demands/?area=meknes",
    "tracker, theme, area, state, year": "/ar/demands/?theme=drugs&area=meknes_prefecture&state=done&year=2020",
    "tracker, words": "/ar/demands/?q={words}",
    "tracker, a word of no demand": "/ar/demands/?q=zzzz",
    "unanswered": "/ar/demands/unanswered/",
    "themes": "/ar/themes/",
    "theme": "/ar/themes/drugs/",
    "areas": "/ar/areas/",
    "area": "/ar/areas/meknes/",
    "figures": "/ar/figures/",
    "demand, each another one": "/ar/demands/{demand}/",
}
SEARCHES = ("tracker, words", "tracker, a word of no demand")
TIMES = 30
UNTIMED = 3
LARGEST_GROWTH, LARGEST_GROWTH_OF_SEARCH = 1.5, 3.0
FIRST_PUBLISHED = 90_000_000
AUTHOR, APPROVER = 1, 2


class Taken(NamedTuple):
    """In milliseconds, each sorted; ``processor``: of this process alone, without the database."""

    times: list[float]
    processor: list[float]

    @property
    def median(self) -> float:
        return self.times[len(self.times) // 2]

    @property
    def p95(self) -> float:
        return self.times[int(len(self.times) * 0.95)]


def measure(sizes: Sequence[int]) -> None:
    from benchmarks import crowd

    author, stored, first = crowd.Author(), 0, {}
    for size in sizes:
        started = time.monotonic()
        crowd.publish(author, size - stored, first=crowd.FIRST_NUMBER + stored)
        stored = size
        print(f"{size:,} demands, filled in {time.monotonic() - started:.0f} s")
        for name, work in _works(author, size).items():
            found = taken(work)
            before = first.setdefault(name, found)
            _show(name, found, found.p95 / before.p95)


def _show(name: str, found: Taken, growth: float) -> None:
    limit = LARGEST_GROWTH_OF_SEARCH if name in SEARCHES else LARGEST_GROWTH
    processor = found.processor[len(found.processor) // 2]
    print(
        f"  {name:36} median {found.median:6.1f}   p95 {found.p95:6.1f}   processor {processor:6.1f}   × {growth:.2f}"
        f"{'  NO' if growth > limit else ''}"
    )


def _works(author: Any, size: int) -> dict[str, Callable[[int], None]]:
    """By name, what is measured; it is given the number of the run."""
    from django.conf import settings
    from django.test import Client

    from benchmarks.crowd import FIRST_NUMBER

    client = Client(HTTP_HOST=urlsplit(settings.PUBLIC_ORIGIN).netloc)

    def read(address: str, run: int) -> None:
        path = address.format(words=author.words[20 * run % 400], demand=FIRST_NUMBER + run * size // 40)
        response = client.get(path)
        if response.status_code != 200:
            raise RuntimeError(f"{path}: {response.status_code}")

    works: dict[str, Callable[[int], None]] = {
        name: lambda run, address=address: read(address, run)  # type: ignore[misc]
        for name, address in PAGES.items()
    }
    return works | {"a publication": lambda run: _publish(author, FIRST_PUBLISHED + size + run)}


def _publish(author: Any, number: int) -> None:
    from publications import store
    from publications.pending import PendingDocument, prepare

    body = author.demand(number)
    document = PendingDocument.edition(body, state=body.state, listed_on=body.registered_on)
    pending = prepare([document], writers=(AUTHOR,))
    store.publish(pending, by=APPROVER, seen=pending.fingerprint)


def taken(work: Callable[[int], None]) -> Taken:
    times, processor = [], []
    for run in range(UNTIMED + TIMES):
        started, used = time.perf_counter(), time.process_time()
        work(run)
        if run >= UNTIMED:
            times.append((time.perf_counter() - started) * 1000)
            processor.append((time.process_time() - used) * 1000)
    return Taken(sorted(times), sorted(processor))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ |= {"PAGE_CACHE_BYTES": "0", "LOG_LEVEL": "ERROR"}
    django.setup()
    measure([int(size) for size in sys.argv[1:]] or [1_000, 100_000])
