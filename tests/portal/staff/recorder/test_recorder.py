from __future__ import annotations

import uuid

import pytest
from django.contrib.sessions.models import Session

from consultations.models import AgendaItem, Intervention, Meeting, Operation, Point
from consultations.planning import meetings
from consultations.reports import steps as reports
from tests import factories
from tests.portal.staff.desk import signed_in
from tests.portal.staff.recorder.device import Device, marked, operation, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(recorder) -> Meeting:
    made = factories.meeting(by=recorder, axes=[factories.text("المحور الأول")])
    return meetings.move(made, by=recorder, move="open")


@pytest.fixture
def device(recorder, session) -> Device:
    return Device(recorder, session)


def test_pages_of_the_recorder_hold_no_word_of_the_meeting(device, session):
    factories.contribution(session, text=factories.text("سر المجلس"))
    Meeting.objects.filter(pk=session.pk).update(title=factories.text("عنوان القاعة"))

    for page in ("/", "/screen/"):
        shown = device.client.get(f"{device.url}{page}")

        assert shown.status_code == 200
        assert "سر المجلس" not in shown.content.decode()
        assert "عنوان القاعة" not in shown.content.decode()
    assert "سر المجلس" in str(device.state())
    assert "عنوان القاعة" in str(device.state())


def test_contribution_that_is_sent_stands_in_the_state(device, session):
    one = said("الإنارة ضعيفة", kind="contribution", axis=session.axes.get().pk)

    [result] = device.send(one)

    row = Intervention.objects.get()
    assert result == {
        "uid": one["uid"], "status": "done", "sentence": "", "pk": row.pk, "version": 1, "position": 1,
    }  # fmt: skip
    state = device.state()
    assert [each["text"] for each in state["contributions"]] == ["الإنارة ضعيفة"]
    assert state["order"] == [one["contribution"]]
    assert state["axes"][0]["title"] == "المحور الأول"
    assert {"kinds", "point_kinds", "themes", "areas", "units", "institutions"} == set(state["vocabulary"])


def test_message_sent_again_is_answered_the_same_and_done_once(device):
    one = said()

    first, again = device.send(one), device.send(one)

    assert first == again
    assert Intervention.objects.count() == Operation.objects.count() == 1


def test_correction_is_stored_and_an_old_version_meets_what_is_stored(device):
    one = said("قبل")
    device.send(one)
    change = {"contribution": one["contribution"], "version": 1, "language": "ar"}

    [done] = device.send(operation("amend", **change, text="بعد"))
    [conflict] = device.send(operation("amend", **change, text="شيء آخر"))

    assert (done["status"], done["version"]) == ("done", 2)
    assert conflict["status"] == "conflict"
    assert (conflict["stored"]["text"], conflict["stored"]["version"]) == ("بعد", 2)
    assert Intervention.objects.get().text == factories.text("بعد")


def test_contribution_taken_back_leaves_the_order(device):
    one, two = said(), said()
    device.send(one, two)

    [result] = device.send(operation("withdraw", contribution=one["contribution"], version=1))

    assert result["status"] == "done"
    assert device.state()["order"] == [two["contribution"]]


def test_point_marked_on_the_fly_carries_its_contribution(device):
    one = said()
    point = marked(one, kind="demand", new_demand=True)

    _said, noted = device.send(one, point)

    row = Point.objects.get()
    assert noted["demand"] == {"pk": row.demand.pk, "number": row.demand.number}
    assert row.demand.mentions.count() == 1
    state = device.state()
    assert state["points"][0]["contributions"] == [one["contribution"]]
    assert state["contributions"][0]["points"] == [point["point"]]


def test_state_asked_again_without_change_is_short(device, django_assert_num_queries):
    device.send(said())
    revision = device.state()["revision"]

    # Session, user and functions, then the one that matters.
    with django_assert_num_queries(4):
        again = device.state(since=revision)

    assert set(again) == {"revision", "now"}


def test_state_holds_only_what_is_new(device):
    old, new = said("قديم"), said("جديد")
    device.send(old)
    revision = device.state()["revision"]

    device.send(new)

    state = device.state(since=revision)
    assert [each["text"] for each in state["contributions"]] == ["جديد"]
    assert state["order"] == [old["contribution"], new["contribution"]]
    assert "vocabulary" not in state


