"""Web workers, task workers, Redis, mail server and scanner that end, freeze or refuse: threat cases 33, 34 and 35, finding 19."""

from __future__ import annotations

import os
import random
import signal
import time
from contextlib import AbstractContextManager
from typing import Any

import psutil
import pytest

from tests.faults.installation import Answer, Installation, wait_until
from tests.faults.submitting import Submitting
from tests.faults.test_database import assert_all_once, paper

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("faults")]
RESUMED = 30
"""Seconds after which workers go on by themselves."""


def sign_in(portal: Installation) -> Answer:
    typed = {"login": portal.stage["address"], "password": portal.stage["password"]}
    return portal.post("/accounts/login/", typed)


def ask_for_mail(portal: Installation) -> None:
    assert portal.post("/accounts/password/reset/", {"email": portal.stage["address"]}).status == 302


def waiting_rows(portal: Installation) -> int:
    found = portal.database.sql(
        "SELECT count(*) FROM core_outboxrow WHERE done_at IS NULL AND given_up_at IS NULL AND kind <> 'files.scan'"
    )
    return int(found[0][0])


def wait_for_workers(portal: Installation, seconds: float = RESUMED) -> float:
    return wait_until(lambda: waiting_rows(portal) == 0, seconds, "the workers have left rows")


def task_children(portal: Installation) -> list[psutil.Process]:
    return psutil.Process(portal.child("worker").process.pid).children()


def mails(portal: Installation) -> int:
    """Of this person, as accepted by the mail server."""
    return portal.mails_to(portal.stage["address"])


def about_concerns(portal: Installation, received: int) -> list[Answer]:
    """Published concerns, the way of one that is followed by the code on paper, and a decision of the cell."""
    decision = {"move": "accept", "sentence": "قبلنا انشغالكم."}
    return [
        portal.get("/ar/concerns/"),
        portal.get(portal.stage["published_concern"]),
        portal.post("/follow/", portal.stage["receipt"]),
        portal.post(f"/staff/concerns/{received}/move/", decision, cookies=portal.stage["moderator"]),
    ]


@pytest.fixture
def quiet(installation: Installation) -> Installation:
    """With nothing left to do for the workers, and a mail server that takes everything."""
    installation.mail.holds_start = installation.mail.holds_end = 0.0
    installation.mail.refuses = False
    wait_for_workers(installation, 60)
    quick = lambda: all(installation.get("/health/live").seconds < 0.5 for _time in range(12))  # noqa: E731
    wait_until(quick, 60, "not all web processes have started")
    return installation


def test_every_receipt_exists_once_when_web_workers_are_killed(quiet: Installation, figures: Any) -> None:
    """Threat case 33. ``make bench`` does the same with 1,000 submissions."""
    killed, chance = 0, random.Random(33)  # noqa: S311

    with Submitting(quiet, 40) as submitting:
        while not submitting.is_over:
            # In the middle of requests, and not before a new process has taken some.
            submitting.wait_for(9)
            if workers := quiet.web_workers():
                chance.choice(workers).kill()
                killed += 1
    assert killed >= 2
    assert_all_once(submitting, figures, "web workers killed", killed=killed)


@pytest.mark.parametrize("fault", ["stopped", "frozen"])
def test_nobody_waits_for_redis(quiet: Installation, fault: str, figures: Any) -> None:
    """Threat case 35: submissions, sign-in and public pages while it is away; then the workers go on by themselves."""
    away: AbstractContextManager[None] = getattr(quiet.redis, fault)()
    with Submitting(quiet, 6, senders=2) as before:
        pass
    signed_in_before = sign_in(quiet)

    with away:
        with Submitting(quiet, 12, senders=2) as submitting:
            pass
        signed_in, shown, health = sign_in(quiet), quiet.get("/ar/"), quiet.get("/health/ready")
        concerns = about_concerns(quiet, quiet.stage["received"].pop())
    resumed = wait_for_workers(quiet)
    back = wait_until(lambda: '"ready"' in quiet.get("/health/ready").text, RESUMED, "Redis is not back")

    # On a machine that is busy with something else: as long as with Redis.
    assert submitting.sent.p95 < max(2, 1.5 * before.sent.p95), (before.sent.waits, submitting.sent.waits)
    assert (signed_in.status, shown.status) == (302, 200)
    assert signed_in.seconds < max(3, 2 * signed_in_before.seconds)
    assert [answer.status for answer in concerns] == [200, 200, 200, 302]
    assert max(answer.seconds for answer in concerns) < max(3, 2 * signed_in_before.seconds)
    assert health.status == 200
    assert '"redis": "away"' in health.text
    p95 = f"{submitting.sent.p95:.2f} s, with Redis {before.sent.p95:.2f} s"
    assert_all_once(submitting, figures, f"Redis {fault}", p95=p95, resumed=f"{max(resumed, back):.1f} s")


