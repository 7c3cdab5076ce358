"""Threats 31 and 37, on the server: messages of devices are executed once, and repetitions get the same result."""

from __future__ import annotations

import threading
import uuid
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connections
from django.utils import timezone

from consultations.models import Carriage, Intervention, Meeting, Operation, Point, Turn
from consultations.planning import meetings
from consultations.record import contributions
from consultations.recorder import operations
from consultations.reports import steps as reports
from core.errors import DomainError
from proposals.models import Demand, Mention
from tests import factories
from tests.consultations.recorder.sending import HOUR, send, statuses, written
from tests.factories import text
from tests.portal.staff.recorder.device import marked, operation, said

pytestmark = pytest.mark.django_db


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("op", ["contribute", "mark", "ask"])
def test_message_sent_twenty_times_at_once_has_one_effect(op):
    recorder = factories.staff("recorder")
    session = factories.meeting(by=recorder)
    base = said()
    send(session, base, by=recorder)
    message = {
        "contribute": said(),
        "mark": marked(base, kind="demand", new_demand=True, themes=[factories.theme().pk]),
        "ask": operation("ask", turn=str(uuid.uuid4()), label="مقعد"),
    }[op]
    answers: list[Any] = []
    start = threading.Barrier(20)

    def device() -> None:
        start.wait()
        try:
            answers.extend(send(session, message, by=recorder))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=device) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(answers) == 20
    assert all(answer == answers[0] for answer in answers)
    assert answers[0]["status"] == "done"
    rows = {"contribute": Intervention, "mark": Point, "ask": Turn}[op].objects.count()
    assert rows == (2 if op == "contribute" else 1)
    assert Demand.objects.count() == Mention.objects.count() == (1 if op == "mark" else 0)
    assert Operation.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_one_number_sent_to_two_meetings_at_once_is_done_in_one_and_refused_in_words_in_the_other(monkeypatch):
    recorder = factories.staff("recorder")
    rooms = [factories.meeting(by=recorder) for _ in range(2)]
    number = str(uuid.uuid4())
    both_are_new, contribute = threading.Barrier(2), operations.DOERS["contribute"]

    def together(*args: Any, **values: Any) -> Any:
        both_are_new.wait(timeout=20)
        return contribute(*args, **values)

    monkeypatch.setitem(operations.DOERS, "contribute", together)

    def device(room: Meeting) -> Any:
        try:
            return send(room, {**said(), "uid": number}, by=recorder)[0]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(device, rooms))

    assert sorted(statuses(answers)) == ["done", "refused"]
    assert all(answer["sentence"] for answer in answers if answer["status"] == "refused")
    assert Intervention.objects.count() == Operation.objects.count() == 1


def test_messages_do_not_stop_each_other(session, recorder):
    results = send(
        session,
        said("1"),
        operation("amend", contribution=str(uuid.uuid4()), version=1, language="ar", text="لا أصل له"),
        operation("run_axis", axis=987_654),
        {"uid": str(uuid.uuid4()), "op": "explode", "at": timezone.now().isoformat()},
        said("2"),
        by=recorder,
    )

    assert statuses(results) == ["done", "refused", "refused", "refused", "done"]
    assert results[1]["unknown"]
    assert all(result["sentence"] for result in results[1:4])
    assert written(session) == ["1", "2"]


def test_message_about_what_comes_later_may_come_again(session, recorder):
    one = said()
    point = marked(one)
    assert send(session, point, by=recorder)[0]["unknown"]

    assert statuses(send(session, one, point, by=recorder)) == ["done", "done"]
    assert Carriage.objects.count() == 1


def test_refusal_is_repeated_when_its_reason_is_gone(session, recorder):
    """Otherwise a copy that travelled slowly would be done after the recorder had typed it again."""
    meetings.move(session, by=recorder, move="close")
    report = reports.draft(session, by=factories.staff("editor"))
    reports.submit(report, by=factories.staff("editor"))
    one = said()
    [refused] = send(session, one, by=recorder)
    assert refused["status"] == "refused"
    assert refused["sentence"]

    reports.return_(report, by=factories.staff("head"), sentence="أعد")

    assert send(session, one, by=recorder) == [refused]
    assert not Intervention.objects.exists()
    assert statuses(send(session, said(), by=recorder)) == ["done"]


@pytest.mark.parametrize("same", ["meeting", "person"])
def test_number_of_somebody_elses_message_tells_nothing(session, recorder, editor, same):
    one = said("سر")
    send(session, one, by=recorder)
    where = session if same == "meeting" else factories.meeting()

    [result] = send(where, one, by=editor if same == "meeting" else recorder)

    assert set(result) == {"uid", "status", "sentence"}
    assert result["status"] == "refused"
    assert Intervention.objects.count() == 1


def test_contribution_number_of_another_meeting_is_refused(session, recorder):
    other = factories.contribution(factories.meeting(), text=text("سر"))
    own = said(contribution=str(other.uid))

    [result] = send(session, own, by=recorder)
    [amended] = send(
        session, operation("amend", contribution=str(other.uid), version=1, language="ar", text="غزو"), by=recorder
    )

    assert (result["status"], "stored" in result) == ("refused", False)
    assert amended["unknown"]
    other.refresh_from_db()
    assert other.text.ar == "سر"


def test_kept_answer_holds_no_words(session, recorder):
    one = said("كلمات قيلت")
    point = marked(one, title="عنوان النقطة")
    send(
        session,
        one,
        point,
        said("كلمات أخرى", contribution=one["contribution"]),
        operation("remark", point=point["point"], version=9, title="عنوان آخر", language="ar"),
        operation("ask", turn=str(uuid.uuid4()), label="السيد فلان"),
        by=recorder,
    )

    kept = " ".join(str(each) for each in Operation.objects.values_list("answer", flat=True))

    assert Operation.objects.count() == 5
    for words in ("كلمات", "عنوان", "فلان"):
        assert words not in kept


def test_record_that_is_full_takes_no_more(session, recorder, monkeypatch):
    monkeypatch.setattr("consultations.record.positions.MAX_POSITION", 1)

    assert statuses(send(session, said(), said(), by=recorder)) == ["done", "refused"]


@pytest.mark.parametrize("rows", [1, 30])
def test_message_costs_the_same_however_long_the_record_is(session, recorder, rows, django_assert_num_queries):
    for number in range(rows):
        contributions.contribute(session, by=recorder, text=text(f"{number}"), said_at=timezone.now())
    send(session, said(), by=recorder)

    with django_assert_num_queries(19):
        send(session, said(at=timezone.now() - HOUR), by=recorder)


def test_error_of_the_record_is_told_without_the_row(session, recorder):
    with pytest.raises(DomainError) as refused:
        contributions.contribute(session, by=recorder, text=text(""), is_confidential=True)

    assert str(refused.value.message)


def test_what_turns_the_direction_of_writing_is_not_kept_as_in_every_form(session, recorder):
    one = said("قبل \u202eبعد\u2069")
    point, turn = marked(one, title="نقطة\u202e"), operation("ask", turn=str(uuid.uuid4()), label="مقعد \u2067٣")

    results = send(session, one, point, turn, said("\u202e\u200f"), by=recorder)

    assert statuses(results) == ["done", "done", "done", "refused"]
    assert written(session) == ["قبل بعد"]
    assert session.points.get().title == text("نقطة")
    assert session.turns.get().label == "مقعد ٣"
