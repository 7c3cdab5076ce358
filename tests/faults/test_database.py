"""PostgreSQL stopped, restarted, read-only, full, locked, slow: threat cases 29 and 36, findings 6 and 18."""

from __future__ import annotations

import datetime as dt
import re
import secrets
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from html import unescape
from typing import Any

import pytest

from tests.faults.installation import Answer, Installation, wait_until
from tests.faults.submitting import Submitting

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("faults")]
TEXT = "نص طويل كتبه شخص\r\nفي سطرين"
KEPT, NEVER_KEPT = "/en/demands/2/", "/en/demands/?q=x"
RECOVERY = 15
"""Seconds after the end of a fault within which everything works as before, without anybody's help."""


def paper(portal: Installation, more: str = "") -> dict[str, Any]:
    """Another text each time, or the portal would ask whether it is the same concern."""
    day = dt.date.today() - dt.timedelta(days=2)
    made = {"submission": uuid.uuid4(), "text": f"{TEXT} {uuid.uuid4()} {more}".strip(), "received_on": day}
    return portal.stage["paper"] | made


def enter(portal: Installation, typed: dict[str, Any]) -> Answer:
    return portal.post("/staff/concerns/new/", typed, cookies=portal.stage["recorder"])


def hidden(answer: Answer) -> dict[str, str]:
    found = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', answer.text)
    return {unescape(name): unescape(value) for name, value in found}


def is_fresh(answer: Answer) -> bool:
    return answer.status == 200 and "Warning" not in answer.headers


def ready(portal: Installation) -> str:
    return portal.get("/health/ready").text


def wait_for_all(portal: Installation) -> float:
    """Until every process of the web server serves fresh pages and is ready."""

    def whole() -> bool:
        fresh = all(is_fresh(portal.get(path)) for path in (KEPT, NEVER_KEPT) for _time in range(8))
        return fresh and '"ready"' in ready(portal)

    return wait_until(whole, RECOVERY, "the portal has not recovered")


def stopped(portal: Installation) -> AbstractContextManager[None]:
    @contextmanager
    def fault() -> Iterator[None]:
        portal.database.stop()
        try:
            yield
        finally:
            portal.database.again()

    return fault()


