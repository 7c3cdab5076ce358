"""How often a member is mailed: at once, once a day, only what needs an answer, or never; and the link that stops it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core import mail

from core.db import outbox
from core.models import OutboxRow
from partners.actions import news
from partners.models import NewsPreference, WaitingNews
from proposals.concerns import daily_news, review
from proposals.models import Concern
from tests import factories
from tests.proposals.concerns import publishing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
DAY = dt.date(2026, 11, 30)
SENTENCE = "جملة تقرؤها الجمعية"


def sent(how_often: str, move: str) -> list[Any]:
    concern = factories.concern()
    news.choose(by=concern.submitted_by, how_often=how_often)
    outbox.drain()
    WaitingNews.objects.all().delete()
    mail.outbox.clear()
    review.move(concern, by=factories.staff("moderator"), move=move, sentence=SENTENCE)
    outbox.drain()
    return mail.outbox


def daily_reader() -> Concern:
    concern = factories.concern(title="Phare cassé")
    concern.submitted_by.language = "en"
    concern.submitted_by.save()
    news.choose(by=concern.submitted_by, how_often="daily")
    return concern


@pytest.mark.parametrize(
    ("how_often", "move", "mails"),
    [
        ("at_once", "accept", 1),
        ("at_once", "ask", 1),
        ("daily", "accept", 0),
        ("daily", "ask", 1),
        ("needed", "accept", 0),
        ("needed", "ask", 1),
        ("never", "accept", 0),
        ("never", "ask", 0),
    ],
)
def test_step_is_mailed_as_the_member_wants_it(how_often: str, move: str, mails: int) -> None:
    assert len(sent(how_often, move)) == mails
    assert WaitingNews.objects.count() == (how_often == "daily" and move == "accept")


def test_daily_message_names_each_reference_once_with_its_state_and_nothing_of_the_subject() -> None:
    concern = daily_reader()
    for move in ("begin", "accept"):
        review.move(concern, by=factories.staff("moderator"), move=move, sentence=SENTENCE)
    outbox.drain()
    assert mail.outbox == []

    daily_news.put(DAY)
    outbox.drain()

    [told] = mail.outbox
    assert told.to == [concern.submitted_by.email]
    assert told.body.count(f"Your submission {concern.reference}") + told.body.count(concern.reference) == 2
    assert "is now: accepted." in told.body
    assert not any(words in told.subject + told.body for words in (SENTENCE, "Phare"))
    assert not WaitingNews.objects.exists()


def test_daily_message_is_sent_once_however_often_the_task_runs() -> None:
    daily_reader()
    outbox.drain()

    for _time in range(3):
        daily_news.put(DAY)
        outbox.drain()
    row = OutboxRow.objects.get(kind=daily_news.KIND)
    daily_news.send_news(row.payload)

    assert len(mail.outbox) == 1


def test_daily_message_that_fails_is_sent_by_a_later_try(monkeypatch: pytest.MonkeyPatch) -> None:
    daily_reader()
    outbox.drain()
    daily_news.put(DAY)
    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.EmailMultiAlternatives.send", lambda *_given: 1 / 0)
        outbox.drain()
    assert (len(mail.outbox), WaitingNews.objects.count()) == (0, 1)

    OutboxRow.objects.filter(kind=daily_news.KIND).update(due_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    outbox.drain()

    assert (len(mail.outbox), WaitingNews.objects.count()) == (1, 0)


def test_daily_message_says_nothing_about_an_association_that_was_left() -> None:
    concern = daily_reader()
    outbox.drain()
    concern.association.memberships.update(since="2020-01-01", until="2020-12-31")

    daily_news.put(DAY)
    outbox.drain()

    assert mail.outbox == []
    assert not WaitingNews.objects.exists()


def test_mail_can_be_stopped_with_one_click() -> None:
    concern = factories.concern()

    outbox.drain()

    [told] = mail.outbox
    link = news.stopping_link(concern.submitted_by)
    assert told.extra_headers["List-Unsubscribe"] == f"<{link}>"
    assert told.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert link in told.body.replace("\u2066", "").replace("\u2069", "")


def test_stopping_drops_what_waits() -> None:
    concern = daily_reader()
    outbox.drain()
    assert WaitingNews.objects.exists()

    news.stop(news.stopping_link(concern.submitted_by).split("/")[-3])

    assert not WaitingNews.objects.exists()
    assert NewsPreference.objects.get().how_often == "never"


@pytest.mark.parametrize("wrong", ["", "1", "1-", "-", "²-x", "1-AAAAAAAAAAAAAAAAAAAAAA", "9" * 30 + "-x"])
def test_wrong_link_stops_nothing(wrong: str) -> None:
    factories.concern()

    news.stop(wrong)

    assert not NewsPreference.objects.exists()


def test_link_of_one_member_does_not_stop_another() -> None:
    concern, other = factories.concern(), factories.user()
    token = news.stopping_link(concern.submitted_by).split("/")[-3].partition("-")[2]

    news.stop(f"{other.pk}-{token}")

    assert not NewsPreference.objects.exists()


@pytest.mark.parametrize(
    ("how_often", "mails", "waiting"), [("at_once", 1, 0), ("daily", 0, 1), ("needed", 0, 0), ("never", 0, 0)]
)
def test_mail_about_a_publication_follows_the_choice_of_its_reader(how_often: str, mails: int, waiting: int) -> None:
    row = publishing.in_review()
    user = row.concern.submitted_by
    outbox.drain()
    mail.outbox.clear()
    WaitingNews.objects.all().delete()
    news.choose(by=user, how_often=how_often)

    publishing.approve(row)
    outbox.drain()

    told = [each for each in mail.outbox if each.to == [user.email]]
    assert (len(told), WaitingNews.objects.count()) == (mails, waiting)
    assert all(each.extra_headers["List-Unsubscribe"] == f"<{news.stopping_link(user)}>" for each in told)
