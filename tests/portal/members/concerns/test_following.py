"""Following a concern without an account, and what it was promised."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client
from django.utils.text import capfirst
from django.utils.translation import override

from core.text import formats
from proposals.concerns import answers, review, submission
from proposals.models import Concern
from reference.models import Institution
from tests.portal.members.concerns.pen import MATTER, SUBJECT, Pen, html
from tests.portal.members.concerns.sent import SENTENCE, asked, follow, path
from tests.proposals.concerns.steps import open_text

pytestmark = pytest.mark.django_db


@pytest.mark.slow
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


@pytest.mark.slow
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
        sent = pen.sent(use=use)
        open_text(sent, moderator)
        concern = review.move(sent, by=moderator, move=move, sentence=SENTENCE, body=body, **given)
        pages.append(html(Client().get(follow(concern), {"language": "en"})))
    with override("en"):
        step = concern.steps.last()
        said += [capfirst(step.get_state_display())]
        said += [capfirst(step.get_reason_display())] if given else []
        said += [str(body.name)] if body else []

    assert [words for words in said if words in pages[0]] == []
    assert [words for words in said if words in pages[1]] == said
    assert "A step was taken" in pages[0]


@pytest.mark.slow
def test_follow_a_withdrawn_confidential_concern_looks_like_any_other(pen: Pen, moderator: Any) -> None:
    withdrawn, accepted = (pen.sent(use="cell_only") for _time in range(2))
    review.withdraw(withdrawn, by=pen.user)
    open_text(accepted, moderator)
    review.move(accepted, by=moderator, move="accept", sentence=SENTENCE)

    pages = [Client().get(follow(each)) for each in (withdrawn, accepted)]

    titles = [[told.title for told in page.context["steps"]] for page in pages]
    assert titles[0] == titles[1]
    assert [len(page.context["promised"]) for page in pages] == [1, 1]


@pytest.mark.slow
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


@pytest.mark.slow
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


@pytest.mark.slow
def test_follow_an_unknown_token_is_not_found(pen: Pen) -> None:
    concern = pen.sent()
    token = submission.follow_token(concern)

    for wrong in (token[:-1], token + "a", token.swapcase(), "x", concern.reference, concern.follow_hash):
        assert Client().get(f"/follow/{wrong}/").status_code == 404, wrong


@pytest.mark.slow
def test_follow_token_lies_nowhere_in_the_database(pen: Pen, dump: Any) -> None:
    token = submission.follow_token(pen.sent())

    assert len(token) == 22
    assert token not in dump()


@pytest.mark.slow
def test_follow_only_reads(pen: Pen) -> None:
    assert Client().post(follow(pen.sent())).status_code == 405


@pytest.mark.parametrize(("asked_for", "given"), [("fr", "fr"), ("en", "en"), ("xx", "ar"), ("", "ar")])
def test_follow_speaks_the_language_of_the_reader(pen: Pen, asked_for: str, given: str) -> None:
    reader = Client()

    answer = reader.get(follow(pen.sent()), {"lang": asked_for})

    assert f'<html lang="{given}"' in html(answer)
    assert answer.headers["Content-Language"] == given
    assert not reader.cookies


@pytest.mark.slow
def test_follow_after_the_secret_changed_is_gone_and_the_receipt_says_no_dead_link(pen: Pen, settings: Any) -> None:
    concern = pen.sent()
    link = follow(concern)
    settings.SECRET_KEY = "another secret of the server"
    pen = Pen(pen.user)

    page = html(pen.client.get(path(concern, "receipt/")))

    assert "/follow/" not in page
    assert Client().get(link).status_code == 200, "the link in people's hands still works"


@pytest.mark.slow
def test_promises_show_when_they_were_kept(pen: Pen, moderator: Any) -> None:
    concern = pen.sent()
    before = Client().get(follow(concern)).context["promised"]
    review.move(concern, by=moderator, move="accept", sentence="قُبل")
    after = Client().get(follow(concern)).context["promised"]

    assert [each.kept_at for each in before] == [None, None]
    assert after[0].kept_at - concern.received_at < dt.timedelta(minutes=1)
    review.move(concern, by=moderator, move="refer", sentence="أحيل", body=Institution.objects.all()[0])
    assert len(Client().get(follow(concern)).context["promised"]) == 1


@pytest.mark.slow
def test_only_a_public_answer_ends_what_is_promised(pen: Pen, moderator: Any) -> None:
    concern = pen.sent()
    review.move(concern, by=moderator, move="accept", sentence="قُبل")
    review.move(concern, by=moderator, move="answer", sentence="أضيفت دورية")

    shown = pen.client.get(path(concern))
    assert [bool(each.kept_at) for each in shown.context["promised"]] == [True, False]
    assert "أضيفت دورية" in html(shown)

    answers.answered_in_public(concern, at=concern.received_at)

    assert all(each.kept_at for each in pen.client.get(path(concern)).context["promised"])
    assert Concern.objects.get().due_at is None


@pytest.mark.slow
def test_answer_about_a_confidential_concern_is_not_promised_in_public(pen: Pen) -> None:
    words = [
        str(pen.client.get(path(pen.sent(use=use))).context["promised"][1].words)
        for use in ("cell_only", "public_named")
    ]

    assert words[0] != words[1]


def test_page_of_a_submission_separates_date_and_channel_by_the_arabic_comma(pen: Pen) -> None:
    concern = pen.sent()

    page = html(pen.client.get(path(concern)))

    assert re.search(rf"</time>،\s*{concern.get_channel_display()}", page)
