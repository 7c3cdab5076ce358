from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from core.db import outbox
from core.models import OutboxRow


@pytest.fixture
def done() -> Iterator[list[str]]:
    seen: list[str] = []
    outbox.DOERS["test.note"] = lambda payload: seen.append(payload["word"])
    yield seen
    del outbox.DOERS["test.note"]


def make_due() -> None:
    OutboxRow.objects.update(due_at=timezone.now())


@pytest.mark.django_db
def test_drain_does_each_row_once(done):
    outbox.put("test.note", key="a", word="one")
    outbox.put("test.note", key="a", word="one again")
    outbox.put("test.note", key="b", word="two")

    counts = [outbox.drain(), outbox.drain()]

    assert counts == [2, 0]
    assert done == ["one", "two"]


@pytest.mark.django_db
def test_put_of_an_unknown_kind_is_refused():
    with pytest.raises(LookupError):
        outbox.put("test.nobody", key="a")


@pytest.mark.django_db
def test_put_in_a_rolled_back_transaction_leaves_nothing(done):
    with transaction.atomic():
        outbox.put("test.note", key="a", word="one")
        transaction.set_rollback(True)

    assert outbox.drain() == 0
    assert done == []


@pytest.mark.django_db
def test_drain_postpones_failed_rows_and_executes_the_others(done, monkeypatch):
    monkeypatch.setitem(outbox.DOERS, "test.break", lambda payload: 1 / 0)
    outbox.put("test.break", key="a")
    outbox.put("test.note", key="b", word="fine")

    assert outbox.drain() == 1

    broken = OutboxRow.objects.get(kind="test.break")
    assert (broken.attempts, broken.last_error, broken.done_at) == (1, "ZeroDivisionError", None)
    assert broken.due_at > timezone.now()
    assert done == ["fine"]


@pytest.mark.django_db
def test_drain_rolls_back_a_row_that_fails(monkeypatch):
    def half(payload):
        OutboxRow.objects.create(kind="half", key="half")
        raise ValueError

    monkeypatch.setitem(outbox.DOERS, "test.break", half)
    outbox.put("test.break", key="a")

    outbox.drain()

    assert not OutboxRow.objects.filter(kind="half").exists()


@pytest.mark.django_db
def test_drain_gives_up_after_the_last_attempt(monkeypatch):
    monkeypatch.setitem(outbox.DOERS, "test.break", lambda payload: 1 / 0)
    outbox.put("test.break", key="a")
    for _ in range(outbox.GIVE_UP_AFTER):
        make_due()
        outbox.drain()

    make_due()
    outbox.drain()

    assert OutboxRow.objects.get().attempts == outbox.GIVE_UP_AFTER
    assert OutboxRow.objects.get().given_up_at


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_workers_do_different_rows(monkeypatch):
    """While one worker holds a row, another takes the next instead of waiting or doing the same."""
    inside, go_on, seen = threading.Event(), threading.Event(), []

    def slow(payload):
        seen.append(payload["word"])
        if payload["word"] == "first":
            inside.set()
            assert go_on.wait(10)

    def work():
        try:
            outbox.drain(limit=1)
        finally:
            connection.close()

    monkeypatch.setitem(outbox.DOERS, "test.slow", slow)
    monkeypatch.setattr(outbox, "_wake", lambda: None)
    outbox.put("test.slow", key="1", word="first")
    outbox.put("test.slow", key="2", word="second")

    first = threading.Thread(target=work)
    first.start()
    assert inside.wait(10)
    outbox.drain(limit=1)
    go_on.set()
    first.join(10)

    assert seen == ["first", "second"]
    assert not OutboxRow.objects.filter(done_at=None).exists()


def test_wake_names_the_task_that_drains():
    from core import tasks

    assert tasks.drain_outbox.name == outbox.WAKE


@pytest.mark.django_db
def test_wake_without_a_broker_raises_nothing(monkeypatch):
    def dead(**options):
        raise ConnectionError

    monkeypatch.setattr(outbox.current_app, "send_task", dead)
    outbox._wake()

    for thread in threading.enumerate():
        if thread.name == "outbox-wake":
            thread.join(5)
    assert outbox._sending.acquire(blocking=False)
    outbox._sending.release()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_row_of_a_worker_that_was_killed_waits_for_the_end_of_its_lease(done, monkeypatch):
    """Finding 19: its lock ends with its connection, and the next worker would send the same mail at once a second time."""
    seen = []

    def killed(payload):
        seen.append("begun")
        connection.close()  # as when the process is killed: nothing is committed, nothing is rolled back in order
        raise KeyboardInterrupt

    monkeypatch.setitem(outbox.DOERS, "test.mail", killed)
    monkeypatch.setattr(outbox, "_wake", lambda: None)
    outbox.put("test.mail", key="1")
    with pytest.raises(KeyboardInterrupt):
        outbox.drain()

    monkeypatch.setitem(outbox.DOERS, "test.mail", lambda payload: seen.append("done"))
    assert outbox.drain() == 0
    make_due()

    assert outbox.drain() == 1
    assert seen == ["begun", "done"]


@pytest.mark.django_db
def test_row_that_kills_its_worker_each_time_is_given_up(monkeypatch):
    begun = []
    monkeypatch.setitem(outbox.DOERS, "test.poison", begun.append)
    outbox.put("test.poison", key="1")
    OutboxRow.objects.update(attempts=outbox.GIVE_UP_AFTER)

    assert outbox.drain() == 0

    assert OutboxRow.objects.get().given_up_at
    assert not begun


@pytest.mark.django_db
def test_signal_to_stop_waits_until_the_row_is_done(monkeypatch):
    """Finding 19: service managers may send it to every process of a worker, also to the one in the middle of a mail."""
    seen, before = [], signal.signal(signal.SIGTERM, lambda *_: seen.append("stopped"))

    def mail(payload):
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(0.05)
        seen.append("sent")

    monkeypatch.setitem(outbox.DOERS, "test.mail", mail)
    outbox.put("test.mail", key="1")
    try:
        outbox.drain()
    finally:
        signal.signal(signal.SIGTERM, before)

    assert seen == ["sent", "stopped"]


@pytest.mark.django_db
def test_drain_stops_at_its_time_limit_and_wakes_another_task(done, monkeypatch):
    woken = []
    monkeypatch.setattr(outbox, "_wake", lambda: woken.append(1))
    monkeypatch.setattr(outbox, "LONGEST_DRAIN", -1)
    outbox.put("test.note", key="a", word="one")

    assert outbox.drain() == 0
    assert not done


@pytest.mark.parametrize("name", ["worker", "clock", "web", "staff"])
def test_unit_signals_only_its_main_process(name):
    unit = (Path(settings.BASE_DIR) / f"deploy/machoura-{name}.service").read_text()

    assert "\nKillMode=mixed\n" in unit
