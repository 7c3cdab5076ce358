"""Threats 16, 21 and 25 at the recorder: hostile messages, and what must stay in the room."""

from __future__ import annotations

import io
import json
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Refusal
from consultations.models import ContributionOpening, Intervention, Meeting, Point
from consultations.planning import meetings
from consultations.recorder import operations as device_operations
from consultations.reports import steps as reports
from tests import factories
from tests.portal.staff.recorder.device import Device, marked, operation, said
from tests.security.crawling import everything_public
from tests.security.dumping import shown_in, stolen

pytestmark = pytest.mark.django_db
SONG = "canariqz"
HUGE = 10**30


@pytest.fixture
def session(recorder: Any) -> Meeting:
    made = factories.meeting(by=recorder)
    return meetings.move(made, by=recorder, move="open")


@pytest.fixture
def device(recorder: Any, session: Meeting) -> Device:
    return Device(recorder, session)


def envelope(*operations: Any, **others: Any) -> dict[str, Any]:
    return {"operations": list(operations), "sent_at": timezone.now().isoformat(), **others}


BODIES: dict[str, Any] = {
    "nothing": b"",
    "no json": b"{",
    "no utf-8": b"\xff\xfe",
    "a number too long to read": b"9" * 6_000,
    "too deep": b"[" * 100_000,
    "a list": [],
    "a word": "batch",
    "null": None,
    "no operations": {"sent_at": "2019-04-10T09:00:00Z"},
    "no time": {"operations": [said()]},
    "empty": envelope(),
    "operations of another kind": envelope() | {"operations": {"a": 1}},
    "a number of operations": envelope() | {"operations": 7},
    "operation without a number": envelope({"op": "pause", "at": "2019-04-10T09:00:00Z"}),
    "operation with a huge number": envelope({"uid": HUGE}),
    "time without a zone": envelope(said()) | {"sent_at": "2019-04-10T09:00:00"},
    "time that is none": envelope(said()) | {"sent_at": "yesterday\0"},
    "unknown field": envelope(said(), surprise=1),
    "device that is no name": envelope(said(), device="a\0b"),
    "NUL for a number": envelope({"uid": "\0"}),
}


@pytest.mark.parametrize("name", BODIES)
def test_batch_that_cannot_be_read_is_refused_in_words(device: Device, log: io.StringIO, name: str) -> None:
    body = BODIES[name]

    answer = device.post(body if isinstance(body, bytes) else json.dumps(body))

    assert answer.status_code == 400, answer.content
    assert list(answer.json()) == ["sentence"]
    assert not Intervention.objects.exists()


@pytest.mark.parametrize(
    "body",
    [
        envelope(*(operation("pause") for _ in range(101))),
        envelope(said("ا" * 1_100_000)),
    ],
    ids=["operations", "bytes"],
)
def test_batch_that_is_too_large_is_refused_in_words(device: Device, body: Any) -> None:
    answer = device.post(json.dumps(body, ensure_ascii=False).encode())

    assert answer.status_code == 413
    assert not Intervention.objects.exists()


TIME = "2019-04-10T09:00:00Z"
UNREADABLE = {
    "unknown operation": {"op": "drop"},
    "no operation": {},
    "unknown field": said() | {"surprise": 1},
    "NUL in a text": said("a\0b"),
    "half a letter": said("\ud800"),
    "no text": said("  "),
    "text of another kind": said() | {"text": ["a"]},
    "too long a text": said("ا" * 20_001),
    "language that nobody speaks": said() | {"language": "xx"},
    "kind that does not exist": said() | {"kind": "shout"},
    "huge axis": said() | {"axis": HUGE},
    "negative speaker": said() | {"speaker": -1},
    "speaker as a word": said() | {"speaker": "1"},
    "flag as a number": said() | {"confidential": 1},
    "contribution without a number": said() | {"contribution": "x"},
    "time that is none": said() | {"at": "9999999999999-01-01"},
    "infinite version": operation(
        "amend", contribution=str(uuid.uuid4()), version=float("inf"), text="a", language="ar"
    ),
    "text without its language": operation("amend", contribution=str(uuid.uuid4()), version=1, text="a"),
    "huge version": operation("withdraw", contribution=str(uuid.uuid4()), version=HUGE),
    "too many ties": marked() | {"contributions": [str(uuid.uuid4())] * 201},
    "date that is none": marked(said()) | {"due_on": "2019-02-30"},
    "label too long": operation("ask", turn=str(uuid.uuid4()), label="ا" * 121),
    "NUL in a label": operation("ask", turn=str(uuid.uuid4()), label="\0"),
}
IMPOSSIBLE = {
    "foreign axis": said() | {"axis": 987_654},
    "foreign speaker": said() | {"speaker": 2**63 - 1},
    "point without contributions": marked(),
    "unknown theme": {"themes": [2**63 - 1]},
    "unknown demand": {"kind": "demand", "demand": 987_654},
    "demand that is not named": {"kind": "demand"},
    "two demands": {"kind": "demand", "demand": 1, "new_demand": True},
    "owner of a concern": {"due_on": "2019-06-30"},
    "two owners": {"kind": "commitment", "owner_unit": 1, "owner_institution": 1},
    "nobody asks": operation("ask", turn=str(uuid.uuid4()), label=" "),
    "unknown turn": operation("give", turn=str(uuid.uuid4())),
    "no such topic": operation("run_axis", axis=2**63 - 1),
    "date in the year one": {"kind": "commitment", "due_on": "0001-01-01", "owner_unit": 2**63 - 1},
}