def test_mail_that_the_server_refuses_is_sent_once_it_takes_it(quiet: Installation, figures: Any) -> None:
    before = mails(quiet)
    quiet.mail.refuses = True
    refused = quiet.mail.refused
    ask_for_mail(quiet)
    wait_until(lambda: quiet.mail.refused > refused, RESUMED, "nothing was tried")

    quiet.mail.refuses = False
    seconds = wait_for_workers(quiet, 60)

    assert mails(quiet) == before + 1
    figures("mail server refusing", sent=1, arrived=mails(quiet) - before, recovery=f"{seconds:.1f} s")


def test_restarted_worker_sends_a_mail_once(quiet: Installation, figures: Any) -> None:
    """Finding 19: every process of the worker is told to stop while the mail server has the mail and has not answered yet."""
    before = mails(quiet)
    quiet.mail.holds_end = 4.0
    _begin_a_mail(quiet)
    wait_until(lambda: mails(quiet) > before, RESUMED, "the mail has not come")

    group = quiet.child("worker").process.pid
    os.killpg(group, signal.SIGTERM)
    quiet.child("worker").process.wait(40)
    quiet.processes.children.remove(quiet.child("worker"))
    quiet.mail.holds_end = 0.0
    quiet.start_worker()
    wait_until(lambda: len(task_children(quiet)) >= 2, 60, "the worker has not started")
    seconds = wait_for_workers(quiet, 60)
    time.sleep(5)

    assert mails(quiet) == before + 1
    figures("worker restarted in a mail", sent=1, arrived=mails(quiet) - before, recovery=f"{seconds:.1f} s")


def test_row_of_a_killed_worker_is_done_once_by_the_next(quiet: Installation, figures: Any) -> None:
    """Threat case 34: ``kill -9`` of the child in the middle of a mail, before it is whole, then of its parent."""
    before = mails(quiet)
    quiet.mail.holds_start = 4.0
    _begin_a_mail(quiet)

    kill_the_worker(quiet)
    seconds = wait_for_workers(quiet, 60)

    assert mails(quiet) == before + 1
    figures(
        "task child and parent killed in a mail", sent=1, arrived=mails(quiet) - before, recovery=f"{seconds:.1f} s"
    )


def kill_the_worker(portal: Installation) -> None:
    """The children, in the middle of mails that are not whole yet, then their parent; another one is started, and the mail server goes on."""
    parent = psutil.Process(portal.child("worker").process.pid)
    for child in parent.children():
        child.kill()
    parent.kill()
    portal.child("worker").process.wait(10)
    portal.processes.children.remove(portal.child("worker"))
    portal.start_worker()
    time.sleep(0.5)
    portal.mail.holds_start = 0.0


def test_news_of_concerns_comes_once_though_the_worker_is_killed(quiet: Installation, figures: Any) -> None:
    """Threat case 34, for each step of a concern that is mailed, and for what is kept for a daily message."""
    quiet.mail.holds_start, begun = 4.0, quiet.mail.begun
    expected = quiet.run("tests.faults.concern_mails")
    wait_until(lambda: quiet.mail.begun > begun, RESUMED, "no mail was begun")

    kill_the_worker(quiet)
    seconds = wait_for_workers(quiet, 90)

    for name in ("told", "on_duty"):
        address, count = expected[name]
        assert (name, quiet.mails_to(address)) == (name, count)
    address, user, references = expected["daily"]
    kept = quiet.database.sql(f"SELECT reference FROM partners_waitingnews WHERE user_id = {user} ORDER BY reference")
    assert [reference for (reference,) in kept] == sorted(references)
    assert quiet.mails_to(address) == 1, "the question, which is mailed at once"
    figures("worker killed in news of concerns", sent=expected["told"][1], recovery=f"{seconds:.1f} s")


def _begin_a_mail(portal: Installation) -> None:
    begun = portal.mail.begun
    ask_for_mail(portal)
    wait_until(lambda: portal.mail.begun > begun, RESUMED, "no mail was begun")


def test_file_that_came_while_the_scanner_was_down_is_kept_closed_and_scanned_later(
    quiet: Installation, figures: Any
) -> None:
    waiting = "SELECT count(*) FROM core_storedfile WHERE verdict = 'unknown' AND sealed_with = '' AND NOT is_locked"
    answer = quiet.post_with_photo("/staff/concerns/new/", paper(quiet), cookies=quiet.stage["recorder"])
    assert answer.status == 302, "the concern is taken all the same"
    assert quiet.database.sql(waiting)[0][0] == 1

    quiet.scanner.start()
    seconds = wait_until(lambda: not quiet.database.sql(waiting)[0][0], 100, "files still wait for the scanner")

    assert not quiet.database.sql("SELECT 1 FROM core_outboxrow WHERE given_up_at IS NOT NULL")
    figures("scanner down", recovery=f"{seconds:.1f} s")
