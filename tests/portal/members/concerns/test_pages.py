"""After sending: the receipt, the list, the page of a concern and the steps that its association takes there."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.models import StoredFile
from core.text import formats
from proposals.concerns import promises, review
from proposals.models import ConcernStep
from reference.models import Institution
from tests import factories
from tests.portal.members.concerns.pen import MATTER, SUBJECT, Pen, html, photo
from tests.portal.members.concerns.sent import SENTENCE, asked, follow, path

pytestmark = pytest.mark.django_db


def test_receipt_says_the_reference_the_dates_and_the_link(pen: Pen) -> None:
    concern = pen.sent()
    promised = promises.promised(concern.received_at)

    page = html(pen.client.get(path(concern, "receipt/")))

    assert concern.reference in page
    assert formats.day(promised.read_by, "ar") in page
    assert formats.day(promised.answered_by, "ar") in page
    assert follow(concern) in page


@pytest.mark.slow
def test_page_shows_what_was_sent_and_what_became_of_it(pen: Pen, moderator: Any) -> None:
    concern = pen.sent()
    asked(concern, moderator)

    page = html(pen.client.get(path(concern)))

    for words in (SUBJECT["title"], MATTER["text"], MATTER["place"], MATTER["suggestion"], SENTENCE, follow(concern)):
        assert words in page


def test_page_of_a_declined_concern_says_the_reason(pen: Pen, moderator: Any) -> None:
    concern = pen.sent()
    review.move(concern, by=moderator, move="decline", sentence="سبق إرساله", reason="sent_twice")

    page = html(pen.client.get(path(concern)))

    assert "سبق إرساله" in page
    assert str(ConcernStep.Reason.SENT_TWICE.label) in page
    assert "reply/" not in page


@pytest.mark.slow
def test_page_of_a_referred_concern_names_the_body(pen: Pen, moderator: Any) -> None:
    concern, body = pen.sent(), Institution.objects.all()[0]
    review.move(concern, by=moderator, move="refer", sentence="الجماعة هي المختصة", body=body)

    assert str(body.name) in html(pen.client.get(path(concern)))
    assert str(body.name) in html(Client().get(follow(concern)))


@pytest.mark.slow
def test_page_of_a_confidential_concern_shows_no_word_of_it(pen: Pen) -> None:
    pen.attach(photo("دليل.jpg"))
    concern = pen.sent(use="cell_only")

    page = html(pen.client.get(path(concern)))

    assert page.count(SUBJECT["title"]) == page.count(MATTER["text"]) == page.count("دليل.jpg") == 0
    assert pen.client.get(path(concern, "files/0/")).status_code == 404


@pytest.mark.slow
def test_file_is_downloaded_as_an_attachment(pen: Pen) -> None:
    pen.attach(photo("صورة.jpg"))
    concern = pen.sent()

    answer = pen.client.get(path(concern, "files/0/"))

    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert path(concern, "files/0/") in html(pen.client.get(path(concern)))
    assert pen.client.get(path(concern, "files/1/")).status_code == 404
    assert Client().get(path(concern, "files/0/")).status_code == 302


@pytest.mark.slow
@pytest.mark.parametrize("verdict", ["unknown", "infected"])
def test_file_that_may_not_be_handed_out_says_why(pen: Pen, verdict: str, monkeypatch: Any, settings: Any) -> None:
    monkeypatch.setattr("core.files.store.scan.scan", lambda content: StoredFile.Verdict.UNKNOWN)
    settings.CLAMD_URL = "tcp://127.0.0.1:1"
    pen.attach(photo())
    concern = pen.sent()
    StoredFile.objects.update(verdict=verdict, scanned_at=timezone.now() if verdict == "infected" else None)

    answer = pen.client.get(path(concern, "files/0/"))

    assert answer.status_code == 409
    assert "Content-Disposition" not in answer.headers
    assert "<h1>" in html(answer)


@pytest.mark.parametrize("use", ["public_named", "cell_only"])
def test_reply_answers_the_question(pen: Pen, moderator: Any, use: str, dump: Any) -> None:
    concern = pen.sent(use=use)
    asked(concern, moderator)

    answer = pen.client.post(path(concern, "reply/"), {"text": "بين الثانية والثالثة زوالا"})

    assert answer.url == path(concern)
    concern.refresh_from_db()
    assert concern.state == "under_review"
    assert ("بين الثانية" in dump()) is (use == "public_named")


@pytest.mark.slow
@pytest.mark.parametrize("text", ["", "   ", "ن" * 5001])
def test_reply_that_is_wrong_keeps_what_was_typed(pen: Pen, moderator: Any, text: str) -> None:
    concern = asked(pen.sent(), moderator)

    answer = pen.client.post(path(concern, "reply/"), {"text": text})

    assert answer.status_code == 200
    assert 'id="id_text_error"' in html(answer)
    assert text in html(answer)
    assert not ConcernStep.objects.filter(move="reply").exists()


def test_reply_without_a_question_is_refused_and_keeps_what_was_typed(pen: Pen) -> None:
    concern = pen.sent()

    answer = pen.client.post(path(concern, "reply/"), {"text": "جواب بلا سؤال"})

    assert answer.status_code == 409
    assert concern.steps.count() == 1


@pytest.mark.slow
def test_reply_twice_by_a_double_tap_is_one(pen: Pen, moderator: Any) -> None:
    concern = asked(pen.sent(), moderator)

    answers = [pen.client.post(path(concern, "reply/"), {"text": "جواب"}).status_code for _each in range(2)]

    assert answers == [302, 409]
    assert ConcernStep.objects.filter(move="reply").count() == 1


@pytest.mark.slow
def test_reply_after_the_session_ended_waits_locked(pen: Pen, moderator: Any, dump: Any) -> None:
    from tests.security.browsing import fields

    concern = asked(pen.sent(use="cell_only"), moderator)
    sent = fields(pen.client.get(path(concern)), path(concern, "reply/")) | {"text": "كناري كناري"}
    del pen.client.cookies["sessionid"]

    pen.client.post(path(concern, "reply/"), sent)

    assert "كناري" not in dump()
    pen.client.post("/accounts/login/", {"login": pen.user.email, "password": factories.PASSWORD})
    assert "كناري كناري" in html(pen.client.get(path(concern)))


@pytest.mark.slow
def test_withdraw(pen: Pen) -> None:
    concern = pen.sent()

    answer = pen.client.post(path(concern, "withdraw/"), {"sentence": "حُل المشكل"})

    assert answer.url == path(concern)
    concern.refresh_from_db()
    assert concern.state == "withdrawn"
    assert "withdraw/" not in html(pen.client.get(path(concern)))
    assert pen.client.post(path(concern, "withdraw/")).status_code == 409


@pytest.mark.slow
def test_steps_by_get_lead_to_the_page(pen: Pen) -> None:
    concern = pen.sent()

    for end in ("reply/", "withdraw/"):
        assert pen.client.get(path(concern, end)).url == path(concern)


@pytest.mark.slow
def test_concern_of_somebody_else_does_not_exist(pen: Pen, head: Any) -> None:
    pen.attach(photo())
    concern = pen.sent()
    staff = Client()
    staff.force_login(head)

    for client in (Pen().client, staff):
        for end in ("", "receipt/", "files/0/", "reply/", "withdraw/"):
            real, missing = client.get(path(concern, end)), client.get(f"/members/concerns/2000-AAAAAA/{end}")
            assert real.status_code == missing.status_code == 404, end
            assert real.content == missing.content
            assert client.post(path(concern, end)).status_code in {404, 405}
        assert SUBJECT["title"] not in html(client.get("/members/concerns/"))
    assert pen.client.get(path(concern)).status_code == 200


@pytest.mark.slow
def test_concern_belongs_to_all_who_represent_the_association_today(pen: Pen) -> None:
    concern = pen.sent()
    colleague = Pen(factories.representative(concern.association))
    assert colleague.client.get(path(concern)).status_code == 200

    colleague.user.memberships.update(since="2020-01-01", until="2020-12-31")

    assert colleague.client.get(path(concern)).status_code == 404
    assert colleague.client.post(path(concern, "withdraw/")).status_code == 404


@pytest.mark.slow
def test_list_is_newest_first_and_asks_the_database_no_more_for_many(pen: Pen, django_assert_num_queries: Any) -> None:
    pen.sent(title="الأول")
    with CaptureQueriesContext(connection) as queries:
        pen.client.get("/members/concerns/")
    few = len(queries)
    for title in ("الثاني", "الثالث"):
        pen.sent(title=title)

    with django_assert_num_queries(few):
        page = html(pen.client.get("/members/concerns/"))

    assert page.index("الثالث") < page.index("الثاني") < page.index("الأول")


@pytest.mark.slow
def test_list_shows_nothing_of_a_confidential_concern(pen: Pen) -> None:
    concern = pen.sent(use="cell_only")

    page = html(pen.client.get("/members/concerns/"))

    assert concern.reference in page
    assert SUBJECT["title"] not in page


def test_empty_list_says_so() -> None:
    assert 'class="empty"' in html(Pen().client.get("/members/concerns/"))


def test_home_leads_to_the_form(pen: Pen) -> None:
    assert "/members/concerns/new/" in html(pen.client.get("/members/"))


def test_page_to_write_to_the_cell_names_each_emergency_number_once() -> None:
    page = Client()
    page.force_login(factories.representative())

    html = page.get("/members/concerns/new/").content.decode()

    assert html.count('href="tel:19"') == 1
    assert html.count('href="tel:177"') == 1
