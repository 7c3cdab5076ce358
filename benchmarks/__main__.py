"""`make bench`: measures the figures that the documentation claims, prints Markdown, and fails if a claim is not true."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from benchmarks import database, load, results, stage
from benchmarks.servers import WORKERS, Servers
from embedded.processes import Processes
from embedded.steps import say, step

STOP_GRACE = 10
FEW_REPORTS = 1_000


@dataclass(frozen=True)
class Size:
    warm_up: int
    rounds: int
    seconds: int
    demands: int
    reports: int
    searches: int
    times: int
    deep: int
    submissions: int
    followers: int
    recording: int
    record: int
    offered: tuple[int, ...]
    concerns: tuple[int, ...]
    desk: tuple[int, ...]
    programmes: tuple[int, ...]


FULL = Size(
    warm_up=3,
    rounds=10,
    seconds=3,
    demands=100_000,
    reports=2_000,
    searches=200,
    times=40,
    deep=400,
    submissions=1_000,
    followers=50,
    recording=40,
    record=1_000,
    offered=(1_000, 100_000, 1_000_000),
    concerns=(1_000, 100_000),
    desk=(1_000, 100_000, 1_000_000),
    programmes=(50_000,),
)
QUICK = Size(
    warm_up=0,
    rounds=1,
    seconds=1,
    demands=1_000,
    reports=100,
    searches=20,
    times=1,
    deep=5,
    submissions=60,
    followers=6,
    recording=4,
    record=60,
    offered=(1_000,),
    concerns=(100, 1_000),
    desk=(1_000, 2_000),
    programmes=(500,),
)


def run(size: Size) -> int:
    started = time.monotonic()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="machoura-bench-")))
        stack.enter_context(database.own_database())
        servers_env = os.environ | {"MACHOURA_LOCAL": "1"}
        stage.set_up()
        processes = Processes(folder / "processes.json")
        stack.callback(processes.stop, grace=STOP_GRACE)
        workers = 1 if size is QUICK else WORKERS
        claims = measure(size, Servers(folder, processes, servers_env, workers))
    say(f"\n{time.monotonic() - started:.0f} s in all.")
    return results.exit_code(claims)


def run_offers(sizes: Sequence[int]) -> int:
    """Without servers and without a demonstration."""
    with database.own_database():
        stage.set_up()
        from django.core.management import call_command

        from benchmarks import offers

        call_command("migrate", verbosity=0)
        timings, claims = offers.measure(sizes, FULL.searches)
        say(f"{stage.machine()}\n\n{results.timing_table(timings)}\n\n{results.claim_table(claims)}")
    return results.exit_code(claims)


def run_list(name: str, sizes: Sequence[int]) -> int:
    """One list of the office, "queue" or "desk", or "programmes", without servers and without a demonstration."""
    with database.own_database():
        stage.set_up()
        from benchmarks import desk, office_pages, programmes, queue

        office_pages.prepare()
        timings, claims = {"queue": queue, "desk": desk, "programmes": programmes}[name].measure(sizes, FULL.times)
        say(f"{stage.machine()}\n\n{results.timing_table(timings)}\n\n{results.claim_table(claims)}")
    return results.exit_code(claims)


def measure(size: Size, servers: Servers) -> list[results.Claim]:
    from benchmarks import crowd, lists, offers, office, page, recording, submission

    with step("demonstration"):
        stage.load_demonstration()
    author = crowd.Author()
    with step(f"{size.demands:,} invented demands, {size.reports:,} reports"):
        crowd.publish(author, size.demands)
        shown = stage.report().body
        others = crowd.publish_reports(author, shown, size.reports)
    with step("parts of their pages"):
        asked = never_shown(others, size.demands)
    with step("servers"):
        path = stage.report_path(shown.key)
        ports = page.start(servers, path)
    with step("report page"):
        answered = _pages(ports, path, asked, size)
    with step("search, lists, office"):
        search, searched = lists.search(lists.questions(author, size.searches), size.demands)
        timings = [search, *lists.pages(ports["cold"], times=size.times, deep=size.deep)]
        timings += [office.typesetting(size.times), office.saving(size.times)]
    with step("submissions"):
        port = submission.start(servers)
        timings.append(submission.waiting(port, size.submissions // 3))
        under_fire, receipts = submission.killing(servers, port, size.submissions)
        timings.append(under_fire)
    with step("recording"):
        room = {"seconds": size.recording, "followers": size.followers, "already": size.record}
        recorded, recorded_claims, sizes = recording.measure(recording.start(servers), **room)
    listed, list_claims = lists_of_the_office(size)
    with step(f"demands offered among {', '.join(f'{count:,}' for count in size.offered)}"):
        offered, within = offers.measure(size.offered, size.searches)
    timings += [*recorded, *listed, *offered]
    claims = results.judged(
        [*page.claims(ports, path), *searched, *receipts, *recorded_claims, *list_claims, *within],
        quick=size is QUICK,
    )
    say(report(size, stage.machine(), page.rows(answered), timings, claims, results.noise(answered["bare"])))
    say("\nState of a live meeting, " + "; ".join(sizes) + ".")
    return claims


def _pages(ports: dict[str, int], path: str, asked: dict[str, list[str]], size: Size) -> dict[str, list[load.Answered]]:
    from benchmarks import page

    together = stage.paths_of(page.TOGETHER)
    how_long = {"warm_up": size.warm_up, "rounds": size.rounds, "seconds": size.seconds}
    return page.measure(ports, path, asked, together, **how_long)


def run_pages(size: Size) -> int:
    """Only the pages that are compared with the bare view, beside the demonstration and few invented documents."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="machoura-bench-")))
        stack.enter_context(database.own_database())
        stage.set_up()
        processes = Processes(folder / "processes.json")
        stack.callback(processes.stop, grace=STOP_GRACE)
        from benchmarks import crowd, page

        stage.load_demonstration()
        author = crowd.Author()
        crowd.publish(author, QUICK.demands)
        shown = stage.report().body
        others = crowd.publish_reports(author, shown, FEW_REPORTS)
        asked, path = never_shown(others, QUICK.demands), stage.report_path(shown.key)
        ports = page.start(Servers(folder, processes, os.environ | {"MACHOURA_LOCAL": "1"}, WORKERS), path)
        answered = _pages(ports, path, asked, size)
        say(
            f"{stage.machine()}\n\n{results.served_table(page.rows(answered))}\n\nnoise {results.noise(answered['bare'])}"
        )
    return 0