@pytest.mark.parametrize("name", UNREADABLE | IMPOSSIBLE)
def test_hostile_message_is_refused_in_words_and_the_next_one_is_done(
    device: Device, log: io.StringIO, name: str
) -> None:
    base, after = said(), said()
    hostile = (UNREADABLE | IMPOSSIBLE)[name]
    if "op" not in hostile and name in IMPOSSIBLE:
        hostile = marked(base) | hostile
    hostile = {"at": TIME} | hostile | {"uid": str(uuid.uuid4())}

    answer = device.post(json.dumps(envelope(base, hostile, after)))

    assert answer.status_code == 200, answer.content
    results = answer.json()["results"]
    assert [result["status"] for result in results] == ["done", "refused", "done"]
    assert results[1]["uid"] == hostile["uid"]
    assert results[1]["sentence"]
    assert Intervention.objects.count() == 2
    assert not Point.objects.exists()


def test_good_neighbours_of_the_hostile_ones_are_done(device: Device) -> None:
    one = said()

    results = device.send(one, marked(one, kind="commitment", owner_unit=factories.unit().pk, due_on="2019-06-30"))

    assert [result["status"] for result in results] == ["done", "done"]


@pytest.mark.parametrize(
    "query",
    [f"since={HUGE}", "since=-1", "since=x", "since=%00", "view=x", f"since={'9' * 18}", "view=recorder&queue=x"],
)
def test_hostile_question_breaks_no_state(device: Device, query: str) -> None:
    assert device.client.get(f"{device.url}/state.json?{query}").status_code in {200, 400, 404}


@pytest.mark.parametrize("q", ["'", "\\", "a & b | !c:*", "٣", "\u202e", "ا" * 5000, "%FF", "<->", "a:*b"])
def test_hostile_words_break_no_search_for_demands(device: Device, q: str) -> None:
    factories.demand()

    assert device.client.get(f"{device.url}/demands.json", {"q": q}).status_code == 200


def test_nothing_that_was_said_is_logged_or_told_in_a_refusal(device: Device, log: io.StringIO) -> None:
    one = said(SONG)
    demand = factories.demand().pk
    device.send(one)
    sent = [
        envelope(one, said(SONG, contribution=one["contribution"]), said(SONG) | {"surprise": SONG}),
        envelope(said(SONG), **{SONG: SONG}),
        envelope(marked(one, title=SONG, kind="demand", demand=demand), marked(one, title=SONG, kind="demand", demand=demand)),
        envelope(said(SONG * 3_000)),
        [SONG],
    ]  # fmt: skip

    answers = [device.post(body) for body in sent]
    answers.append(Client().post(f"{device.url}/batch/", json.dumps(sent[0]), content_type="application/json"))

    told = [answer.json() for answer in answers]
    sentences = [each.get("sentence", "") for each in told]
    sentences += [result["sentence"] for each in told for result in each.get("results", [])]
    assert len([sentence for sentence in sentences if sentence]) >= 6
    assert not any(SONG in sentence for sentence in sentences)
    assert log.getvalue()
    assert SONG not in log.getvalue()


def broken(*_rest: object, **_named: object) -> None:
    raise RuntimeError(f"could not save {SONG}")