FAULTS: dict[str, tuple[Callable[[Installation], AbstractContextManager[None]], str]] = {
    "stopped": (stopped, "away"),
    "read-only": (lambda portal: portal.database.read_only(), "read-only"),
    "disk full": (lambda portal: portal.database.full(), "disk full"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_text_is_given_back_and_health_tells_the_truth(installation: Installation, name: str, figures: Any) -> None:
    """Threat case 36, and finding 6."""
    portal, (fault, word) = installation, FAULTS[name]
    if name == "disk full" and portal.database.disk is None:
        pytest.skip("a disk that can be filled has to be mounted, which this user may not")
    wait_for_all(portal)
    typed = paper(portal)

    with fault(portal):
        # Every process remembers its answer for two seconds.
        told = lambda: all(f'"default": "{word}"' in ready(portal) for _time in range(8))  # noqa: E731
        wait_until(told, 10, f"readiness does not say {word}")
        answer, typed, stored_before = _until_refused(portal, typed)
        health = portal.get("/health/ready"), portal.get("/health/live")
        shown = portal.get(KEPT)
    seconds = wait_for_all(portal)
    again = portal.post("/staff/concerns/new/", hidden(answer), cookies=portal.stage["recorder"])

    assert (answer.status, answer.headers["Retry-After"]) == (503, "30")
    assert {name: str(value) for name, value in typed.items()}.items() <= hidden(answer).items()
    assert f'<pre dir="auto">{typed["text"]}</pre>' in answer.text
    assert [each.status for each in health] == [503, 200]
    assert shown.status == 200
    assert again.status == 302, re.findall(r'class="[^"]*error[^"]*".{0,300}', again.text, re.DOTALL)[:3]
    stored = portal.database.sql("SELECT text FROM proposals_concern WHERE submission = %s", str(typed["submission"]))
    assert stored == [(typed["text"].replace("\r\n", "\n"),)]
    kept = portal.database.sql(
        "SELECT submission::text FROM proposals_concern WHERE submission::text = ANY(%s)", stored_before
    )
    assert {row[0] for row in kept} == set(stored_before), "what was acknowledged is found"
    figures(
        f"PostgreSQL {name}",
        text_given_back="yes",
        waited_for_the_answer=f"{answer.seconds:.1f} s",
        recovery=f"{seconds:.1f} s",
    )


def _until_refused(portal: Installation, typed: dict[str, Any]) -> tuple[Answer, dict[str, Any], list[str]]:
    """On a full disk some rows still find room in the pages that their tables have: these are stored, and must stay."""
    stored = []
    for _time in range(30):
        answer = enter(portal, typed)
        if answer.status != 302:
            break
        stored.append(str(typed["submission"]))
        typed = paper(portal, secrets.token_hex(2_000))
    return answer, typed, stored


def test_public_pages_while_the_database_is_stopped(installation: Installation, figures: Any) -> None:
    """Finding 18: also from a process that never made the page, for longer than a page is fresh."""
    portal = installation
    pages = [f"/{language}{path}" for language in ("ar", "fr", "en") for path in ("/", "/demands/3/")]
    for path in pages:
        portal.get(path)

    with stopped(portal):
        for worker in portal.web_workers():
            worker.kill()
        wait_until(lambda: portal.get("/health/live").status == 200, 20, "no web process")
        shown = [portal.get(path) for path in pages for _time in range(3)]
        never = portal.get(NEVER_KEPT)
    seconds = wait_for_all(portal)

    assert [answer.status for answer in shown] == [200] * len(shown)
    assert all(answer.headers["Warning"] for answer in shown)
    assert (never.status, never.headers["Retry-After"]) == (503, "30")
    slowest = max(answer.seconds for answer in shown)
    figures(
        "public pages, PostgreSQL stopped",
        asked=len(shown),
        shown=len(shown),
        slowest=f"{slowest:.2f} s",
        recovery=f"{seconds:.1f} s",
    )


def test_every_receipt_exists_once_when_postgresql_is_restarted(installation: Installation, figures: Any) -> None:
    """Threat case 36: restarted at once (``-m immediate``), three times, in the middle of submissions."""
    portal, restarts, longest = installation, 0, 0.0

    with Submitting(portal, 30) as submitting:
        while restarts < 3:
            time.sleep(0.4)
            portal.database.stop()
            portal.database.again()
            restarts += 1
            longest = max(longest, wait_until(lambda: portal.get("/health/ready").status == 200, RECOVERY, "not ready"))
    assert_all_once(submitting, figures, "PostgreSQL restarted", restarts=restarts, recovery=f"{longest:.1f} s")


def assert_all_once(submitting: Submitting, figures: Any, what: str, **more: object) -> None:
    found, sent = submitting.found(), submitting.sent
    number = len(submitting.letters)
    figures(what, requests=sent.requests, acknowledged=len(sent.receipts), found=found["receipts_found"], **more)
    assert len(sent.receipts) == number, "everybody had a receipt in the end"
    assert found == {"stored": number, "with_steps": number, "drafts_left": 0, "receipts_found": number}


def test_locked_table_gives_the_text_back_and_leaves_public_pages_quick(
    installation: Installation, figures: Any
) -> None:
    """Finding 6: 5 s after a lock that waits. All threads of the server may wait for it at once."""
    portal, typed, answers = installation, paper(installation), []
    portal.get(KEPT)

    with portal.database.locked("proposals_concern"):
        waiting = [threading.Thread(target=lambda: answers.append(enter(portal, typed))) for _each in range(4)]
        for thread in waiting:
            thread.start()
        shown = portal.get(KEPT)
        alive = portal.get("/health/live")
        for thread in waiting:
            thread.join(30)
    with portal.database.locked("publications_edition"):
        time.sleep(1.1)
        stale = [portal.get(KEPT) for _time in range(8)]
    seconds = wait_for_all(portal)

    assert [answer.status for answer in answers] == [503] * 4
    assert all(hidden(answer)["text"] == typed["text"] for answer in answers)
    assert max(answer.seconds for answer in answers) < 12
    assert (shown.status, alive.status) == (200, 200)
    assert shown.seconds < 2
    assert [answer.status for answer in stale] == [200] * 8
    assert max(answer.seconds for answer in stale) < 5
    figures("table locked", text_given_back=len(answers), recovery=f"{seconds:.1f} s")


def test_expensive_questions_are_cancelled_and_the_processes_go_on(installation: Installation, figures: Any) -> None:
    """Threat case 29: deep pages and wildcard searches, made as slow as PostgreSQL can be, in every thread of the server."""
    portal, answers = installation, []
    portal.database.sql("ALTER TABLE publications_document ENABLE ROW LEVEL SECURITY")
    # The first row that the public role reads takes longer than a statement may.
    portal.database.sql(
        "CREATE POLICY slow ON publications_document TO machoura_public USING (pg_sleep(9) IS NOT NULL)"
    )
    questions = ["?q=%25%25%25", "?q=a*", "?q=***", "?page=99999", "?page=2", "?q=%D8%A7&page=40", "?q=_", "?q=x"]
    try:
        asking = [
            threading.Thread(target=lambda path=f"/ar/demands/{each}": answers.append(portal.get(path)))
            for each in questions
        ]
        for thread in asking:
            thread.start()
        for thread in asking:
            thread.join(40)
    finally:
        portal.database.sql("DROP POLICY slow ON publications_document")
        portal.database.sql("ALTER TABLE publications_document DISABLE ROW LEVEL SECURITY")
    seconds = wait_for_all(portal)

    assert len(answers) == len(questions)
    cancelled = [answer for answer in answers if answer.status == 503]
    assert {answer.status for answer in answers} <= {200, 404, 503}, portal.errors("web")
    assert len(cancelled) >= len(questions) // 2
    assert max(answer.seconds for answer in answers) < 20
    assert portal.get("/ar/demands/?q=%25%25%25").seconds < 2
    figures("slow questions", asked=len(answers), cancelled=len(cancelled), recovery=f"{seconds:.1f} s")
