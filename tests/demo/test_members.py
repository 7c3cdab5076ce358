from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from demo import civil_society, members, people
from partners.actions import news
from proposals.models import Concern, Draft

pytestmark = pytest.mark.django_db


def test_play_makes_a_late_letter_and_a_draft_once() -> None:
    civil_society.send(people.ensure()["moderator"])

    assert members.play()
    assert not members.play()

    letter = Concern.objects.get(channel="paper")
    assert "مثال" in letter.title
    assert letter.due_at < timezone.now()
    assert Draft.objects.count() == 1


def test_account_page_of_the_president_shows_what_awaits_the_association() -> None:
    civil_society.send(people.ensure()["moderator"])
    members.play()
    president = User.objects.get(email=civil_society.SENDERS[0].email)
    client = Client()
    client.force_login(president)

    page = client.get("/members/")

    assert len(page.context["awaiting"]) == 2, "a question and a draft"
    assert [row.next.is_late for row in page.context["sent"]].count(True) == 1


def test_secretary_wants_news_once_a_day() -> None:
    civil_society.send(people.ensure()["moderator"])
    members.play()

    assert news.how_often(User.objects.get(email=civil_society.SENDERS[1].email)) == "daily"


def test_without_the_associations_nothing_is_played() -> None:
    assert not members.play()