def lists_of_the_office(size: Size) -> tuple[list[results.Timing], list[results.Claim]]:
    from benchmarks import desk, programmes, queue

    with step(f"queue of {', '.join(f'{count:,}' for count in size.concerns)} concerns"):
        queued, queue_claims = queue.measure(size.concerns, size.times)
    with step(f"desk of {', '.join(f'{count:,}' for count in size.desk)} demands"):
        listed, desk_claims = desk.measure(size.desk, size.times)
    with step(f"programmes of {', '.join(f'{count:,}' for count in size.programmes)}"):
        meeting, programme_claims = programmes.measure(size.programmes, size.times)
    return [*queued, *listed, *meeting], [*queue_claims, *desk_claims, *programme_claims]


def never_shown(reports: Sequence[str], demands: int) -> dict[str, list[str]]:
    """Addresses by variant. Of three quarters of the reports, and of as many demands, parts are written as a worker does."""
    from benchmarks import crowd

    kept = len(reports) * 3 // 4
    numbers = [str(stage.FIRST_NUMBER + number) for number in range(min(kept, demands))]
    crowd.keep_parts("report", reports[:kept])
    crowd.keep_parts("demand", numbers)
    return {
        "report": [stage.report_path(key) for key in reports[:kept]],
        "written": [stage.report_path(key) for key in reports[kept:]],
        "other_demand": [stage.demand_path(key) for key in numbers],
    }


def report(
    size: Size,
    machine: str,
    served: list[results.Served],
    timings: list[results.Timing],
    claims: list[results.Claim],
    noise: str,
) -> str:
    from benchmarks import page

    untimed = "\nToo short to judge time: only what holds at any speed is below.\n" if size is QUICK else ""
    without_nginx = (
        "" if any("nginx" in row.what for row in served) else "\nnginx is not installed: its two rows are left out.\n"
    )
    return f"""
# Benchmarks
{machine}. {size.demands:,} invented demands and {size.reports:,} invented reports beside the demonstration.

## A report page in Arabic
{load.tool()}, {load.CONNECTIONS} connections, gzip, {size.rounds} rounds of {size.seconds} s each through all of them in turn; medians. The baseline varied by {noise} between rounds: smaller differences mean nothing.

{results.served_table(served)}

*Page cache off*: at most {page.MOST_QUERIES} queries for each request, and the page put together out of remembered parts of an immutable edition. *Never showed*: each request is for another report or demand, of which the process remembers nothing but the frame of all pages, and of which a worker wrote what stays the same; *written for its reader*: where none did so.
{without_nginx}
## Waiting times
{results.timing_table(timings)}

## Claims
{untimed}{results.claim_table(claims)}"""


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure what the documents claim.")
    parser.add_argument(
        "--quick", action="store_true", help="seconds instead of minutes: shows that it runs, judges no time"
    )
    parser.add_argument(
        "--offers",
        type=int,
        nargs="+",
        metavar="DEMANDS",
        help="only what is offered while somebody types, among so many",
    )
    parser.add_argument(
        "--queue", type=int, nargs="+", metavar="CONCERNS", help="only the queue of concerns, among so many"
    )
    parser.add_argument(
        "--desk", type=int, nargs="+", metavar="DEMANDS", help="only the list of demands, among so many"
    )
    parser.add_argument(
        "--programmes", type=int, nargs="+", metavar="PROGRAMMES", help="only what programmes need, among so many"
    )
    parser.add_argument("--pages", action="store_true", help="only the pages that are compared with the bare view")
    chosen = parser.parse_args(arguments)
    if missing := [name for name in database.URLS if not os.environ.get(name)]:
        parser.error(f"{' and '.join(missing)} not set: run it with `make bench`")
    for name in ("queue", "desk", "programmes"):
        if sizes := getattr(chosen, name):
            return run_list(name, sizes)
    if chosen.pages:
        return run_pages(FULL)
    return run_offers(chosen.offers) if chosen.offers else run(QUICK if chosen.quick else FULL)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
