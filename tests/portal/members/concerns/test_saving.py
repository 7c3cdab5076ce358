"""Saving while typing: late, repeated and conflicting requests, an ended session, and the encrypted rows."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from core.models import ParkedForm
from portal.members.concerns.draft_session import COOKIE
from proposals.models import Concern, Draft
from tests import factories
from tests.portal.members.concerns.pen import MATTER, SUBJECT, Pen
from tests.security.browsing import fields

pytestmark = pytest.mark.django_db


def save(pen: Pen, title: str, *, version: int = 1, tab: str = "tab-a", number: int = 1, **more: Any) -> Any:
    sent = {"step": "1", "version": str(version), "tab": tab, "number": str(number), "title": title, **more}
    return pen.client.post(pen.address("save/"), sent, headers={"accept": "application/json"})


def title(pen: Pen) -> str:
    return fields(pen.open(1))["title"][0]


def test_save_answers_with_the_new_version_and_the_time(pen: Pen) -> None:
    answer = save(pen, "أول")

    assert answer.status_code == 200
    assert answer.json()["version"] == 2
    assert answer.json()["sentence"]
    assert title(pen) == "أول"


def test_save_of_one_step_leaves_the_other_alone(pen: Pen) -> None:
    pen.type(2, go="back", text=MATTER["text"])

    save(pen, "أول", version=2)

    assert fields(pen.open(2))["text"] == [MATTER["text"]]


def test_save_repeated_after_a_lost_answer_is_known(pen: Pen) -> None:
    versions = [save(pen, "أول").json()["version"] for _each in range(3)]

    assert versions == [2, 2, 2]


def test_save_after_a_lost_answer_goes_on(pen: Pen) -> None:
    save(pen, "أول", version=1, number=1)

    answer = save(pen, "أول ثم ثان", version=1, number=2)

    assert answer.status_code == 200
    assert title(pen) == "أول ثم ثان"


@pytest.mark.parametrize("number", [1, 2])
def test_save_that_was_overtaken_does_not_undo_the_newer_one(pen: Pen, number: int) -> None:
    save(pen, "الجديد", number=2)

    answer = save(pen, "القديم", number=number)

    assert answer.status_code == 409, "a copied tab counts like its original: it has to be told"
    assert title(pen) == "الجديد"


def test_save_from_a_second_tab_is_told(pen: Pen) -> None:
    save(pen, "من الأولى", tab="tab-a")

    answer = save(pen, "من الثانية", tab="tab-b")

    assert answer.status_code == 409
    assert answer.json()["version"] == 2
    assert title(pen) == "من الأولى"
    assert save(pen, "من الثانية", tab="tab-b", version=2).status_code == 200


def test_step_sent_from_a_second_tab_keeps_both(pen: Pen) -> None:
    old = fields(pen.open(1))
    save(pen, "من الأولى")

    answer = pen.client.post(pen.address("1/"), old | {"title": "من الثانية", "go": "on"})

    assert answer.status_code == 409
    assert fields(answer)["title"] == ["من الثانية"]
    assert answer.context["is_conflict"]
    assert title(pen) == "من الأولى"
    pen.client.post(pen.address("1/"), fields(answer) | {"go": "back"})
    assert title(pen) == "من الثانية"


def test_step_sent_twice_by_a_double_tap_is_one(pen: Pen) -> None:
    sent = fields(pen.open(1)) | SUBJECT | {"go": "on"}

    answers = [pen.client.post(pen.address("1/"), sent) for _each in range(2)]

    assert [answer.url for answer in answers] == [pen.address("2/")] * 2


@pytest.mark.parametrize("noise", ["", "-1", "x", "9" * 30, "1.5", "٣"])
def test_save_with_a_number_that_is_none_breaks_nothing(pen: Pen, noise: str) -> None:
    sent = {"step": noise, "version": noise, "number": noise, "tab": noise, "title": "x"}

    assert pen.client.post(pen.address("save/"), sent).status_code in {404, 409}
    assert pen.client.post(pen.address("save/"), sent | {"step": "1"}).status_code in {200, 409}


def test_save_of_a_flood_is_refused_in_words(pen: Pen) -> None:
    answer = save(pen, "x" * 70_000)

    assert answer.status_code == 409
    assert answer.json()["sentence"]
    assert title(pen) == ""


def test_save_to_a_sent_or_deleted_draft_says_so(pen: Pen) -> None:
    pen.write()
    pen.send()

    assert save(pen, "متأخر").status_code == 404
    assert Concern.objects.get().title == SUBJECT["title"]


def test_save_by_get_leads_to_the_page(pen: Pen) -> None:
    assert pen.client.get(pen.address("save/")).url == pen.address("1/")


def sign_in(client: Client, user: Any) -> Any:
    return client.post("/accounts/login/", {"login": user.email, "password": factories.PASSWORD})


def expired(pen: Pen) -> None:
    del pen.client.cookies["sessionid"]


def test_step_sent_after_the_session_ended_waits_for_the_same_person(pen: Pen) -> None:
    sent = fields(pen.open(1)) | SUBJECT | {"title": "كلمات بعد الجلسة", "go": "on"}
    expired(pen)

    answer = pen.client.post(pen.address("1/"), sent)
    assert answer.url == f"/accounts/login/?next={pen.address('1/')}"
    sign_in(pen.client, pen.user)
    page = pen.open(1)

    assert page.context["was_parked"]
    assert fields(page)["title"] == ["كلمات بعد الجلسة"]
    assert title(pen) == "", "handed out once"


def test_step_sent_after_the_session_ended_is_not_shown_to_somebody_else(pen: Pen) -> None:
    sent = fields(pen.open(1)) | {"title": "كلمات بعد الجلسة", "go": "on"}
    expired(pen)
    pen.client.post(pen.address("1/"), sent)
    colleague = factories.representative(pen.draft.association)

    sign_in(pen.client, colleague)

    assert pen.open(1).status_code == 404
    sign_in(pen.client, pen.user)


@pytest.mark.parametrize("who", ["", "1", "1:abc:def"])
def test_text_from_elsewhere_is_not_parked(pen: Pen, who: str) -> None:
    sent = fields(pen.open(1)) | {"title": "كلمات مدسوسة", "_who": who}
    expired(pen)
    pen.client.post(pen.address("1/"), sent)

    sign_in(pen.client, pen.user)

    assert not pen.open(1).context["was_parked"]
    assert title(pen) == ""


def test_saving_without_a_session_parks_nothing_and_leads_to_sign_in(pen: Pen) -> None:
    expired(pen)

    answer = save(pen, "من البرنامج")

    assert answer.status_code == 302
    assert answer.url.startswith("/accounts/login/")
    assert not ParkedForm.objects.exists()


def test_deleting_after_the_session_ended_empties_no_step(pen: Pen) -> None:
    save(pen, "باق")
    sent = fields(pen.open(1), pen.address("discard/"))
    expired(pen)

    pen.client.post(pen.address("discard/"), sent)
    sign_in(pen.client, pen.user)

    assert title(pen) == "باق"


def test_answer_to_a_warning_after_the_session_ended_leads_back_to_the_page(pen: Pen) -> None:
    pen.write()
    expired(pen)

    answer = pen.client.post(pen.address("warning/"), {"go": "remove"})

    assert answer.url.endswith(pen.address("3/"))


def test_everything_typed_lies_locked_in_the_database(pen: Pen, dump: Any) -> None:
    canary = "كناري" * 4
    pen.type(1, **(SUBJECT | {"title": canary}))
    pen.type(2, **(MATTER | {"text": canary, "place": canary}))
    sent = fields(pen.open(2)) | {"suggestion": canary, "go": "on"}
    expired(pen)
    pen.client.post(pen.address("2/"), sent)

    assert canary not in dump()
    sign_in(pen.client, pen.user)
    assert fields(pen.open(2))["suggestion"] == [canary]


def test_key_of_the_browser_lies_nowhere_in_the_database(pen: Pen, dump: Any) -> None:
    pen.write()

    assert pen.client.cookies[COOKIE].value not in dump()
    assert Draft.objects.exists()
