"""The Arabic page of a report, compared with a minimal response of the same server.

Variants without page cache. *Page cache off*: every request reads the live edition and the states of its demands from the
database and renders the page, with cached fragments of the immutable edition. *Never shown*: each request is for another
report or demand, without cached fragments except the frame of all pages, as for the first reader of a new edition: its parts were written by
a worker. *Written for its reader*: the same without these parts. The tracker and a demand are measured with the page cache off, too.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from http.client import HTTPResponse
from typing import Any

from django.db import connections
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from benchmarks import load
from benchmarks.results import Claim, Served
from benchmarks.servers import Servers, fetch
from benchmarks.stage import FIRST_NUMBER
from embedded.network import ADDRESS

MOST_QUERIES = 3
"""The edition, how its demands stand today, and whether the report has a press kit."""
COLD_PAGES = {"tracker": "/ar/demands/", "demand": f"/ar/demands/{FIRST_NUMBER}/"}
TOGETHER = {
    "guide": "chapter of the guide",
    "programme": "programme",
    "training": "training",
    "network": "network",
    "partnership": "agreement",
}
"""Kinds of documents of which the first one of the demonstration is measured, too."""
NEVER_KEPT = {"PAGE_CACHE_BYTES": "0"}


def start(servers: Servers, path: str) -> dict[str, int]:
    """Ports by name: always warm, cold, never and bare; file and proxy if nginx is installed."""
    ports = {"warm": servers.portal("warm")}
    ports |= {name: servers.portal(name, **NEVER_KEPT) for name in ("cold", "never")}
    (servers.folder / "page.gz").write_bytes(fetch(ports["warm"], path).body)
    return ports | {"bare": servers.bare()} | servers.nginx(ports["warm"])


def measure(
    ports: dict[str, int],
    path: str,
    others: Mapping[str, Sequence[str]],
    together: Mapping[str, str],
    *,
    warm_up: int,
    rounds: int,
    seconds: int,
) -> dict[str, list[load.Answered]]:
    """Measures all variants in rounds, so that other load of the machine affects all equally.

    ``warm_up``: seconds before, since the first pages of each process wait for its templates and translations. ``others``: by variant more
    pages than a process can cache, so that none is cached when it is requested again. ``together``: addresses by kind (:data:`TOGETHER`).
    """
    asked_of = {name: (port, path) for name, port in ports.items() if name != "never"}
    asked_of |= {name: (ports["cold"], address) for name, address in COLD_PAGES.items()}
    asked_of |= {name: (ports["cold"], address) for name, address in together.items()}
    asked_of |= {"kept guide": (ports["warm"], together["guide"])} if "guide" in together else {}
    asked_of |= {name: (ports["never"], addresses[0]) for name, addresses in others.items()}
    found: dict[str, list[load.Answered]] = {name: [] for name in asked_of}
    waiting = {name: deque(addresses) for name, addresses in others.items()}

    def ask(name: str, seconds: int, *, is_warm_up: bool = False) -> load.Answered:
        asked = waiting.get(name, deque())
        port, address = asked_of[name]
        answered = load.ask(f"http://{ADDRESS}:{port}{address}", seconds, list(asked), is_warm_up=is_warm_up)
        asked.rotate(-round(answered.per_second * seconds))
        return answered

    for name, (port, address) in asked_of.items():
        fetch(port, address)  # on a busy machine the first page may take longer than the warm-up of the load test
        if warm_up:
            ask(name, warm_up, is_warm_up=True)
    for _ in range(rounds):
        for name in asked_of:
            found[name].append(ask(name, seconds))
    return found


def rows(found: dict[str, list[load.Answered]]) -> list[Served]:
    bare = found["bare"]
    rows = [
        Served("a view without middleware, the same bytes", bare),
        Served("report, kept (warm)", found["warm"], "the bare view", bare, "≥ 0.8"),
        Served("report, page cache off (cold)", found["cold"], "the bare view", bare, "≥ 0.1"),
        Served("report, an edition this process never showed", found["report"], "the bare view", bare, "≥ 0.08"),
        Served("report, written for its reader", found["written"], "the bare view", bare),
        Served("tracker, page cache off (cold)", found["tracker"], "the bare view", bare, "≥ 0.11"),
        Served("demand, page cache off (cold)", found["demand"], "the bare view", bare, "≥ 0.11"),
        Served("demand, an edition this process never showed", found["other_demand"], "the bare view", bare, "≥ 0.08"),
    ]
    if "kept guide" in found:
        rows.append(Served("chapter of the guide, kept (warm)", found["kept guide"], "the bare view", bare, "≥ 0.8"))
    for name, words in TOGETHER.items():
        if name in found:
            aim = "≥ 0.11" if name == "guide" else ""
            rows.append(Served(f"{words}, page cache off (cold)", found[name], "the bare view", bare, aim))
    if "proxy" in found:
        rows.append(Served("nginx, the same bytes from a file", found["file"]))
        rows.append(Served("nginx before the portal (warm)", found["proxy"], "the portal alone", found["warm"]))
    return rows


def claims(ports: dict[str, int], path: str) -> list[Claim]:
    answers = {name: fetch(port, path) for name, port in ports.items()}
    different = [name for name, answer in answers.items() if answer.body != answers["warm"].body]
    return [
        _queries(path),
        Claim("All of them send the same bytes", not different, ", ".join(different) or "the same"),
        _headers(answers["warm"]),
    ]


def _queries(path: str) -> Claim:
    """Queries of a page, without those for the store's version (once a second) and the helplines (once a minute)."""
    with override_settings(PAGE_CACHE_BYTES=0, PUBLIC_HEAD_SECONDS=60):
        reader = Client(SERVER_NAME=ADDRESS)
        reader.get(path)
        captured = {alias: CaptureQueriesContext(connections[alias]) for alias in connections}
        with captured["default"], captured["public"]:
            status = reader.get(path).status_code
    counts = {alias: len(queries) for alias, queries in captured.items()}
    holds = status == 200 and counts["default"] == 0 and 0 < counts["public"] <= MOST_QUERIES
    text = f"A report page that is not kept costs at most {MOST_QUERIES} queries, none with the office's rights"
    return Claim(text, holds, f"{counts['public']} and {counts['default']}, status {status}")


def _headers(answer: HTTPResponse) -> Claim:
    wanted: dict[str, Any] = {
        "Content-Language": "ar",
        "Vary": "Accept-Encoding",
        "Content-Encoding": "gzip",
        "X-Content-Type-Options": "nosniff",
        "Set-Cookie": None,
    }
    wrong = [name for name, value in wanted.items() if answer.headers[name] != value]
    wrong += [name for name in ("ETag", "Content-Length") if not answer.headers[name]]
    if "default-src 'none'" not in answer.headers.get("Content-Security-Policy", ""):
        wrong.append("Content-Security-Policy")
    text = "A kept page has its policy, its language, Vary, ETag and length, and sets no cookie"
    return Claim(text, not wrong, ", ".join(wrong) or "all there")
