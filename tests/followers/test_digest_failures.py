"""Digests while something fails: a mail server, a mailbox, the process, or two workers at once. Nobody loses one or gets it twice."""

from __future__ import annotations

import datetime as dt
import threading
from email.message import EmailMessage
from smtplib import SMTPRecipientsRefused
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connections
from django.utils import timezone

from core.time_travel import happening
from followers import digests
from followers.models import Follower
from proposals.models import Demand
from tests.followers.playing import follower, moved, sent_tomorrow

pytestmark = pytest.mark.django_db


class Crash(BaseException):
    """The process is told to end."""


@pytest.mark.parametrize("error", [OSError, Crash])
def test_digest_that_could_not_be_sent_is_sent_once_by_the_next_run(
    published_demand: Demand, monkeypatch: pytest.MonkeyPatch, error: type[BaseException]
) -> None:
    addresses = [f"reader{number}@example.org" for number in range(3)]
    for address in addresses:
        follower(email=address)
    moved(published_demand)
    backend = "django.core.mail.backends.locmem.EmailBackend.send_messages"
    send = EmailBackend.send_messages

    def broken(self: Any, messages: list[EmailMessage]) -> int:
        if messages[0].to == [addresses[1]]:
            raise error
        return send(self, messages)

    with monkeypatch.context() as patch:
        patch.setattr(backend, broken)
        try:
            first = sent_tomorrow()
        except Crash:
            first = mail.outbox[:]
    second = sent_tomorrow()

    assert addresses[1] not in str([digest.to for digest in first])
    assert sorted(digest.to[0] for digest in [*first, *second]) == addresses


@pytest.mark.slow
def test_process_that_dies_while_sending_tells_nobody_twice(
    published_demand: Demand, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The mail server took the digest, and the process was killed before it could note anything more."""
    follower()
    moved(published_demand)
    monkeypatch.setattr(digests, "_send", killed_after_sending)

    with pytest.raises(Crash):
        sent_tomorrow()
    monkeypatch.undo()

    assert len(mail.outbox) == 1
    assert sent_tomorrow() == []


def killed_after_sending(claimed: digests.Claimed, today: dt.date, connection: Any) -> str:
    connection.send_messages([claimed.mail])
    raise Crash


def test_mailboxes_that_are_refused_keep_nobody_waiting(
    published_demand: Demand, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(digests.MOST_FAILURES + 1):
        follower(email=f"gone{number}@example.org")
    follower(email="reader@example.org")
    moved(published_demand)
    send = EmailBackend.send_messages

    def refusing(self: Any, messages: list[EmailMessage]) -> int:
        if messages[0].to[0].startswith("gone"):
            raise SMTPRecipientsRefused({})
        return send(self, messages)

    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refusing)
        told = sent_tomorrow()

    assert [digest.to for digest in told] == [["reader@example.org"]]
    assert len(sent_tomorrow(2)) == digests.MOST_FAILURES + 1


def test_address_that_cannot_be_read_keeps_nobody_waiting(published_demand: Demand) -> None:
    follower(email="damaged@example.org")
    Follower.objects.update(locked_address="damaged")
    follower(email="reader@example.org")
    moved(published_demand)

    assert [digest.to for digest in sent_tomorrow()] == [["reader@example.org"]]


def test_mail_server_that_is_away_costs_nobody_a_digest(
    published_demand: Demand, monkeypatch: pytest.MonkeyPatch
) -> None:
    follower()
    moved(published_demand)

    def away(self: Any) -> None:
        raise ConnectionRefusedError

    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.backends.locmem.EmailBackend.open", away)
        with pytest.raises(ConnectionRefusedError):
            sent_tomorrow()

    assert len(sent_tomorrow()) == 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_workers_tell_each_follower_once(published_demand: Demand) -> None:
    for number in range(12):
        follower(email=f"reader{number}@example.org")
    moved(published_demand)
    day = timezone.now() + dt.timedelta(days=1)

    def work() -> None:
        with happening(day):
            digests.send_due()
        connections.close_all()

    workers = [threading.Thread(target=work) for _number in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    told = sorted(digest.to[0] for digest in mail.outbox)
    assert told == sorted(f"reader{number}@example.org" for number in range(12))
