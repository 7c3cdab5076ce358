"""Threats 30, 31 and 37, on the server's side: what devices send is done once, in order, and nothing is overwritten."""

from __future__ import annotations

import datetime as dt
import threading
import uuid
from typing import Any

import pytest
from django.db import connections
from django.utils import timezone

from consultations import live, messages
from consultations.actions import confidence, devices, meetings, record, reports
from consultations.actions.devices import Clock
from consultations.models import Carriage, ContributionOpening, Intervention, Meeting, Operation, Point, Turn
from core.errors import DomainError, NotAllowed
from proposals.models import Demand, Mention
from tests import factories
from tests.factories import text
from tests.portal.staff.live import marked, operation, said

pytestmark = pytest.mark.django_db
SECOND = dt.timedelta(seconds=1)
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def session(recorder) -> Meeting:
    made = factories.meeting(by=recorder, axes=[text("الأول")])
    return meetings.move(made, by=recorder, move="open")


def send(
    at: Meeting, *operations: dict[str, Any], by: Any, device: str = "", sent_at: dt.datetime | None = None
) -> list[dict[str, Any]]:
    raw = {"operations": list(operations), "sent_at": (sent_at or timezone.now()).isoformat(), "device": device}
    return devices.receive(at, messages.batch(raw), by=by)


def statuses(results: list[dict[str, Any]]) -> list[str]:
    return [result["status"] for result in results]


def _violation(name: str) -> Any:
    return next(each for each in Point._meta.constraints if each.name == name).violation_error_message


