"""The cell is told once about each promise: a week before it breaks, when it is broken, and the head when it is long broken."""

from __future__ import annotations

import datetime as dt
import threading
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction

from core.db import outbox
from proposals import tasks
from proposals.demands import desk, follow_up, reminders
from proposals.demands.promises import months_after
from proposals.models import Demand, PromiseReminder
from tests import factories
from tests.days import days_ago, in_days, today

pytestmark = pytest.mark.django_db


def registered(age: int, **values: Any) -> Demand:
    return factories.demand(registered_on=days_ago(age), **values)


def told() -> list[tuple[int, str, str, dt.date]]:
    rows = PromiseReminder.objects.order_by("pk")
    return [(row.demand_id, row.occasion, row.promise, row.promised_on) for row in rows]


def mailed() -> list[tuple[str, str]]:
    """Address and body of each mail that the workers send now."""
    mail.outbox.clear()
    outbox.drain()
    return [(message.to[0], message.body) for message in mail.outbox]


def test_promise_that_ends_within_a_week_is_told_once(editor: Any) -> None:
    soon, _later = registered(25), registered(10)

    assert [reminders.remind(today()), reminders.remind(today()), reminders.remind(in_days(1))] == [
        1,
        0,
        0,
    ]

    assert told() == [(soon.pk, "before", "answer", in_days(5))]
    assert [address for address, _body in mailed()] == [editor.email]


def test_broken_promise_is_told_again_as_broken(editor: Any) -> None:
    demand = registered(25)

    reminders.remind(today())
    reminders.remind(in_days(6))

    assert [row[:3] for row in told()] == [(demand.pk, "before", "answer"), (demand.pk, "broken", "answer")]


def test_first_answer_that_is_60_days_late_is_told_to_the_head(editor: Any, head: Any) -> None:
    demand, younger = registered(61), registered(60)

    reminders.remind(today())

    escalated = PromiseReminder.objects.filter(occasion="escalated")
    assert [(row.demand_id, row.promised_on, row.told_on) for row in escalated] == [(demand.pk, days_ago(1), today())]
    assert reminders.head_told_on(demand) == today()
    assert reminders.head_told_on(younger) is None
    assert {address for address, _body in mailed()} == {editor.email, head.email}


@pytest.mark.parametrize(("days_late", "escalations"), [(30, 0), (31, 1)])
def test_announced_day_that_is_30_days_late_is_told_to_the_head(head: Any, days_late: int, escalations: int) -> None:
    demand = registered(100)
    due_on = days_ago(days_late)
    Demand.objects.filter(pk=demand.pk).update(
        due_on=due_on, promise_on=due_on, answered_on=demand.registered_on, updated_on=demand.registered_on
    )

    reminders.remind(today())

    rows = PromiseReminder.objects.filter(occasion="escalated", promise="announced")
    assert rows.count() == escalations


def test_new_promise_is_told_anew(editor: Any, head: Any) -> None:
    demand = registered(40)
    reminders.remind(today())
    draft = factories.follow_up(demand, by=editor, answer=factories.text("جواب"))
    factories.approve_follow_up(follow_up.send(draft, by=editor), by=head)
    news_by = months_after(today(), 3)

    reminders.remind(news_by - dt.timedelta(days=5))

    assert [row[1:] for row in told()] == [
        ("broken", "answer", days_ago(10)),
        ("before", "news", news_by),
    ]


def test_nothing_is_told_about_a_demand_that_owes_nothing(editor: Any) -> None:
    demand = registered(40)
    Demand.objects.filter(pk=demand.pk).update(promise_on=None)

    assert reminders.remind(today()) == 0


def test_person_in_charge_is_told_and_nobody_else(editor: Any, moderator: Any) -> None:
    demand = registered(40)
    desk.assign([demand], by=moderator, person=moderator)

    reminders.remind(today())

    assert [address for address, _body in mailed()] == [moderator.email]


def test_liaison_officers_of_the_unit_are_told_before_editors(editor: Any) -> None:
    officer, of_another = factories.staff("liaison"), factories.staff("liaison")
    officer.held_functions.update(unit=factories.unit("meknes"))
    of_another.held_functions.update(unit=factories.unit("meknes_zone_1"))
    registered(40, owner_unit=factories.unit("meknes_district_2"))

    reminders.remind(today())

    assert [address for address, _body in mailed()] == [officer.email]


def test_without_anybody_in_charge_the_promise_is_told_later() -> None:
    registered(40)
    assert reminders.remind(today()) == 0

    factories.staff("editor")

    assert reminders.remind(today()) == 1


def test_one_mail_names_all_demands_of_a_person_and_no_word_of_them(editor: Any) -> None:
    demands = [registered(40, title=factories.text("كلام لا يخرج")), registered(41)]

    reminders.remind(today())

    ((_address, body),) = mailed()
    assert all(f"/staff/demands/{demand.pk}/" in body for demand in demands)
    assert "كلام لا يخرج" not in body


def test_mail_is_not_sent_about_a_promise_that_was_kept_meanwhile(editor: Any) -> None:
    demand = registered(40)
    reminders.remind(today())
    Demand.objects.filter(pk=demand.pk).update(promise_on=in_days(90), answered_on=today())

    assert mailed() == []


def test_mail_is_not_sent_to_somebody_who_left_the_cell(editor: Any) -> None:
    registered(40)
    reminders.remind(today())
    editor.held_functions.update(until=dt.date(2020, 1, 1), since=dt.date(2019, 1, 1))

    assert mailed() == []


def test_database_takes_one_row_for_a_promise() -> None:
    demand = registered(40)
    row = {"demand": demand, "occasion": "broken", "promise": "answer", "promised_on": today(), "told_on": today()}
    PromiseReminder.objects.create(**row)

    with pytest.raises(IntegrityError), transaction.atomic():
        PromiseReminder.objects.create(**row)


def test_more_demands_than_one_batch_are_all_told(editor: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reminders, "BATCH", 2)
    for _each in range(5):
        registered(40)

    assert reminders.remind(today()) == 5
    assert len(mailed()) == 3


def test_crash_before_the_commit_leaves_nothing_and_the_next_run_tells(
    editor: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    registered(40)
    with monkeypatch.context() as patch:
        patch.setattr(outbox, "put", crash)
        with pytest.raises(RuntimeError):
            reminders.remind(today())

    assert (told(), reminders.remind(today())) == ([], 1)


def crash(*_row: Any, **_payload: Any) -> None:
    raise RuntimeError


@pytest.mark.django_db(transaction=True)
def test_two_workers_tell_once() -> None:
    factories.staff("editor")
    for _each in range(5):
        registered(40)
    counts: list[int] = []

    def work() -> None:
        try:
            counts.append(reminders.remind(today()))
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _worker in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert (sum(counts), PromiseReminder.objects.count()) == (5, 5)


def test_every_morning(settings: Any) -> None:
    scheduled = {each["task"] for each in settings.CELERY_BEAT_SCHEDULE.values()}

    assert tasks.remind_of_promises.name in scheduled