def test_session_that_ended_is_told_in_json(session, client):
    for page in ("state.json", "key.json", "demands.json"):
        answer = client.get(f"/staff/live/{session.pk}/{page}")
        assert (answer.status_code, list(answer.json())) == (401, ["sentence"])
    answer = client.post(f"/staff/live/{session.pk}/batch/", "{}", content_type="application/json")
    assert (answer.status_code, list(answer.json())) == (401, ["sentence"])


def test_meeting_that_does_not_exist_is_told_in_json(device):
    answer = device.client.get("/staff/live/987654/state.json")

    assert (answer.status_code, list(answer.json())) == (404, ["sentence"])


def test_worker_rules_the_recorder_only(device):
    answer = device.client.get("/staff/live/worker.js")

    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert answer.headers["Service-Worker-Allowed"] == "/staff/live/"
    assert "worker-src 'self'" in answer.headers["Content-Security-Policy"]
    assert "no-store" in answer.headers["Cache-Control"]


def test_key_is_of_one_person_and_one_meeting(device, session, recorder, head, settings):
    def keys(user, meeting):
        return signed_in(user).get(f"/staff/live/{meeting.pk}/key.json").json()["keys"]

    other = factories.meeting()
    mine = keys(recorder, session)

    assert mine == keys(recorder, session)
    assert len({keys(user, at)[0]["key"] for user in (recorder, head) for at in (session, other)}) == 4
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another"
    assert keys(head, session)[1]["key"] != keys(recorder, session)[1]["key"]


@pytest.mark.slow
@pytest.mark.parametrize("rows", [1, 12])
@pytest.mark.parametrize("view", ["recorder", "screen"])
def test_state_costs_the_same_however_long_the_record_is(device, session, rows, view, django_assert_num_queries):
    speaker = factories.present(session, side="civil_society", association=factories.association())
    for number in range(rows):
        one = said(speaker=speaker.pk)
        turn = {"turn": str(uuid.uuid4())}
        device.send(one, marked(one, kind="demand", new_demand=True, themes=[factories.theme().pk]))
        device.send(operation("ask", label=f"مقعد {number}", **turn), operation("give", **turn))
        device.send(operation("run_axis", axis=session.axes.get().pk))

    with django_assert_num_queries({"recorder": 21, "screen": 16}[view]):
        device.state(view=view)


def test_screen_shows_the_last_contributions_only(device, session):
    device.send(*(said(f"{number}") for number in range(12)))

    state = device.state(view="screen")

    assert [each["text"] for each in state["contributions"]] == [f"{number}" for number in range(2, 12)]
    assert "order" not in state
    assert state["attendances"] == []
    assert state["meeting"]["title"] == str(session.title)


def test_screen_names_who_said_the_last_contributions_and_nobody_else(device, session):
    speaker = factories.present(session, function=factories.text("كاتبة عامة"))
    factories.present(session, function=factories.text("لم يتدخل"))

    device.send(said(speaker=speaker.pk))

    assert [each["who"] for each in device.state(view="screen")["attendances"]] == ["كاتبة عامة"]


def test_message_of_a_page_that_belongs_to_somebody_else_is_not_taken(device, session):
    other = device.client.get(f"{device.url}/state.json", headers={"X-Recorder": "0"})
    own = device.client.get(
        f"{device.url}/state.json", headers={"X-Recorder": str(device.client.session["_auth_user_id"])}
    )

    assert other.status_code == 401
    assert other.json()["sentence"]
    assert own.status_code == 200


def test_state_names_functions_and_organisations_and_no_person(device, session):
    factories.present(session, name="السيد فلان", side="police", unit=factories.unit())
    device.send(operation("ask", turn=str(uuid.uuid4()), speaker=session.attendances.get().pk))

    state = device.state()

    assert "فلان" not in str(state)
    assert state["queue"][0]["detail"] == str(factories.unit().name)
    assert state["attendances"][0]["who"] == "رئيس المنطقة"


def test_concern_on_the_agenda_appears_by_its_reference(device, session):
    concern = factories.concern(title="عنوان لا يقرؤه المدون")
    demand = factories.demand(title=factories.text("مطلب قديم"))
    axis = session.axes.get()
    AgendaItem.objects.create(meeting=session, axis=axis, position=1, concern=concern)
    AgendaItem.objects.create(meeting=session, axis=axis, position=2, demand=demand)

    first, second = device.state()["axes"][0]["items"]

    # Isolated: in an Arabic line the year would stand behind its letters.
    assert f"\u2066{concern.reference}\u2069" in first["title"]
    assert "عنوان" not in first["title"]
    assert second == {"demand": demand.number, "title": "مطلب قديم"}


