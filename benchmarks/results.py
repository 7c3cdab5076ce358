"""Measurements and claims as Markdown."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from benchmarks.load import Answered


@dataclass(frozen=True)
class Claim:
    """A claim of the documentation, and whether it is true."""

    text: str
    holds: bool
    found: str
    is_timed: bool = False


@dataclass(frozen=True)
class Timing:
    """Durations of repeated runs, in milliseconds."""

    what: str
    times: Sequence[float]

    def row(self) -> tuple[str, ...]:
        span = f"{min(self.times):.1f}–{max(self.times):.1f}"
        return self.what, f"{median(self.times):.1f}", f"{share(self.times, 0.95):.1f}", span, str(len(self.times))


@dataclass(frozen=True)
class Served:
    """Results of a page under load by round, and the baseline of the same rounds."""

    what: str
    rounds: Sequence[Answered]
    against: str = ""
    other: Sequence[Answered] = ()
    aim: str = ""

    def row(self) -> tuple[str, ...]:
        rates = [each.per_second for each in self.rounds]
        return (
            self.what,
            f"{median(rates):,.0f}",
            f"{min(rates):,.0f}–{max(rates):,.0f}",
            f"{median(each.p50 for each in self.rounds):.2f}",
            f"{median(each.p95 for each in self.rounds):.2f}",
            str(sum(each.broken + each.late for each in self.rounds)),
            self._ratio(),
            self.aim,
        )

    def _ratio(self) -> str:
        """The ratio of values of the same round, so that a slow phase of the machine affects both."""
        if not self.other:
            return ""
        ratios = [mine.per_second / theirs.per_second for mine, theirs in zip(self.rounds, self.other, strict=True)]
        return f"{median(ratios):.2f} ({min(ratios):.2f}–{max(ratios):.2f}) of {self.against}"


def median(values: Iterable[float]) -> float:
    return statistics.median(values)


def share(values: Sequence[float], part: float) -> float:
    """The quantile: the value below which the share ``part`` of the values lies."""
    return sorted(values)[min(len(values) - 1, int(part * len(values)))]


def noise(baseline: Sequence[Answered]) -> str:
    rates = [each.per_second for each in baseline]
    return f"{(max(rates) - min(rates)) / median(rates):.0%}"


def served_table(rows: Iterable[Served]) -> str:
    head = ("page", "requests/s", "range", "p50 ms", "p95 ms", "failed", "ratio (range)", "aim")
    return table(head, [each.row() for each in rows])


def timing_table(rows: Iterable[Timing]) -> str:
    return table(("what", "median ms", "p95 ms", "range", "times"), [each.row() for each in rows])


def claim_table(claims: Iterable[Claim]) -> str:
    rows = [("yes" if claim.holds else "**NO**", claim.text, claim.found) for claim in claims]
    return table(("holds", "claim", "found"), rows)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def judged(claims: Iterable[Claim], *, quick: bool) -> list[Claim]:
    """The claims that this run can check: a short run on a busy machine cannot check durations."""
    return [claim for claim in claims if not (quick and claim.is_timed)]


def exit_code(claims: Iterable[Claim]) -> int:
    return 0 if all(claim.holds for claim in claims) else 1
