"""After sending: the receipt, the list, the page of a concern, and following it without an account."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import override

from core import formats
from core.models import StoredFile
from proposals import promises
from proposals.actions import concerns, review
from proposals.models import Concern, ConcernStep
from reference.models import Institution
from tests import factories
from tests.portal.members.pen import MATTER, SUBJECT, Pen, photo

pytestmark = pytest.mark.django_db
SENTENCE = "نحتاج إلى وقت الحدوث بالتقريب"


@pytest.fixture
def pen() -> Pen:
    return Pen()


@pytest.fixture
def moderator(db: None) -> Any:
    return factories.staff("moderator")


def html(answer: Any) -> str:
    return answer.content.decode()


def path(concern: Concern, end: str = "") -> str:
    return f"/members/concerns/{concern.reference}/{end}"


def follow(concern: Concern) -> str:
    return f"/follow/{concerns.follow_token(concern)}/"


def asked(concern: Concern, moderator: Any) -> Concern:
    return review.move(concern, by=moderator, move="ask", sentence=SENTENCE)


def test_receipt_says_the_reference_the_dates_and_the_link(pen: Pen) -> None:
    concern = pen.sent()
    promised = promises.promised(concern.received_at)

    page = html(pen.client.get(path(concern, "receipt/")))

    assert concern.reference in page
    assert formats.day(promised.read_by, "ar") in page
    assert formats.day(promised.answered_by, "ar") in page
    assert follow(concern) in page


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


def test_page_of_a_referred_concern_names_the_body(pen: Pen, moderator: Any) -> None:
    concern, body = pen.sent(), Institution.objects.all()[0]
    review.move(concern, by=moderator, move="refer", sentence="الجماعة هي المختصة", body=body)

    assert str(body.name) in html(pen.client.get(path(concern)))
    assert str(body.name) in html(Client().get(follow(concern)))


def test_page_of_a_confidential_concern_shows_no_word_of_it(pen: Pen) -> None:
    pen.begin()
    pen.attach(photo("دليل.jpg"))
    concern = pen.sent(use="cell_only")

    page = html(pen.client.get(path(concern)))

    assert page.count(SUBJECT["title"]) == page.count(MATTER["text"]) == page.count("دليل.jpg") == 0
    assert pen.client.get(path(concern, "files/0/")).status_code == 404


def test_file_is_downloaded_as_an_attachment(pen: Pen) -> None:
    pen.begin()
    pen.attach(photo("صورة.jpg"))
    concern = pen.sent()

    answer = pen.client.get(path(concern, "files/0/"))

    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert path(concern, "files/0/") in html(pen.client.get(path(concern)))
    assert pen.client.get(path(concern, "files/1/")).status_code == 404
    assert Client().get(path(concern, "files/0/")).status_code == 302


@pytest.mark.parametrize("verdict", ["unknown", "infected"])
def test_file_that_may_not_be_handed_out_says_why(pen: Pen, verdict: str, monkeypatch: Any, settings: Any) -> None:
    monkeypatch.setattr("core.files.store.scan.scan", lambda content: StoredFile.Verdict.UNKNOWN)
    settings.CLAMD_URL = "tcp://127.0.0.1:1"
    pen.begin()
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


def test_reply_twice_by_a_double_tap_is_one(pen: Pen, moderator: Any) -> None:
    concern = asked(pen.sent(), moderator)

    answers = [pen.client.post(path(concern, "reply/"), {"text": "جواب"}).status_code for _each in range(2)]

    assert answers == [302, 409]
    assert ConcernStep.objects.filter(move="reply").count() == 1


def test_reply_after_the_session_ended_waits_locked(pen: Pen, moderator: Any, dump: Any) -> None:
    from tests.security.browsing import fields

    concern = asked(pen.sent(use="cell_only"), moderator)
    sent = fields(pen.client.get(path(concern)), path(concern, "reply/")) | {"text": "كناري كناري"}
    del pen.client.cookies["sessionid"]

    pen.client.post(path(concern, "reply/"), sent)

    assert "كناري" not in dump()
    pen.client.post("/accounts/login/", {"login": pen.user.email, "password": factories.PASSWORD})
    assert "كناري كناري" in html(pen.client.get(path(concern)))


def test_withdraw(pen: Pen) -> None:
    concern = pen.sent()

    answer = pen.client.post(path(concern, "withdraw/"), {"sentence": "حُل المشكل"})

    assert answer.url == path(concern)
    concern.refresh_from_db()
    assert concern.state == "withdrawn"
    assert "withdraw/" not in html(pen.client.get(path(concern)))
    assert pen.client.post(path(concern, "withdraw/")).status_code == 409


def test_steps_by_get_lead_to_the_page(pen: Pen) -> None:
    concern = pen.sent()

    for end in ("reply/", "withdraw/"):
        assert pen.client.get(path(concern, end)).url == path(concern)


def test_concern_of_somebody_else_does_not_exist(pen: Pen, head: Any) -> None:
    pen.begin()
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


def test_concern_belongs_to_all_who_represent_the_association_today(pen: Pen) -> None:
    concern = pen.sent()
    colleague = Pen(factories.representative(concern.association))
    assert colleague.client.get(path(concern)).status_code == 200

    colleague.user.memberships.update(since="2020-01-01", until="2020-12-31")

    assert colleague.client.get(path(concern)).status_code == 404
    assert colleague.client.post(path(concern, "withdraw/")).status_code == 404


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


def test_list_shows_nothing_of_a_confidential_concern(pen: Pen) -> None:
    concern = pen.sent(use="cell_only")

    page = html(pen.client.get("/members/concerns/"))

    assert concern.reference in page
    assert SUBJECT["title"] not in page


def test_empty_list_says_so(pen: Pen) -> None:
    assert 'class="empty"' in html(pen.client.get("/members/concerns/"))


def test_home_leads_to_the_form(pen: Pen) -> None:
    assert "/members/concerns/new/" in html(pen.client.get("/members/"))


def test_follow_shows_the_state_and_what_the_cell_said_and_not_the_text(pen: Pen, moderator: Any) -> None:
    concern = asked(pen.sent(), moderator)
    review.reply(concern, by=pen.user, text="جواب الجمعية")

    page = html(Client().get(follow(concern)))

    assert concern.reference in page
    assert SENTENCE in page
    for words in (SUBJECT["title"], MATTER["text"], MATTER["place"], "جواب الجمعية", str(concern.association.name)):
        assert words not in page


def test_follow_a_confidential_concern_shows_only_states_and_dates(pen: Pen, moderator: Any) -> None:
    concern = asked(pen.sent(use="cell_only"), moderator)

    page = html(Client().get(follow(concern)))

    assert SENTENCE not in page
    assert SENTENCE in html(pen.client.get(path(concern)))
    assert formats.day(concern.received_at, "ar") in page


@pytest.mark.parametrize(
    ("move", "given"),
    [("decline", {"reason": "names_people"}), ("refer", {}), ("accept", {}), ("ask", {})],
)
def test_follow_a_confidential_concern_says_that_it_moved_on_and_nothing_else(
    pen: Pen, moderator: Any, move: str, given: dict[str, Any]
) -> None:
    body = Institution.objects.all()[0] if move == "refer" else None
    pages, said = [], [SENTENCE]
    for use in ("cell_only", "public_named"):
        concern = review.move(pen.sent(use=use), by=moderator, move=move, sentence=SENTENCE, body=body, **given)
        pages.append(html(Client().get(follow(concern), {"language": "en"})))
    with override("en"):
        step = concern.steps.last()
        said += [capfirst(step.get_state_display())]
        said += [capfirst(step.get_reason_display())] if given else []
        said += [str(body.name)] if body else []

    assert [words for words in said if words in pages[0]] == []
    assert [words for words in said if words in pages[1]] == said
    assert "It moved on" in pages[0]


def test_follow_a_withdrawn_confidential_concern_looks_like_any_other(pen: Pen, moderator: Any) -> None:
    withdrawn, accepted = (pen.sent(use="cell_only") for _time in range(2))
    review.withdraw(withdrawn, by=pen.user)
    review.move(accepted, by=moderator, move="accept", sentence=SENTENCE)

    pages = [Client().get(follow(each)) for each in (withdrawn, accepted)]

    titles = [[told.title for told in page.context["steps"]] for page in pages]
    assert titles[0] == titles[1]
    assert [len(page.context["promised"]) for page in pages] == [1, 1]


def test_new_link_takes_the_place_of_the_old_one(pen: Pen) -> None:
    concern = pen.sent()
    old = follow(concern)
    assert path(concern, "link/") in html(pen.client.get(path(concern)))

    answer = pen.client.post(path(concern, "link/"))

    concern.refresh_from_db()
    assert answer.url == path(concern) + "#follow-link"
    assert Client().get(old).status_code == 404
    assert Client().get(follow(concern)).status_code == 200
    page = html(pen.client.get(path(concern)))
    assert (follow(concern) in page, old in page) == (True, False)


def test_new_link_of_somebody_else_is_not_found(pen: Pen) -> None:
    concern = pen.sent()

    assert Pen().client.post(path(concern, "link/")).status_code == 404
    assert pen.client.get(path(concern, "link/")).status_code == 302
    assert Client().get(follow(concern)).status_code == 200


def test_follow_keeps_to_itself(pen: Pen) -> None:
    reader = Client()

    answer = reader.get(follow(pen.sent()))

    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert not reader.cookies


def test_follow_an_unknown_token_is_not_found(pen: Pen) -> None:
    concern = pen.sent()
    token = concerns.follow_token(concern)

    for wrong in (token[:-1], token + "a", token.swapcase(), "x", concern.reference, concern.follow_hash):
        assert Client().get(f"/follow/{wrong}/").status_code == 404, wrong


def test_follow_token_lies_nowhere_in_the_database(pen: Pen, dump: Any) -> None:
    token = concerns.follow_token(pen.sent())

    assert len(token) == 22
    assert token not in dump()


def test_follow_only_reads(pen: Pen) -> None:
    assert Client().post(follow(pen.sent())).status_code == 405


@pytest.mark.parametrize(("asked_for", "given"), [("fr", "fr"), ("en", "en"), ("xx", "ar"), ("", "ar")])
def test_follow_speaks_the_language_of_the_reader(pen: Pen, asked_for: str, given: str) -> None:
    reader = Client()

    answer = reader.get(follow(pen.sent()), {"lang": asked_for})

    assert f'<html lang="{given}"' in html(answer)
    assert answer.headers["Content-Language"] == given
    assert not reader.cookies


def test_follow_after_the_secret_changed_is_gone_and_the_receipt_says_no_dead_link(pen: Pen, settings: Any) -> None:
    concern = pen.sent()
    link = follow(concern)
    settings.SECRET_KEY = "another secret of the server"
    pen = Pen(pen.user)

    page = html(pen.client.get(path(concern, "receipt/")))

    assert "/follow/" not in page
    assert Client().get(link).status_code == 200, "the link in people's hands still works"


def test_promises_show_when_they_were_kept(pen: Pen, moderator: Any) -> None:
    concern = pen.sent()
    before = Client().get(follow(concern)).context["promised"]
    review.move(concern, by=moderator, move="accept", sentence="قُبل")
    after = Client().get(follow(concern)).context["promised"]

    assert [each.kept_at for each in before] == [None, None]
    assert after[0].kept_at - concern.received_at < dt.timedelta(minutes=1)
    review.move(concern, by=moderator, move="refer", sentence="أحيل", body=Institution.objects.all()[0])
    assert len(Client().get(follow(concern)).context["promised"]) == 1


def test_first_answer_ends_what_is_promised(pen: Pen, moderator: Any) -> None:
    concern = pen.sent()
    review.move(concern, by=moderator, move="accept", sentence="قُبل")
    review.move(concern, by=moderator, move="answer", sentence="أضيفت دورية")

    shown = pen.client.get(path(concern))

    assert all(each.kept_at for each in shown.context["promised"])
    assert "أضيفت دورية" in html(shown)
    assert Concern.objects.get().due_at is None


def test_answer_about_a_confidential_concern_is_not_promised_in_public(pen: Pen) -> None:
    words = [
        str(pen.client.get(path(pen.sent(use=use))).context["promised"][1].words)
        for use in ("cell_only", "public_named")
    ]

    assert words[0] != words[1]
