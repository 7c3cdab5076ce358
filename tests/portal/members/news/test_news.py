"""The page on which news by e-mail is chosen, and the page that stops it without signing in."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from partners.actions import news
from partners.models import NewsPreference
from tests import factories

pytestmark = pytest.mark.django_db


def path(user: Any) -> str:
    return f"/news/{news.stopping_link(user).split('/')[-3]}/stop/"


def test_member_chooses_how_often() -> None:
    user, client = factories.representative(), Client()
    client.force_login(user)
    assert client.get("/members/news/").context["form"].initial["how_often"] == "at_once"

    answer = client.post("/members/news/", {"how_often": "daily"})

    assert (answer.status_code, answer.url) == (302, "/members/")
    assert news.how_often(user) == "daily"


def test_unknown_choice_changes_nothing() -> None:
    client = Client()
    client.force_login(factories.representative())

    assert client.post("/members/news/", {"how_often": "hourly"}).status_code == 200
    assert not NewsPreference.objects.exists()


def test_opening_the_link_changes_nothing_and_its_button_stops_the_messages() -> None:
    user, client = factories.representative(), Client(headers={"origin": "http://testserver"})

    shown = client.get(path(user))
    assert (shown.status_code, news.how_often(user)) == (200, "at_once")
    answer = client.post(path(user))

    assert answer.status_code == 302
    assert client.get(answer.url).status_code == 200
    assert news.how_often(user) == "never"
    assert not client.cookies


def test_mail_program_stops_the_messages_with_one_post() -> None:
    user = factories.representative()

    answer = Client(enforce_csrf_checks=True).post(path(user), {"List-Unsubscribe": "One-Click"})

    assert answer.status_code == 200
    assert news.how_often(user) == "never"


def test_wrong_token_gets_the_same_answers() -> None:
    known, unknown = path(factories.representative()), "/news/1-AAAAAAAAAAAAAAAAAAAAAA/stop/"
    answers = []
    for address in (known, unknown):
        client = Client()
        page, one_click = client.get(address), client.post(address, {"List-Unsubscribe": "One-Click"})
        shown = page.content.decode().replace(address, "")
        answers.append((page.status_code, shown, one_click.status_code, one_click.content))

    assert answers[0] == answers[1]