def test_device_that_knows_more_than_the_server_begins_anew(device):
    device.send(said())

    state = device.state(since=10_000)

    assert len(state["contributions"]) == 1
    assert "vocabulary" in state


def test_page_of_the_meeting_leads_into_the_recorder_while_it_may_be_recorded(device, session, recorder):
    page, way = f"/staff/meetings/{session.pk}/", f'href="{device.url}/"'
    screen = f'href="{device.url}/screen/"'
    assert way in device.client.get(page).content.decode()
    assert screen in device.client.get(page).content.decode()
    follower = signed_in(factories.staff("liaison")).get(page).content.decode()
    assert way not in follower
    assert screen in follower

    meetings.move(session, by=recorder, move="close")

    assert way not in device.client.get(page).content.decode()


def test_record_of_a_report_in_review_takes_no_message(device, session, recorder, editor):
    device.send(said())
    meetings.move(session, by=recorder, move="close")
    reports.submit(reports.draft(session, by=editor), by=editor)

    [result] = device.send(said())

    assert result["status"] == "refused"
    assert result["sentence"]
    assert Intervention.objects.count() == 1
    assert device.state()["meeting"]["may_record"] is False


def test_second_follower_gets_what_the_first_one_waited_for_until_something_changes(
    device, session, django_assert_num_queries
):
    device.send(said("الأول"))
    follower = Device(factories.staff("liaison"), session)
    first = device.state(view="screen")

    with django_assert_num_queries(4):
        second = follower.state(view="screen")

    assert second | {"now": ""} == first | {"now": ""}
    assert second["now"] > first["now"]
    device.send(said("الثاني"))
    third = follower.state(view="screen", since=second["revision"])
    assert [each["text"] for each in third["contributions"]] == ["الأول", "الثاني"]
    assert "vocabulary" not in third


def test_speaker_who_is_not_listed_is_stored_as_typed_and_told(device):
    one = said(speaker_label="جمعية الأمل")
    device.send(one)

    [told] = device.state()["contributions"]
    assert (told["speaker"], told["speaker_label"]) == (None, "جمعية الأمل")
    row = Intervention.objects.get()
    assert (row.speaker, row.speaker_label) == (None, "جمعية الأمل")


def test_speaker_of_the_list_takes_the_place_of_a_typed_name(device, session):
    speaker = factories.present(session)
    one = said(speaker_label="جمعية الأمل")
    device.send(one)

    change = operation("amend", contribution=one["contribution"], version=1, speaker=speaker.pk, speaker_label="")
    assert device.send(change)[0]["status"] == "done"

    row = Intervention.objects.get()
    assert (row.speaker, row.speaker_label) == (speaker, "")


def test_speaker_of_the_list_and_a_typed_name_at_once_are_refused(device, session):
    speaker = factories.present(session)

    [answer] = device.send(said(speaker=speaker.pk, speaker_label="جمعية الأمل"))

    assert answer["status"] == "refused"
    assert answer["sentence"]
    assert not Intervention.objects.exists()


def test_arrival_noted_from_the_recorder_is_noted_once(device):
    uid = str(uuid.uuid4())

    for _time in range(2):
        [answer] = device.send(operation("arrive", attendance=uid, name="جمعية الأمل"))
        assert answer["status"] == "done"

    [told] = device.state()["attendances"]
    assert (told["uid"], told["full"]) == (uid, "ممثل الجمعية، جمعية الأمل")


def test_arrival_without_a_name_is_refused(device):
    [answer] = device.send(operation("arrive", attendance=str(uuid.uuid4()), name=" "))

    assert answer["status"] == "refused"


def test_key_of_the_session_is_in_a_cookie_that_ends_with_it(device, recorder):
    def cookie(client):
        client.get(f"{device.url}/key.json")
        return client.cookies["machoura_device_key"]

    mine, again, other = cookie(device.client), cookie(device.client), cookie(signed_in(recorder))

    assert mine.value == again.value != other.value
    assert len(mine.value) == 43
    assert (mine["path"], mine["samesite"], mine["max-age"], mine["expires"]) == ("/staff/live/", "Strict", "", "")


def test_keys_are_told_with_the_end_of_the_session(device):
    until = device.client.get(f"{device.url}/key.json").json()["until"]

    assert until == Session.objects.get().expire_date.isoformat()


def test_device_without_a_session_is_told_to_forget_its_key(session, client):
    answer = client.get(f"/staff/live/{session.pk}/state.json")

    assert answer.status_code == 401
    assert answer.cookies["machoura_device_key"]["max-age"] == 0