def written(at: Meeting) -> list[str]:
    return [row.text.ar for row in at.interventions.order_by("position", "pk")]


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
def test_two_recorders_at_once_lose_nothing_and_keep_each_ones_order():
    people = [factories.staff("recorder") for _ in range(2)]
    session = factories.meeting(by=people[0])
    start = threading.Barrier(2)

    def device(number: int) -> None:
        start.wait()
        try:
            for each in range(10):
                send(session, said(f"{number}-{each}"), by=people[number])
        finally:
            connections.close_all()

    threads = [threading.Thread(target=device, args=[number]) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    order = written(session)
    assert len(order) == 20
    assert sorted(row.position for row in session.interventions.all()) == list(range(1, 21))
    for number in range(2):
        assert [each for each in order if each.startswith(f"{number}-")] == [f"{number}-{each}" for each in range(10)]


def test_two_devices_that_correct_one_text_do_not_overwrite_each_other(session, recorder, editor):
    one = said("الأصل")
    send(session, one, by=recorder)
    change = {"contribution": one["contribution"], "version": 1, "language": "ar"}

    [first] = send(session, operation("amend", **change, text="تصحيح الأول"), by=recorder)
    second = operation("amend", **change, text="تصحيح الثاني")
    [conflict] = send(session, second, by=editor)

    assert (first["status"], conflict["status"]) == ("done", "conflict")
    assert conflict["stored"]["text"] == "تصحيح الأول"
    assert written(session) == ["تصحيح الأول"]
    [kept] = send(session, operation("amend", **change | {"version": 2}, text="تصحيح الثاني"), by=editor)
    assert (kept["status"], kept["version"]) == ("done", 3)
    assert send(session, second, by=editor)[0]["stored"]["text"] == "تصحيح الثاني"


def test_correction_keeps_what_was_there_before(session, recorder):
    one = said("قبل")
    send(session, one, by=recorder)

    send(
        session,
        operation("amend", contribution=one["contribution"], version=1, language="ar", text="بعد"),
        operation("withdraw", contribution=one["contribution"], version=2),
        by=recorder,
    )

    history = Intervention.pgh_event_model.objects.order_by("pgh_id").values_list("pgh_label", "text")
    assert [(label, words.ar) for label, words in history] == [("insert", "قبل"), ("update", "بعد"), ("delete", "بعد")]


def test_withdraw_of_an_old_version_changes_nothing(session, recorder):
    one = said()
    send(
        session,
        one,
        operation("amend", contribution=one["contribution"], version=1, language="ar", text="جديد"),
        by=recorder,
    )

    [result] = send(session, operation("withdraw", contribution=one["contribution"], version=1), by=recorder)

    assert (result["status"], result["stored"]["text"]) == ("conflict", "جديد")
    assert written(session) == ["جديد"]


def test_amend_leaves_what_it_does_not_name(session, recorder):
    speaker = factories.present(session)
    one = said("قول", speaker=speaker.pk, axis=session.axes.get().pk, kind="reply")
    send(session, one, by=recorder)

    send(session, operation("amend", contribution=one["contribution"], version=1, axis=None), by=recorder)

    row = Intervention.objects.get()
    assert (row.text.ar, row.speaker, row.kind, row.axis) == ("قول", speaker, "reply", None)


def test_amend_of_a_text_in_several_languages_changes_the_one_that_was_written(session, recorder):
    row = factories.contribution(session, text=text("نص", fr="texte"))
    alone = factories.contribution(session, text=text("texte"))

    for each in (row, alone):
        send(
            session,
            operation("amend", contribution=str(each.uid), version=1, language="fr", text="mot"),
            by=recorder,
        )
        each.refresh_from_db()

    assert (row.text.ar, row.text.fr) == ("نص", "mot")
    assert (alone.text.ar, alone.text.fr) == ("", "mot")


def test_contribution_that_was_said_earlier_is_put_where_it_belongs(session, recorder, editor):
    now = timezone.now()
    send(session, said("الأول", at=now - 3 * HOUR), said("الثالث", at=now - HOUR), by=recorder)

    send(session, said("الثاني", at=now - 2 * HOUR), by=editor)

    assert written(session) == ["الأول", "الثاني", "الثالث"]
    assert [row.position for row in session.interventions.order_by("position")] == [1, 2, 3]


def test_clock_that_is_wrong_is_corrected_by_when_the_message_was_sent(session, recorder, editor):
    """The editor's device is three hours ahead."""
    now = timezone.now()
    send(session, said("الأول", at=now - 40 * SECOND), said("الثالث", at=now - 20 * SECOND), by=recorder)

    ahead = now + 3 * HOUR
    send(session, said("الثاني", at=ahead - 30 * SECOND), by=editor, sent_at=ahead)

    assert written(session) == ["الأول", "الثاني", "الثالث"]
    assert all(row.said_at <= timezone.now() for row in session.interventions.all())


@pytest.mark.parametrize("jump", [-5 * HOUR, 5 * HOUR, -40 * 24 * HOUR])
def test_order_of_one_device_is_kept_when_its_clock_jumps(session, recorder, jump):
    now = timezone.now()
    send(
        session, said("1", at=now), said("2", at=now + jump), said("3", at=now + jump), by=recorder, sent_at=now + jump
    )
    send(session, said("4", at=now), by=recorder, sent_at=now - jump)
    send(session, said("5", at=now - jump), by=recorder, sent_at=now)

    assert written(session) == ["1", "2", "3", "4", "5"]


def test_order_of_one_device_is_kept_when_its_messages_travel_slowly(session, recorder, editor):
    """What was typed while the first message was on its way seems, by the corrected clock, to have been said before it."""
    now = timezone.now()
    send(session, said("1", at=now - HOUR), by=recorder, device="a", sent_at=now - HOUR)

    send(session, said("other", at=now - HOUR / 2), by=recorder, device="b")
    send(session, said("2", at=now - HOUR / 2), by=recorder, device="a")

    assert written(session) == ["other", "1", "2"]


def test_times_are_never_later_than_now_and_overflow_nothing():
    now = timezone.now()
    ends = [dt.datetime(1, 1, 1, tzinfo=dt.UTC), dt.datetime(9999, 12, 31, tzinfo=dt.UTC)]

    for sent_at in [*ends, now]:
        for at in ends:
            [found] = Clock(sent_at, now).corrected([at])
            assert now - devices.OLDEST <= found <= now


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


def test_contribution_that_is_there_already_meets_what_is_stored(session, recorder, editor):
    one = said("الأول")
    send(session, one, by=recorder)

    [result] = send(session, said("شيء آخر", contribution=one["contribution"]), by=editor)

    assert (result["status"], result["stored"]["text"]) == ("conflict", "الأول")
    assert written(session) == ["الأول"]


def test_same_demand_raised_again_joins_the_demand_and_once_in_a_meeting(session, recorder):
    demand = factories.demand()
    one, two = said(), said()

    results = send(
        session,
        one,
        two,
        marked(one, two, kind="demand", demand=demand.pk),
        marked(two, kind="demand", demand=demand.pk),
        by=recorder,
    )

    assert statuses(results) == ["done", "done", "done", "refused"]
    assert results[3]["sentence"] == str(_violation("point_one_per_demand"))
    assert demand.mentions.count() == 2


def test_demand_may_lack_its_theme_only_while_the_session_is_open(session, recorder):
    one = said()
    first = marked(one, kind="demand", new_demand=True)
    assert statuses(send(session, one, first, by=recorder)) == ["done", "done"]
    meetings.move(session, by=recorder, move="close")

    second = marked(one, kind="demand", new_demand=True)

    assert statuses(send(session, second, by=recorder)) == ["refused"]


def test_point_that_turns_out_to_be_a_demand_registers_one(session, recorder):
    one = said()
    point = marked(one, kind="concern", title="الإنارة")
    send(session, one, point, by=recorder)

    [result] = send(
        session, operation("remark", point=point["point"], version=1, kind="demand", new_demand=True), by=recorder
    )

    row = Point.objects.get()
    assert (result["status"], result["demand"]["pk"], row.kind) == ("done", row.demand.pk, "demand")
    assert row.demand.title == row.title == text("الإنارة")
    assert row.demand.mentions.count() == 1


def test_commitment_carries_who_owes_it_and_another_kind_drops_that(session, recorder):
    one = said()
    owed = {"owner_unit": factories.unit().pk, "due_on": "2019-06-30"}
    point = marked(one, kind="commitment", **owed)
    wrong = marked(one, kind="concern", **owed)

    assert statuses(send(session, one, point, wrong, by=recorder)) == ["done", "done", "refused"]
    row = Point.objects.get()
    assert (row.owner_unit, row.due_on) == (factories.unit(), dt.date(2019, 6, 30))

    send(session, operation("remark", point=point["point"], version=1, kind="concern"), by=recorder)
    row.refresh_from_db()
    assert (row.kind, row.owner_unit, row.due_on) == ("concern", None, None)


def test_two_devices_that_change_one_point_do_not_overwrite_each_other(session, recorder, editor):
    one = said()
    point = marked(one, title="قبل")
    send(session, one, point, by=recorder)
    change = {"point": point["point"], "version": 1, "language": "ar"}

    send(session, operation("remark", **change, title="بعد"), by=recorder)
    [conflict] = send(session, operation("remark", **change, title="غير ذلك"), by=editor)
    [gone] = send(session, operation("unmark", point=point["point"], version=1), by=editor)

    assert (conflict["status"], gone["status"]) == ("conflict", "conflict")
    assert conflict["stored"]["title"] == "بعد"
    assert statuses(send(session, operation("unmark", point=point["point"], version=2), by=editor)) == ["done"]
    assert not Point.objects.exists()


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


def test_confidential_contribution_is_sealed_when_it_arrives(session, recorder):
    one = said("قيل في سرية", confidential=True)

    [result] = send(session, one, by=recorder)

    row = Intervention.objects.get()
    assert result["status"] == "done"
    assert row.is_confidential
    assert not row.text
    assert live.recorder(session, since=0, may_record=True)["contributions"][0]["text"] == ""
    [event] = Intervention.pgh_event_model.objects.all()
    assert not event.text
    assert "قيل".encode() not in bytes(event.sealed)


def test_confidential_contribution_is_opened_by_few_and_each_opening_is_recorded(session, recorder, head):
    send(session, said("قيل في سرية", confidential=True), by=recorder)
    row = Intervention.objects.get()

    with pytest.raises(NotAllowed):
        confidence.read(row, by=recorder)
    assert not ContributionOpening.objects.exists()

    assert confidence.read(row, by=head).ar == "قيل في سرية"
    assert confidence.read(row, by=head).ar == "قيل في سرية"
    assert [opening.by for opening in row.openings.all()] == [head, head]


def test_confidential_contribution_that_was_opened_stays(session, recorder, head):
    one, two = said("أ", confidential=True), said("ب", confidential=True)
    send(session, one, two, by=recorder)
    confidence.read(Intervention.objects.get(uid=one["contribution"]), by=head)

    results = send(
        session,
        operation("withdraw", contribution=one["contribution"], version=1),
        operation("withdraw", contribution=two["contribution"], version=1),
        by=recorder,
    )

    assert statuses(results) == ["refused", "done"]
    assert Intervention.objects.get().uid == uuid.UUID(one["contribution"])


def test_correction_of_a_confidential_contribution_is_sealed_too(session, recorder, head):
    one = said("قبل", confidential=True)
    send(session, one, by=recorder)

    send(
        session,
        operation("amend", contribution=one["contribution"], version=1, language="ar", text="بعد"),
        by=recorder,
    )

    row = Intervention.objects.get()
    assert not row.text
    assert confidence.read(row, by=head).ar == "بعد"


@pytest.mark.parametrize("at_first", [True, False])
def test_confidence_is_decided_once(session, recorder, at_first):
    one = said("نص", confidential=at_first)
    send(session, one, by=recorder)

    [result] = send(
        session,
        operation("amend", contribution=one["contribution"], version=1, confidential=not at_first),
        by=recorder,
    )

    assert result["status"] == "refused"
    assert Intervention.objects.get().is_confidential == at_first


def test_confidential_contribution_without_a_key_to_seal_it_is_refused_in_words(session, recorder, settings, tmp_path):
    settings.CELL_PUBLIC_KEY_FILE = str(tmp_path / "none.public")

    [result] = send(session, said("قيل في سرية", confidential=True), by=recorder)

    assert result["status"] == "refused"
    assert str(tmp_path) not in result["sentence"]
    assert not Intervention.objects.exists()


def test_confidential_contribution_is_no_voice_in_a_ledger_that_is_published(session, recorder):
    speaker = factories.present(
        session, side="civil_society", association=factories.association(), shows_association=True
    )
    demand = factories.demand()
    open_, closed = said("أ", speaker=speaker.pk), said("ب", speaker=speaker.pk, confidential=True)

    send(session, open_, closed, marked(open_, closed, kind="demand", demand=demand.pk), by=recorder)

    assert Carriage.objects.count() == 2
    assert [carriage.intervention.is_confidential for carriage in Carriage.objects.exclude(mention=None)] == [False]
    assert demand.mentions.count() == 1


def test_record_that_is_full_takes_no_more(session, recorder, monkeypatch):
    monkeypatch.setattr("consultations.actions.order.MOST", 1)

    assert statuses(send(session, said(), said(), by=recorder)) == ["done", "refused"]


@pytest.mark.parametrize("rows", [1, 30])
def test_message_costs_the_same_however_long_the_record_is(session, recorder, rows, django_assert_num_queries):
    for number in range(rows):
        record.contribute(session, by=recorder, text=text(f"{number}"), said_at=timezone.now())
    send(session, said(), by=recorder)

    with django_assert_num_queries(18):
        send(session, said(at=timezone.now() - HOUR), by=recorder)


def test_error_of_the_record_is_told_without_the_row(session, recorder):
    with pytest.raises(DomainError) as refused:
        record.contribute(session, by=recorder, text=text(""), is_confidential=True)

    assert str(refused.value.message)
