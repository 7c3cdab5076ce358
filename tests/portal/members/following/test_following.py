"""The pages of who follows by e-mail."""

from __future__ import annotations

import pytest
from django.test import Client

from followers import following
from followers.models import Follow, Follower
from followers.requests import MOST_FOLLOWS, request_token
from followers.subjects import EVERYTHING, Subject
from proposals.models import Demand
from tests.followers.playing import ADDRESS, follower, mails, requested

pytestmark = pytest.mark.django_db


@pytest.fixture
def demand(published_demand: Demand) -> Demand:
    return published_demand


@pytest.mark.parametrize(
    ("page", "link"),
    [
        ("", "/following/new/?lang=ar"),
        ("demands/", "/following/new/?lang=ar"),
        ("themes/schools_surroundings/", "/following/new/theme/schools_surroundings/?lang=ar"),
        ("areas/meknes/", "/following/new/area/meknes/?lang=ar"),
    ],
)
def test_public_page_leads_to_the_form_and_to_the_feed(page: str, link: str) -> None:
    shown = Client().get(f"/ar/{page}").content.decode()

    assert link in shown
    assert "feed.atom" in shown
    assert Client().get(link).status_code == 200


@pytest.mark.parametrize(
    "subject", ["demand/999", "theme/none", "area/none", "unit/none", "association/1", "everything/x"]
)
def test_what_is_not_public_cannot_be_followed(subject: str) -> None:
    assert Client().get(f"/following/new/{subject}/").status_code == 404
    assert Client().post(f"/following/new/{subject}/", {"email": ADDRESS}).status_code == 404


def test_refused_form_gives_back_what_was_typed() -> None:
    answer = Client().post("/following/new/?lang=en", {"email": "no address", "language": "fr", "period": "daily"})

    assert answer.status_code == 400
    assert 'value="no address"' in answer.content.decode()


@pytest.mark.slow
@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_confirmation_is_written_in_the_chosen_language(demand: Demand, language: str) -> None:
    row = requested(Subject("demand", demand.key), language=language)

    (message,) = mails()

    assert f"/following/confirm/{request_token(row)}/?lang={language}" in message.body
    assert f'lang="{language}"' in message.alternatives[0].content
    assert demand.title.ar in message.body


def test_settings_are_changed_by_the_link_of_a_mail(demand: Demand) -> None:
    known = follower(Subject("demand", demand.key))
    follower(EVERYTHING)
    page = f"/following/{following.follower_token(known)}/"
    kept = Follow.objects.get(kind="everything")

    changed = Client().post(page, {"language": "fr", "period": "weekly", "kept": [kept.pk]})

    assert changed.status_code == 302
    known.refresh_from_db()
    assert (known.language, known.period) == ("fr", "weekly")
    assert [row.pk for row in known.follows.all()] == [kept.pk]
    assert known.next_on.weekday() == 0


def test_who_keeps_nothing_leaves() -> None:
    known = follower()

    answer = Client().post(f"/following/{following.follower_token(known)}/", {"language": "fr", "period": "weekly"})

    assert answer.url.startswith("/following/left/")
    assert not Follower.objects.exists()


def test_follow_of_another_cannot_be_kept() -> None:
    mine, other = follower(), follower(email="other@example.org")
    page = f"/following/{following.follower_token(mine)}/"

    answer = Client().post(page, {"language": "fr", "period": "daily", "kept": [other.follows.get().pk]})

    assert answer.status_code == 400
    assert other.follows.count() == mine.follows.count() == 1


def test_withdrawn_subject_can_be_removed_from_the_page() -> None:
    known = follower(Subject("demand", "999"))

    shown = Client().get(f"/following/{following.follower_token(known)}/?lang=en").content.decode()

    assert "something that is no longer public" in shown


def test_unknown_link_says_what_can_be_done() -> None:
    for page in ("/following/AAAAAAAAAAAAAAAAAAAAAA/", "/following/confirm/AAAAAAAAAAAAAAAAAAAAAA/"):
        assert Client().get(page).status_code == 404


def test_number_of_follows_is_limited() -> None:
    known = follower()
    Follow.objects.bulk_create(
        Follow(follower=known, kind="demand", key=str(number), after=0) for number in range(MOST_FOLLOWS)
    )
    row = requested(Subject("theme", "schools_surroundings"))

    refused = Client().post(f"/following/confirm/{request_token(row)}/?lang=en")

    assert refused.status_code == 409
    assert "You follow very much already" in refused.content.decode()