def test_failure_in_the_middle_of_a_batch_says_nothing_and_keeps_what_was_done(
    device: Device, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    device.client.raise_request_exception = False
    one, two = said(), operation("pause")
    monkeypatch.setitem(device_operations.DOERS, "pause", broken)

    answer = device.post(envelope(one, two))

    assert answer.status_code == 500
    assert SONG not in log.getvalue() + answer.content.decode()
    assert Intervention.objects.count() == 1
    monkeypatch.undo()
    assert [result["status"] for result in device.send(one, two)] == ["done", "done"]
    assert Intervention.objects.count() == 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_stolen_database_shows_nothing_of_a_confidential_contribution(tmp_path: Path) -> None:
    recorder = factories.staff("recorder")
    session = meetings.move(factories.meeting(by=recorder), by=recorder, move="open")
    device = Device(recorder, session)
    one = said("canarysecret", confidential=True)
    device.send(one, said("canaryopen"))
    device.send(operation("amend", contribution=one["contribution"], version=1, language="ar", text="canarysecret two"))

    found = stolen(tmp_path)

    assert shown_in(found, "canaryopen")
    assert not shown_in(found, "canarysecret")


def published(session: Meeting, recorder: Any) -> None:
    meetings.move(session, by=recorder, move="close")
    editor, head = factories.staff("editor"), factories.staff("head")
    report = reports.draft(session, by=editor)
    assert SONG not in str(report.opening) + str(report.conclusion)
    factories.approve(factories.submit(report, by=editor), by=head)


@pytest.mark.slow
def test_confidential_contribution_is_in_no_state_page_draft_or_published_document(
    device: Device, session: Meeting, recorder: Any, head: Any
) -> None:
    kinds = ("opening", "contribution", "conclusion")
    secret = [said(SONG, kind=kind, confidential=True) for kind in kinds]
    open_ = said("كلمة علنية", kind="opening")
    device.send(open_, *secret)
    point = marked(open_, secret[1], kind="demand", new_demand=True, title="مطلب علني", themes=[factories.theme().pk])
    device.send(point)

    for desk in (device, Device(head, session)):
        rows = [f"/staff/contributions/{row.pk}/" for row in session.interventions.all()]
        pages = [f"/staff/meetings/{session.pk}/", *rows, f"/staff/points/{Point.objects.get().pk}/"]
        shown = "".join(desk.client.get(page).content.decode() for page in pages)
        state = json.dumps([desk.state(), desk.state(view="screen")], ensure_ascii=False)
        assert SONG not in shown + state
        assert "كلمة علنية" in shown
        assert "كلمة علنية" in state
    published(session, recorder)

    found = everything_public(entries={"schools_surroundings", "meknes"})

    assert not [path for path, words in found.items() if SONG in words]
    assert any("مطلب علني" in words for words in found.values())
    assert not ContributionOpening.objects.exists()


@pytest.mark.parametrize("path", ["live", "page"])
def test_confidential_contribution_is_opened_by_those_who_may_and_each_time_on_record(
    device: Device, session: Meeting, head: Any, path: str
) -> None:
    device.send(said(SONG, confidential=True))
    row = Intervention.objects.get()
    url = f"{device.url}/contributions/{row.uid}/open/" if path == "live" else f"/staff/contributions/{row.pk}/open/"

    refused = device.client.post(url)
    assert refused.status_code == 403
    assert SONG not in refused.content.decode()
    assert not ContributionOpening.objects.exists()
    assert Refusal.objects.count() == 1

    reader = Device(head, session).client
    for _each in range(2):
        opened = reader.post(url)
        assert SONG in opened.content.decode()
        assert "no-store" in opened.headers["Cache-Control"]
    assert [opening.by for opening in ContributionOpening.objects.all()] == [head, head]


def test_opening_page_alone_opens_nothing(device: Device, session: Meeting, head: Any) -> None:
    device.send(said(SONG, confidential=True))
    row = Intervention.objects.get()

    page = Device(head, session).client.get(f"/staff/contributions/{row.pk}/open/")

    assert page.status_code == 200
    assert SONG not in page.content.decode()
    assert not ContributionOpening.objects.exists()


def test_form_of_a_confidential_contribution_corrects_all_but_its_text(device: Device, session: Meeting) -> None:
    device.send(said(SONG, confidential=True))
    row = Intervention.objects.get()
    page = f"/staff/contributions/{row.pk}/"
    form = device.client.get(page).context["form"]
    assert "text" not in form.fields

    answer = device.client.post(page, {"kind": "reply", "version": row.version, "text_ar": "نص آخر"})

    assert answer.status_code == 302
    changed = Intervention.objects.get()
    assert (changed.kind, changed.is_confidential, bool(changed.text)) == ("reply", True, False)
    assert bytes(changed.sealed) == bytes(row.sealed)


@pytest.mark.parametrize("function", ["moderator", "liaison", "administrator"])
def test_who_may_not_record_follows_and_sends_nothing(session: Meeting, function: str) -> None:
    follower = Device(factories.staff(function), session)

    assert follower.client.get(f"{follower.url}/screen/").status_code == 200
    assert follower.state(view="screen")["meeting"]["may_record"] is False
    for address in ("state.json", "key.json", "demands.json"):
        assert follower.client.get(f"{follower.url}/{address}").status_code == 403
    assert follower.post(envelope(said())).status_code == 403
    assert not Intervention.objects.exists()


def test_right_that_ends_is_noticed_by_the_next_message(device: Device, recorder: Any) -> None:
    assert device.post(envelope(said())).status_code == 200

    recorder.held_functions.update(function="liaison")

    assert device.post(envelope(said())).status_code == 403
    assert Intervention.objects.count() == 1


def test_page_of_another_site_cannot_send_messages(recorder: Any, session: Meeting) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(recorder)

    answer = client.post(f"/staff/live/{session.pk}/batch/", json.dumps(envelope(said())), "application/json")

    assert answer.status_code == 403
    assert list(answer.json()) == ["sentence"]
    assert not Intervention.objects.exists()


def test_key_is_neither_stored_nor_logged(device: Device, log: io.StringIO, recorder: Any) -> None:
    [key] = device.client.get(f"{device.url}/key.json").json()["keys"]

    assert len(key["key"]) == 43
    assert len(key["id"]) == 8
    assert key["key"] not in log.getvalue()
    assert Refusal.objects.count() == 0
