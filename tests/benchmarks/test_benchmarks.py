"""The benchmarks run and can fail; `make bench` measures."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import load, results
from benchmarks.load import Answered
from benchmarks.results import Claim, Served, exit_code, noise, share

ROOT = Path(__file__).resolve().parents[2]
LIMIT = 480


def answered(*rates: float) -> list[Answered]:
    return [Answered(rate, p50=1, p95=2, broken=0, late=0, refused=0) for rate in rates]


@pytest.mark.slow
@pytest.mark.xdist_group("benchmarks")
def test_quick_run_measures_everything_and_finds_every_claim_kept() -> None:
    command = [sys.executable, "-m", "benchmarks", "--quick"]

    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=LIMIT)

    assert done.returncode == 0, done.stdout + done.stderr
    for row in (
        "report, kept (warm)",
        "page cache off",
        "never showed",
        "search, number",
        "page 5 (cold)",
        "PDFs of a report",
        "report saved",
        "one contribution saved",
        "demands offered",
        "queue of 1,000 concerns",
    ):
        assert row in done.stdout
    assert "**NO**" not in done.stdout


def test_run_without_a_database_is_refused_by_name() -> None:
    env = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}

    done = subprocess.run([sys.executable, "-m", "benchmarks"], cwd=ROOT, env=env, capture_output=True, text=True)

    assert done.returncode == 2
    assert "DATABASE_URL not set" in done.stderr


@pytest.mark.parametrize(("kept", "code"), [([True, True], 0), ([True, False], 1)])
def test_one_broken_claim_fails_the_run(kept: list[bool], code: int) -> None:
    claims = [Claim("it is so", holds, "found") for holds in kept]

    assert exit_code(claims) == code


def test_quick_run_judges_no_time() -> None:
    slow = Claim("it is fast", holds=False, found="slow", is_timed=True)
    lost = Claim("it is there", holds=False, found="lost")

    assert results.judged([slow, lost], quick=True) == [lost]
    assert results.judged([slow, lost], quick=False) == [slow, lost]


def test_ratio_compares_neighbouring_rounds() -> None:
    row = Served("page", answered(50, 10, 90), "the baseline", answered(100, 20, 90), "≥ 0.8").row()

    assert "0.50 (0.50–1.00) of the baseline" in row


def test_failed_requests_are_shown() -> None:
    rounds = [Answered(10, p50=1, p95=2, broken=2, late=1, refused=0)]

    assert Served("page", rounds).row()[5] == "3"


def test_noise_is_the_span_of_the_baseline() -> None:
    assert noise(answered(90, 100, 120)) == "30%"


def test_share_is_the_value_below_which_that_part_lies() -> None:
    assert share(range(100), 0.95) == 95


def test_refused_page_measures_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    line = '{"per_second": 9.0, "p50": 1, "p95": 2, "broken": 0, "late": 0, "refused": 4}'
    monkeypatch.setattr(load.subprocess, "run", lambda *_, **__: subprocess.CompletedProcess([], 0, stdout=line))

    with pytest.raises(RuntimeError, match="refused"):
        load.ask("http://127.0.0.1:1/", 1)
