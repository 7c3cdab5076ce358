"""Followers: nobody learns who follows, nobody is flooded, and an address is kept nowhere but encrypted in its row (threats 6 and 25)."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.db import mail_limits, outbox
from core.models import OutboxRow, Usage
from core.time_travel import happening
from followers import following, requests
from followers.models import Follow, Follower, FollowRequest
from followers.subjects import EVERYTHING, Subject
from portal.members.following import views
from proposals.models import Demand
from tests.followers.playing import asked, follower, links, mails, moved, sent_tomorrow
from tests.security.test_logs import everything_in_redis

pytestmark = pytest.mark.django_db
KNOWN, UNKNOWN, NEVER_CONFIRMED = "known@example.org", "unknown@example.org", "asked@example.org"
FORM = {"language": "en", "period": "daily"}
PAGE = "/following/new/"


@pytest.fixture
def followers() -> None:
    follower(email=KNOWN)
    asked(email=NEVER_CONFIRMED)


def answer(response: HttpResponse) -> tuple[int, bytes, dict[str, str]]:
    return response.status_code, response.content, {name: value for name, value in response.items() if name != "Date"}


def posted(email: str, *, later: int = 0) -> HttpResponse:
    with happening(timezone.now() + dt.timedelta(hours=later)):
        return Client().post(PAGE, FORM | {"email": email})


def next_hour() -> None:
    """So that a second request for the same subject does not come too soon."""
    assert Usage.objects.filter(holder__startswith="follow:").delete()[0]


def test_answer_is_the_same_for_known_and_unknown_addresses(followers: None) -> None:
    next_hour()

    answers = [answer(posted(email)) for email in (KNOWN, UNKNOWN, NEVER_CONFIRMED)]

    assert answers[0] == answers[1] == answers[2]
    assert answers[0][0] == 302


def test_each_address_gets_one_mail_whether_known_or_not(followers: None) -> None:
    mails()
    next_hour()

    for email in (KNOWN, UNKNOWN, NEVER_CONFIRMED):
        posted(email, later=1)

    assert sorted(each.to[0] for each in mails()) == [NEVER_CONFIRMED, KNOWN, UNKNOWN]


def test_form_does_the_same_work_for_known_and_unknown_addresses(followers: None) -> None:
    """The same statements: so the time tells nothing either."""
    next_hour()

    def statements(email: str) -> list[str]:
        with CaptureQueriesContext(connection) as found:
            posted(email)
        return [re.sub(r"'[^']*'|\d+", "?", each["sql"]) for each in found.captured_queries]

    first = statements("warm@example.org")
    assert statements(KNOWN) == statements(UNKNOWN) == first


def test_mailbox_at_its_limit_gets_no_more_mail_and_the_answer_stays_the_same(followers: None) -> None:
    mails()
    before = answer(posted(UNKNOWN))
    for _number in range(mail_limits.MAILS_A_DAY):
        mail_limits.count(UNKNOWN)
    OutboxRow.objects.all().delete()

    after = answer(posted("Unknown+other@example.org"))

    assert before == after
    assert mails() == []


def test_follower_who_asks_again_is_told_so_and_nothing_changes(followers: None) -> None:
    mails()
    next_hour()
    with happening(timezone.now() + dt.timedelta(hours=1)):
        Client().post(PAGE, {"language": "fr", "period": "weekly", "email": KNOWN})
        (told,) = mails()

    row = Follower.objects.get()
    assert (row.language, row.period, row.follows.count()) == ("en", "daily", 1)
    assert "déjà" in told.body or "already" in told.body
    assert not FollowRequest.objects.filter(mark=row.mark).exists()
    assert "/confirm/" not in told.body


def test_stranger_cannot_add_a_subject_to_a_follower(followers: None, published_demand: Demand) -> None:
    Client().post(f"/following/new/demand/{published_demand.key}/", FORM | {"email": KNOWN, "period": "weekly"})

    assert [row.kind for row in Follow.objects.all()] == ["everything"]
    assert Follower.objects.get().period == "daily"


@pytest.mark.slow
@pytest.mark.parametrize("method", ["get", "head"])
def test_scanner_that_opens_every_link_changes_nothing(published_demand: Demand, method: str) -> None:
    asked()
    (confirmation,) = mails()
    for link in links(confirmation):
        assert getattr(Client(), method)(link).status_code == 200
    assert not Follower.objects.exists()

    Client().post(links(confirmation)[0])
    moved(published_demand)
    (digest,) = sent_tomorrow()
    for link in links(digest):
        assert getattr(Client(), method)(link).status_code == 200

    assert Follow.objects.count() == 1


def test_confirmation_works_once_and_not_after_some_days() -> None:
    asked()
    token = requests.request_token(FollowRequest.objects.get())

    with happening(timezone.now() + requests.CONFIRMED_WITHIN + dt.timedelta(minutes=1)):
        assert Client().post(f"/following/confirm/{token}/").status_code == 404
    assert Client().post(f"/following/confirm/{token}/").status_code == 302
    assert Client().post(f"/following/confirm/{token}/").status_code == 404
    assert Follow.objects.count() == 1


def test_unconfirmed_addresses_are_deleted_after_some_days(followers: None) -> None:
    with happening(timezone.now() + requests.CONFIRMED_WITHIN + dt.timedelta(minutes=1)):
        assert requests.forget_unconfirmed() == 1

    assert not FollowRequest.objects.exists()
    assert Follower.objects.count() == 1


def test_one_click_of_a_mail_program_leaves_without_page_origin_and_cookie(followers: None) -> None:
    token = following.follower_token(Follower.objects.get())

    left = Client(enforce_csrf_checks=True).post(
        f"/following/{token}/leave/?lang=en",
        {"List-Unsubscribe": "One-Click"},
        headers={"origin": "https://mail.example", "user-agent": "One-Click"},
    )

    assert (left.status_code, left.content, dict(left.cookies)) == (200, b"", {})
    assert not Follower.objects.exists()
    assert not Follow.objects.exists()


def test_answer_to_leaving_is_the_same_for_who_has_left_and_for_a_wrong_link(followers: None) -> None:
    token = following.follower_token(Follower.objects.get())
    one_click = {"List-Unsubscribe": "One-Click"}

    answers = [answer(Client().post(f"/following/{each}/leave/", one_click)) for each in (token, token, "A" * 22)]

    assert answers[0] == answers[1] == answers[2]


@pytest.mark.parametrize("page", [PAGE, "/following/confirm/{confirm}/", "/following/{follower}/"])
def test_form_of_another_site_is_refused(followers: None, page: str) -> None:
    confirm = requests.request_token(FollowRequest.objects.get())
    path = page.format(confirm=confirm, follower=following.follower_token(Follower.objects.get()))

    refused = Client().post(path, FORM | {"email": UNKNOWN}, headers={"origin": "https://other.example"})

    assert refused.status_code == 403
    assert (Follower.objects.count(), FollowRequest.objects.count()) == (1, 1)


def test_flood_from_one_network_ends_and_costs_others_nothing() -> None:
    def ask(number: int, network: str) -> int:
        client = Client(REMOTE_ADDR=network)
        return client.post(PAGE, FORM | {"email": f"reader{number}@example.org"}).status_code

    statuses = [ask(number, "192.0.2.1") for number in range(views.MOST_AN_HOUR + 1)]

    assert statuses == [302] * views.MOST_AN_HOUR + [429]
    assert ask(99, "192.0.2.2") == 302


def test_flood_on_one_mailbox_ends_with_the_mails_of_a_day(published_demand: Demand) -> None:
    for kind, key in [("everything", ""), ("demand", published_demand.key), *(("theme", f"t{n}") for n in range(20))]:
        requests.ask(Subject(kind, key), email=UNKNOWN, language="en", period="daily")
        requests.ask(Subject(kind, key), email=UNKNOWN, language="en", period="daily")

    assert len(mails()) == mail_limits.MAILS_A_DAY


@pytest.mark.slow
def test_address_is_in_no_table_log_queue_and_public_page(
    log: io.StringIO, dump: Callable[[], str], published_demand: Demand
) -> None:
    address, other = "canary.follower@example.org", "canary.other@example.org"
    browser = Client()
    for email in (address, other):
        browser.post(PAGE, FORM | {"email": email})
    for message in mails():
        browser.post(links(message)[0])
    moved(published_demand)
    told = sent_tomorrow()
    outbox.drain()

    written = dump() + log.getvalue() + str([*OutboxRow.objects.values()])
    written += "".join(browser.get(page).content.decode() for page in ("/ar/", "/ar/demands/", "/ar/feed.atom"))
    for digest in told:
        mine = digest.to[0]
        assert (other if mine == address else address) not in digest.message().as_string()

    assert len(told) == 2
    assert "canary" not in written
    assert b"canary" not in everything_in_redis()
    assert mail.outbox[0].to == [address], "the search would have found it"


def test_nothing_is_left_of_who_has_left(dump: Callable[[], str], published_demand: Demand) -> None:
    known = follower(Subject("demand", published_demand.key))
    asked(EVERYTHING)
    mark, locked = known.mark, known.locked_address
    assert mark in dump()

    following.leave(known)

    assert mark not in dump()
    assert locked not in dump()


def test_failure_while_a_digest_is_sent_logs_no_address(
    log: io.StringIO, published_demand: Demand, monkeypatch: pytest.MonkeyPatch
) -> None:
    follower(email="canary@example.org")
    moved(published_demand)

    def broken(self: Any, messages: list[Any]) -> int:
        raise OSError(f"cannot send to {messages[0].to}")

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", broken)

    assert sent_tomorrow() == []
    assert "digest_not_sent" in log.getvalue()
    assert "canary" not in log.getvalue()


def test_address_survives_a_new_secret_key_and_the_old_link_ends_with_the_next_mail(
    followers: None, published_demand: Demand, settings: Any
) -> None:
    old = following.follower_token(Follower.objects.get())
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another secret key, which is long enough"
    moved(published_demand)

    (digest,) = sent_tomorrow()

    assert digest.to == [KNOWN]
    assert Client().get(links(digest)[-1]).status_code == 200
    assert old not in digest.body
