from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from django.utils import timezone

from core import outbox
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
def test_drain_postpones_what_fails_and_does_the_rest(done, monkeypatch):
    monkeypatch.setitem(outbox.DOERS, "test.break", lambda payload: 1 / 0)
    outbox.put("test.break", key="a")
    outbox.put("test.note", key="b", word="fine")

    assert outbox.drain() == 1

    broken = OutboxRow.objects.get(kind="test.break")
    assert (broken.attempts, broken.last_error, broken.done_at) == (1, "ZeroDivisionError", None)
    assert broken.due_at > timezone.now()
    assert done == ["fine"]


@pytest.mark.django_db
def test_drain_undoes_the_half_done_work_of_a_row_that_fails(monkeypatch):
    def half(payload):
        OutboxRow.objects.create(kind="half", key="half")
        raise ValueError

    monkeypatch.setitem(outbox.DOERS, "test.break", half)
    outbox.put("test.break", key="a")

    outbox.drain()

    assert not OutboxRow.objects.filter(kind="half").exists()


@pytest.mark.django_db
def test_drain_gives_up_in_the_end(monkeypatch):
    monkeypatch.setitem(outbox.DOERS, "test.break", lambda payload: 1 / 0)
    outbox.put("test.break", key="a")
    for _ in range(outbox.GIVE_UP_AFTER):
        make_due()
        outbox.drain()

    make_due()
    outbox.drain()

    assert OutboxRow.objects.get().attempts == outbox.GIVE_UP_AFTER
    assert OutboxRow.objects.get().given_up_at


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


@pytest.mark.django_db
def test_wake_survives_a_dead_broker(monkeypatch):
    from core import tasks

    def dead(**options):
        raise ConnectionError

    monkeypatch.setattr(tasks.drain_outbox, "apply_async", dead)
    outbox._wake()

    for thread in threading.enumerate():
        if thread.name == "outbox-wake":
            thread.join(5)
    assert outbox._sending.acquire(blocking=False)
    outbox._sending.release()
