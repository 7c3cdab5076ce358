"""A place in a training: enrolled by a member, passed on, attended at the door, certified, and its certificate verified by a stranger."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.test import Client

from cooperation.models import Certificate, Enrolment
from cooperation.trainings import certificates, enrolments
from core.time_travel import happening
from tests import factories
from tests.cooperation.trainings import playing
from tests.portal.staff.desk import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
NAME = "خديجة المثال"


@pytest.fixture
def certified() -> Certificate:
    training = playing.published()
    playing.attended(training, name=NAME)
    with happening(playing.evening(training)):
        return certificates.issue(training, by=factories.staff("head"))[0]


def test_member_enrols_and_only_that_association_sees_the_name() -> None:
    training, association = playing.published(), factories.association()
    member, stranger = (signed_in(factories.representative(each)) for each in (association, None))
    given = {"participant": NAME, "association": str(association.pk)}

    answer = member.post(f"/members/trainings/{training.key}/enrol/", given)

    assert answer.status_code == 302
    assert NAME in member.get(answer.url).content.decode()
    assert NAME in member.get("/members/trainings/").content.decode()
    assert stranger.get(answer.url).status_code == 404
    assert NAME not in stranger.get("/members/trainings/").content.decode()


def test_member_corrects_the_name_and_gives_the_place_back() -> None:
    row = playing.enrolled(playing.published())
    member, page = signed_in(row.made_by), f"/members/trainings/places/{row.pk}/"

    member.post(page, {"participant": NAME})
    row.refresh_from_db()
    assert row.participant == NAME
    assert member.post(f"{page}give-back/").status_code == 302

    row.refresh_from_db()
    assert (row.state, row.participant) == ("declined", "")
    assert Client().get(f"/pass/{enrolments.token_of(row)}/").status_code == 404


def test_pass_shows_its_code_to_who_has_the_link_and_leads_to_the_door() -> None:
    training = playing.published()
    row = playing.enrolled(training, name=NAME)
    page = Client().get(f"/pass/{enrolments.token_of(row)}/").content.decode()
    recorder = signed_in(factories.staff("recorder"))
    door = f"/staff/check-in/{row.code}/"

    assert row.code in page
    assert NAME not in page
    assert NAME in recorder.get(door).content.decode()
    recorder.post(door, {"session": training.sessions.first().pk})
    assert not row.presences.exists()
    with happening(playing.evening(training, 0)):
        answer = recorder.post(door, {"session": training.sessions.first().pk})
        assert answer.status_code == 302
        assert NAME in recorder.get(answer.url).content.decode()
    assert row.presences.count() == 1


def test_code_of_a_pass_that_is_said_at_the_door_of_a_meeting_is_found() -> None:
    row = playing.enrolled(playing.published())
    meeting = factories.announced()
    recorder = signed_in(factories.staff("recorder"))

    answer = recorder.get(f"/staff/meetings/{meeting.pk}/check-in/", {"q": row.code.lower()})

    assert (answer.status_code, answer.url) == (302, f"/staff/check-in/{row.code}/")


@pytest.mark.slow
def test_certificate_is_downloaded_by_the_participant_and_the_association_only(certified: Certificate) -> None:
    row = certified.enrolment
    token = enrolments.token_of(row)

    for language in ("ar", "fr"):
        answer = Client().get(f"/pass/{token}/{language}.pdf")
        assert (answer.status_code, answer.content[:5]) == (200, b"%PDF-")
    assert Client().get(f"/pass/{token}/en.pdf").status_code == 404
    own, other = f"/members/trainings/places/{row.pk}/ar.pdf", signed_in(factories.representative())
    assert signed_in(row.made_by).get(own).status_code == 200
    assert other.get(own).status_code == 404


def test_certificate_is_verified_by_its_number_and_never_shows_the_name(certified: Certificate) -> None:
    def answer() -> str:
        found = Client().get(f"/certificates/{certified.code}/?lang=en")
        assert found.status_code == 200
        assert NAME not in found.content.decode()
        return str(found.content.decode())

    assert "This certificate is valid" in answer()
    assert str(certified.enrolment.association.name) not in answer()  # not in the directory
    certificates.revoke(certified, by=factories.staff("head"), reason="presence", sentence="سر داخلي")
    assert "the presence was noted by mistake" in answer()
    assert "سر داخلي" not in answer()


def test_replaced_certificate_leads_to_the_new_number(certified: Certificate) -> None:
    new = certificates.replace(certified, by=factories.staff("editor"), participant="اسم آخر")

    page = Client().get(f"/certificates/{certified.code}/?lang=en").content.decode()

    assert "This certificate is replaced" in page
    assert new.code in page


def test_unknown_numbers_are_counted_and_then_nobody_there_gets_an_answer(certified: Certificate) -> None:
    stranger = Client()
    tried = {stranger.get(f"/certificates/MK-2222-22{one}{two}/").status_code for one in "2345" for two in "23456"}

    assert tried == {404}
    assert stranger.get(f"/certificates/{certified.code}/").status_code == 429


def test_typed_number_is_found_in_any_spelling(certified: Certificate) -> None:
    typed = certified.code.lower().replace("-", " ")

    answer = Client().get("/certificates/", {"code": typed, "lang": "fr"})

    assert (answer.status_code, answer.url) == (302, f"/certificates/{certified.code}/?lang=fr")


def test_participant_says_what_the_training_was_worth() -> None:
    training = playing.published()
    row = playing.attended(training)
    page, client = f"/pass/{enrolments.token_of(row)}/", Client(headers={"origin": "http://testserver"})

    assert client.post(page, {"word": "will_use"}).status_code == 409
    with happening(playing.evening(training) + dt.timedelta(days=1)):
        assert client.post(page, {"word": "will_use"}).status_code == 302
    assert Enrolment.objects.get(pk=row.pk).feedback.word == "will_use"


def test_head_revokes_and_an_editor_may_not(certified: Certificate) -> None:
    address = f"/staff/certificates/{certified.pk}/revoke/"

    assert signed_in(factories.staff("editor")).post(address, {"reason": "mistake"}).status_code == 403
    head = signed_in(factories.staff("head", language="en"))
    assert head.post(address, {}).status_code == 400
    assert head.post(address, {"reason": "mistake"}).status_code == 302

    page = head.get(f"/staff/certificates/{certified.pk}/").content.decode()
    assert re.search("it was issued by mistake", page)
