"""Publishing, opening sealed texts, exporting and changing functions need a second factor that was shown a short while ago."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.checks import run_checks
from django.test import Client
from django.urls import resolve, reverse

from accounts.models import User
from core.models import ParkedForm
from core.web import form_recovery
from portal.staff import step_up
from publications import store
from tests.factors import CONFIRM, code, give_factor, signed_in
from tests.security.addresses import arguments, every_url_name
from tests.security.scene import FUNCTIONS, Scene
from tests.step_up import NotListed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("second_factor_required")]
LISTED = sorted(step_up.NEEDS_FRESH_FACTOR)
LATE = django_settings.FRESH_FACTOR_SECONDS / 60 + 1
WORDS = "جملة طويلة لا يجوز أن تضيع"


def who_may(scene: Scene, path: str) -> User:
    needed = resolve(path).func.needs
    return next(scene.people[role] for role in FUNCTIONS if scene.people[role].has_perms(needed))


def take(client: Client, name: str, path: str) -> Any:
    return client.get(path) if name in step_up.EXPORTING else client.post(path)


def test_list_names_only_addresses_that_exist() -> None:
    assert set(LISTED) - set(every_url_name()) == set()


@pytest.mark.parametrize("name", LISTED)
def test_step_asks_for_a_fresh_factor(scene: Scene, name: str) -> None:
    path = reverse(name, kwargs=arguments(scene).get(name))
    user = who_may(scene, path)
    give_factor(user)

    late = take(signed_in(user, minutes_ago=LATE), name, path)
    fresh = take(signed_in(user, minutes_ago=1), name, path)

    if name in step_up.JSON:
        assert (late.status_code, fresh.status_code) == (403, 200)
    else:
        assert late.status_code == 302
        assert late.headers["Location"].startswith(CONFIRM)
        assert not fresh.headers.get("Location", "").startswith(CONFIRM)


@pytest.mark.parametrize("name", sorted(step_up.NEEDS_FRESH_FACTOR - step_up.EXPORTING - step_up.JSON))
def test_page_of_the_step_asks_for_nothing(scene: Scene, name: str) -> None:
    path = reverse(name, kwargs=arguments(scene).get(name))
    user = who_may(scene, path)
    give_factor(user)

    page = signed_in(user, minutes_ago=LATE).get(path)

    assert not page.headers.get("Location", "").startswith(CONFIRM)


def test_step_without_the_right_is_refused_and_not_asked_for(scene: Scene) -> None:
    give_factor(scene.people["recorder"])
    client = signed_in(scene.people["recorder"], minutes_ago=LATE)

    assert client.post(reverse("staff:report_approve", args=[scene.reports["in_review"].pk])).status_code == 403


def test_step_without_policy_and_without_factor_is_taken(scene: Scene, settings: Any) -> None:
    settings.STAFF_MFA_REQUIRED = False
    client = scene.client("head")

    answer = client.post(reverse("staff:concern_open", args=[scene.concerns["sealed"].pk]))

    assert answer.status_code == 200


TYPED = [
    ("report_withdraw", {"sentence_ar": WORDS}, "head"),
    ("meeting_postpone", {"sentence_ar": WORDS}, "head"),
    ("meeting_cancel", {"sentence_ar": WORDS}, "head"),
    ("association_move", {"move": "suspend", "sentence": WORDS, "version": 1, "step": 1}, "head"),
    ("association_edit", {"name_ar": WORDS, "version": 1}, "head"),
    ("reference_new", {"name_ar": WORDS}, "head"),
    ("person_new", {"name": WORDS, "email": "new@example.org"}, "administrator"),
]


@pytest.mark.parametrize(("name", "typed", "role"), TYPED)
def test_nothing_typed_is_lost_while_the_factor_is_shown(
    scene: Scene, name: str, typed: dict[str, Any], role: str
) -> None:
    meeting = {"pk": scene.registration.meeting_id}
    where = meeting if name.startswith("meeting_") else arguments(scene).get(f"staff:{name}")
    page, user = reverse(f"staff:{name}", kwargs=where), scene.people[role]
    secret = give_factor(user)
    client = signed_in(user, minutes_ago=LATE)
    who = form_recovery.who_token(user.pk)

    asked = client.post(page, typed | {"_who": who})
    back = client.post(asked.headers["Location"], {"code": code(secret)})

    assert back.headers["Location"] == page
    assert WORDS in client.get(page).content.decode()
    assert not ParkedForm.objects.exists()


def test_announcement_is_decided_anew_after_the_factor_was_shown(scene: Scene) -> None:
    page = reverse("staff:meeting_announce", args=[scene.session.pk])
    give_factor(scene.people["head"])
    client = signed_in(scene.people["head"], minutes_ago=LATE)

    assert client.post(page, {"seen": "x"}).headers["Location"].startswith(CONFIRM)
    scene.session.refresh_from_db()
    assert scene.session.state != "announced"


def test_export_follows_when_the_factor_was_shown(scene: Scene) -> None:
    page = reverse("staff:attendance_sheet", args=[scene.registration.meeting_id])
    user = who_may(scene, page)
    secret = give_factor(user)
    client = signed_in(user, minutes_ago=LATE)

    back = client.post(client.get(page).headers["Location"], {"code": code(secret)})

    assert client.get(back.headers["Location"]).headers["Content-Type"] == "application/pdf"


def test_wrong_code_makes_nothing_fresh(scene: Scene) -> None:
    user = scene.people["head"]
    give_factor(user)
    client = signed_in(user, minutes_ago=LATE)
    page = reverse("staff:concern_open", args=[scene.concerns["sealed"].pk])

    assert client.post(CONFIRM, {"code": "000000"}).status_code == 200
    assert client.post(page).headers["Location"].startswith(CONFIRM)


# The watch of tests/step_up.py, which runs beside every test: that it can fail.


@pytest.mark.parametrize(
    ("name", "role"),
    [("staff:report_withdraw", "head"), ("staff:contribution_open", "head"), ("staff:reference_new", "head")],
)
def test_page_that_publishes_or_opens_and_is_not_listed_is_found(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, name: str, role: str, settings: Any
) -> None:
    settings.STAFF_MFA_REQUIRED = False
    if name == "staff:contribution_open":
        row = scene.session.interventions.first()
        monkeypatch.setattr(type(row), "is_confidential", True)
    monkeypatch.setattr(step_up, "NEEDS_FRESH_FACTOR", step_up.NEEDS_FRESH_FACTOR - {name})
    sent = {"sentence_ar": "سُحب", "key": "new_theme", "name_ar": "موضوع", "position": "1", "care": ""}

    with pytest.raises(NotListed, match=name):
        scene.client(role).post(reverse(name, kwargs=arguments(scene)[name]), sent)


def test_publishing_outside_of_a_page_is_not_watched(scene: Scene) -> None:
    assert store._append.__name__ == "watched", "the watch is on while the scene is built by actions"


# Settings


@pytest.mark.slow
@pytest.mark.parametrize(("required", "found"), [(True, []), (False, ["accounts.W001"])])
def test_deployment_check_tells_where_the_factor_is_not_required(
    settings: Any, required: bool, found: list[str]
) -> None:
    settings.STAFF_MFA_REQUIRED = required

    told = run_checks(include_deployment_checks=True)

    assert [each.id for each in told if each.id == "accounts.W001"] == found
