"""Pages of a list of the office in this process, among few rows and among very many. On a shared machine the time of the processors says more
than the time on the clock: both are told."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, NamedTuple

from django.core.management import call_command
from django.db import connection
from django.test import Client

from benchmarks.lists import timed
from benchmarks.offers import milliseconds_of_postgresql
from benchmarks.results import Claim, Timing, median, share
from embedded.network import ADDRESS

LARGEST_GROWTH: Final = 1.5
"""The 95th percentile among the most rows, divided by that among the fewest."""
LARGEST_GROWTH_OF_SEARCH: Final = 3.0
UNTIMED = 3


class Page(NamedTuple):
    """``processor``: milliseconds of this process and of PostgreSQL for one page, the mean."""

    times: list[float]
    processor: float
    queries: int


def prepare() -> None:
    """What the pages need without a demonstration."""
    for command in ("migrate", "grant_public_role", "load_reference"):
        call_command(command, verbosity=0)


def read(user: Any, pages: Mapping[str, Callable[[int], str]], times: int) -> dict[str, Page]:
    """``pages``: for each name the address that is asked for in a run."""
    desk = Client(SERVER_NAME=ADDRESS)
    desk.force_login(user)
    return {name: _page(desk, address, times) for name, address in pages.items()}


def _page(desk: Client, address: Callable[[int], str], times: int) -> Page:
    def read_once(run: int) -> None:
        answer = desk.get(address(run))
        if answer.status_code != 200:
            raise RuntimeError(f"{address(run)}: {answer.status_code}")

    for run in range(min(UNTIMED, times)):
        read_once(run)
    count = Counter()
    with connection.execute_wrapper(count):
        read_once(0)
    before = _processor()
    taken = [timed(lambda run=run: read_once(run))[0] for run in range(times)]
    return Page(taken, (_processor() - before) / times, count.queries)


def timings(what: str, found: Mapping[int, Mapping[str, Page]]) -> list[Timing]:
    """``what``: the list with the place of its size, such as "queue of {size:,} concerns"."""
    names = found[min(found)]
    return [
        Timing(f"{what.format(size=size)}, {name}", pages[name].times)
        for name in names
        for size, pages in found.items()
    ]


def claims(what: str, rows: str, found: Mapping[int, Mapping[str, Page]], searches: Iterable[str] = ()) -> list[Claim]:
    """``searches``: names of the pages that may grow like a search. ``rows``: what the list holds."""
    few, many = min(found), max(found)
    told = []
    for name in found[few]:
        limit = LARGEST_GROWTH_OF_SEARCH if name in searches else LARGEST_GROWTH
        told += _claims(
            f"{what}, {name}", f"{many:,} {rows} than among {few:,}", found[few][name], found[many][name], limit
        )
    return told


def _claims(page: str, among: str, few: Page, many: Page, limit: float) -> list[Claim]:
    growth = share(many.times, 0.95) / share(few.times, 0.95)
    return [
        Claim(
            f"{page}, costs no more queries among {among}",
            many.queries <= few.queries,
            f"{few.queries} and {many.queries}",
        ),
        Claim(
            f"{page}: at most {limit} times as slow (p95)",
            growth <= limit,
            f"× {growth:.2f}, median {median(few.times):.0f} and {median(many.times):.0f} ms",
            is_timed=True,
        ),
        Claim(
            f"{page}: at most {limit} times the time of the processors",
            many.processor <= limit * few.processor,
            f"{few.processor:.0f} and {many.processor:.0f} ms",
            is_timed=True,
        ),
    ]


def _processor() -> float:
    return time.process_time() * 1000 + milliseconds_of_postgresql()


class Counter:
    """Counts queries."""

    def __init__(self) -> None:
        self.queries = 0

    def __call__(self, execute: Any, *rest: Any) -> Any:
        self.queries += 1
        return execute(*rest)
