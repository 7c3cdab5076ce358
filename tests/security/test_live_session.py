"""Threat 10, and session fixation: a right ends with the request after it was taken away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actions import people
from accounts.models import HeldFunction, User
from tests import factories
from tests.security.scene import Scene

pytestmark = pytest.mark.django_db


def end_functions(user: User, by: User) -> None:
    for held in HeldFunction.objects.filter(user=user):
        people.end_function(held, by=by)


def end_functions_held_for_long(user: User, by: User) -> None:
    HeldFunction.objects.filter(user=user).update(since=timezone.localdate() - dt.timedelta(days=900))
    end_functions(user, by)


def disable(user: User, by: User) -> None:
    people.disable(user, by=by)


@pytest.mark.parametrize("end", [disable, end_functions, end_functions_held_for_long])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_staff_whose_right_ends_is_refused_at_the_next_request(
    scene: Scene, end: Callable[[User, User], None], method: str
) -> None:
    """Threat 10. The session ends, and signed in again there is no office."""
    desk, page = scene.client("recorder"), reverse("staff:meeting_new")
    assert desk.generic(method, page).status_code == 200

    end(scene.people["recorder"], scene.people["administrator"])

    refused = desk.generic(method, page)
    assert refused.status_code == 302
    assert refused.headers["Location"].startswith("/accounts/login/")
    again = Client()
    again.force_login(User.objects.get(pk=scene.people["recorder"].pk))
    assert again.generic(method, page).status_code in (302, 404)


def test_function_that_runs_out_closes_the_office_to_a_living_session(scene: Scene) -> None:
    """Threat 10: nobody ends it, its last day was yesterday."""
    desk, page = scene.client("recorder"), reverse("staff:meeting_new")
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    HeldFunction.objects.filter(user=scene.people["recorder"]).update(since=yesterday, until=yesterday)

    assert desk.get(page).status_code == 404
    assert desk.post(page).status_code == 404


def test_disabled_and_enabled_account_does_not_get_its_old_session_back(scene: Scene) -> None:
    """Finding 14."""
    desk, user, by = scene.client("recorder"), scene.people["recorder"], scene.people["administrator"]

    people.disable(user, by=by)
    people.enable(user, by=by)

    assert desk.get("/staff/").headers["Location"].startswith("/accounts/login/")
    again = scene.client("recorder")
    assert again.get("/staff/").status_code == 302, "an old copy of the user carries the old number"
    again.force_login(User.objects.get(pk=user.pk))
    assert again.get("/staff/").status_code == 200


def test_new_function_ends_sessions_but_that_of_the_administrator_who_gives_it(scene: Scene) -> None:
    colleague, desk = scene.client("recorder"), scene.client("administrator")
    elsewhere = scene.client("administrator")
    for name in ("recorder", "administrator"):
        page = reverse("staff:function_give", args=[scene.people[name].pk])
        assert desk.post(page, {"function": "editor"}).status_code == 302

    assert colleague.get("/staff/").status_code == 302
    assert elsewhere.get("/staff/").status_code == 302
    assert desk.get("/staff/").status_code == 200


def test_disabled_representative_is_signed_out(scene: Scene) -> None:
    member = scene.client("association_a")
    assert member.get("/members/").status_code == 200

    people.disable(scene.people["association_a"], by=scene.people["administrator"])

    assert member.get("/members/").status_code == 302


def test_changed_password_ends_other_sessions(scene: Scene) -> None:
    elsewhere = scene.client("recorder")
    assert elsewhere.get("/staff/").status_code == 200

    user = scene.people["recorder"]
    user.set_password("another long password")
    user.save()

    assert elsewhere.get("/staff/").status_code == 302


def test_function_that_begins_tomorrow_opens_nothing_today(scene: Scene) -> None:
    coming = factories.user()
    client = Client()
    client.force_login(coming)
    held = HeldFunction.objects.create(user=coming, function="head", since=timezone.localdate() + dt.timedelta(days=1))
    assert client.get("/staff/").status_code == 404

    HeldFunction.objects.filter(pk=held.pk).update(since=timezone.localdate())

    assert client.get("/staff/").status_code == 200


def sign_in(client: Client, user: User) -> None:
    answer = client.post("/accounts/login/", {"login": user.email, "password": factories.PASSWORD})
    assert answer.status_code == 302, answer.content.decode()


def test_session_planted_before_sign_in_is_worth_nothing_after_it(recorder: User) -> None:
    victim = Client()
    planted = victim.session
    planted["planted"] = True
    planted.save()
    victim.cookies["sessionid"] = planted.session_key

    sign_in(victim, recorder)

    attacker = Client()
    attacker.cookies["sessionid"] = planted.session_key
    assert victim.cookies["sessionid"].value != planted.session_key
    assert victim.get("/staff/").status_code == 200
    assert attacker.get("/staff/").status_code == 302
    assert not Session.objects.filter(session_key=planted.session_key).exists()


def test_session_named_by_the_visitor_is_not_taken_over(recorder: User) -> None:
    victim = Client()
    victim.cookies["sessionid"] = "chosenbytheattackerxxxxxxxxxxxxx"

    sign_in(victim, recorder)

    assert victim.cookies["sessionid"].value != "chosenbytheattackerxxxxxxxxxxxxx"


def test_session_cookie_is_out_of_reach_of_scripts_and_other_sites(recorder: User) -> None:
    client = Client()

    sign_in(client, recorder)

    cookie = client.cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert not cookie["max-age"], "it ends with the browser"


def test_open_session_alone_cannot_give_the_account_another_address(recorder: User) -> None:
    client, sent = Client(), {"action_add": "1", "email": "thief@example.org"}
    sign_in(client, recorder)

    asked = client.post("/accounts/email/", sent)

    assert asked.headers["Location"].startswith("/accounts/reauthenticate/")
    assert [each.email for each in recorder.emailaddress_set.all()] == [recorder.email]
    client.post("/accounts/reauthenticate/", {"password": factories.PASSWORD})
    client.post("/accounts/email/", sent)
    assert recorder.emailaddress_set.count() == 2
