"""Sending: repeated requests make one concern, with the typed content."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import connection

from core.crypto import sealing
from core.models import StoredFile
from proposals.concerns import submission
from proposals.concerns.content import Content
from proposals.models import Concern, ConcernFile, Draft
from tests import factories
from tests.portal.members.concerns.pen import MATTER, SUBJECT, Pen, html, photo
from tests.security.browsing import fields

pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_send_stores_what_was_written(pen: Pen) -> None:
    concern = pen.sent()

    assert (concern.kind, concern.use, concern.channel) == ("concern", "public_named", "online")
    assert concern.content == Content(
        title=SUBJECT["title"],
        text=MATTER["text"],
        suggestion=MATTER["suggestion"],
        place=MATTER["place"],
        since="quarter",
        times=("school",),
        themes=("schools_surroundings",),
        areas=("hamria",),
    )
    assert concern.submitted_by == pen.user
    assert not Draft.objects.exists()


@pytest.mark.slow
def test_concern_that_becomes_a_proposal_keeps_what_was_written(pen: Pen) -> None:
    pen.write(suggestion="كتب قبل أن يختار", since="quarter", times=["school"])
    pen.type(1, kind="proposal")

    second = pen.open(2)
    pen.type(2)
    pen.send()

    concern = Concern.objects.get()
    assert {"suggestion", "since", "times"} <= set(second.context["form"].fields)
    assert "كتب قبل أن يختار" in html(second)
    assert (concern.kind, concern.suggestion, concern.since, concern.times) == (
        "proposal",
        "كتب قبل أن يختار",
        "quarter",
        ["school"],
    )


def test_proposal_is_not_asked_what_only_a_concern_has(pen: Pen) -> None:
    pen.type(1, kind="proposal")

    assert {"suggestion", "since", "times"} & set(pen.open(2).context["form"].fields) == set()


@pytest.mark.parametrize(("title", "language"), [("Éclairage en panne", "fr"), (SUBJECT["title"], "ar")])
def test_language_of_a_text_is_that_of_its_letters(pen: Pen, title: str, language: str) -> None:
    text = {"title": title, "text": title, "place": "", "suggestion": ""}

    assert pen.sent(**text).language == language


def test_account_that_sends_without_end_waits_whatever_its_association(settings: Any) -> None:
    settings.SUBMISSIONS_PER_HOUR = 2
    hurried, neighbour = factories.representative(), factories.representative()
    for _time in range(2):
        factories.concern(factories.association(), by=hurried)

    with pytest.raises(submission.TooMany):
        factories.concern(factories.association(), by=hurried)

    assert factories.concern(by=neighbour, of=neighbour.memberships.get().association).pk
    assert Draft.objects.filter(user=hurried).count() == 1, "its text waits"


def test_send_repeated_after_a_lost_answer_gives_the_same_receipt(pen: Pen) -> None:
    pen.write()
    sent = fields(pen.open(3), pen.address("send/"))

    answers = {pen.client.post(pen.address("send/"), sent).url for _each in range(3)}
    answers.add(pen.client.get(pen.address("send/")).url)
    answers.add(pen.open(2).url)

    assert answers == {f"/members/concerns/{Concern.objects.get().reference}/receipt/"}


@pytest.mark.slow
def test_send_what_another_tab_has_changed_asks_to_read_it_again(pen: Pen) -> None:
    pen.write()
    sent = fields(pen.open(3), pen.address("send/"))
    pen.type(2, text="نص آخر من نافذة أخرى")

    answer = pen.client.post(pen.address("send/"), sent)

    assert answer.status_code == 409
    assert "نص آخر من نافذة أخرى" in html(answer)
    assert not Concern.objects.exists()
    assert pen.send().status_code == 302


@pytest.mark.slow
def test_send_an_unfinished_draft_leads_to_what_is_missing(pen: Pen) -> None:
    pen.type(1, **SUBJECT)

    answer = pen.client.post(pen.address("send/"), {"version": "2"})

    assert answer.url.endswith("/2/?check=1")
    assert not Concern.objects.exists()


@pytest.mark.slow
def test_send_in_a_hurry_is_told_to_wait_and_keeps_the_draft(pen: Pen, settings: Any) -> None:
    settings.SUBMISSIONS_PER_HOUR = 1
    pen.sent()
    pen.begin()
    pen.write()

    answer = pen.send()

    assert answer.status_code == 429
    assert MATTER["text"] in html(answer)
    assert Draft.objects.count() == 1


@pytest.mark.slow
def test_a_thousand_tries_are_throttled_and_the_neighbour_still_submits(settings: Any) -> None:
    settings.SUBMISSIONS_PER_HOUR = 2
    pen, neighbour = Pen(REMOTE_ADDR="10.0.0.1"), Pen(REMOTE_ADDR="10.0.0.1")
    for _each in range(2):
        pen.sent()
    pen.begin()
    pen.write()
    draft = Draft.objects.get()

    refused = 0
    for _each in range(1_000):
        with pytest.raises(submission.TooMany):
            submit(pen, draft)
        refused += 1

    assert (refused, Concern.objects.count()) == (1_000, 2)
    assert [pen.send().status_code for _each in range(5)] == [429] * 5
    assert neighbour.sent().association != draft.association


def submit(pen: Pen, draft: Draft) -> Concern:
    return submission.submit(
        draft,
        by=pen.user,
        browser_key=pen.client.cookies["machoura_drafts"].value,
        kind="concern",
        use="public_named",
        language="ar",
        content=Content(title="ع", text="ن", themes=("drugs",), areas=("meknes",)),
    )


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_send_twenty_times_at_once_is_one_concern_and_one_receipt() -> None:
    pen = Pen()
    pen.begin()
    pen.attach(photo())
    pen.write()
    sent = fields(pen.open(3), pen.address("send/"))
    cookies = {name: morsel.value for name, morsel in pen.client.cookies.items()}
    together, answers = threading.Barrier(20), []

    def send() -> None:
        from django.test import Client

        client = Client()
        client.cookies.load(cookies)
        together.wait()
        answers.append(client.post(pen.address("send/"), sent))
        connection.close()

    threads = [threading.Thread(target=send) for _each in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    concern = Concern.objects.get()
    assert [answer.status_code for answer in answers] == [302] * 20
    assert {answer.url for answer in answers} == {f"/members/concerns/{concern.reference}/receipt/"}
    assert ConcernFile.objects.count() == StoredFile.objects.count() == 1


def test_confidential_concern_lies_sealed_in_the_database(pen: Pen, dump: Any) -> None:
    canary = "كناري" * 4
    pen.attach(photo(name=f"{canary}.jpg"))
    concern = pen.sent(use="cell_only", title=canary, text=canary, place=canary, suggestion=canary)

    assert canary not in dump()
    content = Content.decoded(sealing.open_sealed(bytes(concern.sealed), concern.sealed_with))
    assert (content.title, content.text) == (canary, canary)
    assert concern.files.get().stored.sealed_with


@pytest.mark.slow
def test_open_concern_would_have_been_found_in_the_database(pen: Pen, dump: Any) -> None:
    pen.sent(text="كناري" * 4)

    assert "كناري" * 4 in dump()


def test_representative_of_nothing_cannot_write() -> None:
    user = factories.user()

    page = Pen(user).client.get("/members/concerns/new/")

    assert page.status_code == 200
    assert 'name="draft"' not in html(page)
