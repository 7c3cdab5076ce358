"""A typed form that waits for its writer: nobody else gets it, nobody can put one there."""

from __future__ import annotations

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.crypto import sealing
from core.models import ParkedForm
from core.web import form_recovery
from tests import factories
from tests.security.scene import Scene

pytestmark = pytest.mark.django_db
WORDS = "ما كتبه صاحبه وحده"
PAGE = "/staff/meetings/new/"


def typed(client: Client, who: str, words: str = WORDS, page: str = PAGE) -> None:
    assert client.post(page, {"title_ar": words, "_who": who}).status_code == 302


def sign_in(client: Client, user: User) -> None:
    assert client.post("/accounts/login/", {"login": user.email, "password": factories.PASSWORD}).status_code == 302


def shown(client: Client, page: str = PAGE) -> str:
    return client.get(page).content.decode()


def test_writer_finds_the_text_again_once(scene: Scene) -> None:
    computer, writer = Client(), scene.people["recorder"]
    typed(computer, form_recovery.who_token(writer.pk))

    sign_in(computer, writer)

    assert WORDS in shown(computer)
    assert WORDS not in shown(computer)


def test_next_person_at_the_same_computer_gets_nothing(scene: Scene) -> None:
    computer = Client()
    typed(computer, form_recovery.who_token(scene.people["recorder"].pk))

    sign_in(computer, scene.people["editor"])

    assert WORDS not in shown(computer)
    computer.post("/accounts/logout/")
    sign_in(computer, scene.people["recorder"])
    assert WORDS in shown(computer), "it waits for its writer"


def test_text_waits_in_one_browser_only(scene: Scene) -> None:
    typed(Client(), form_recovery.who_token(scene.people["recorder"].pk))
    elsewhere = Client()

    sign_in(elsewhere, scene.people["recorder"])

    assert WORDS not in shown(elsewhere)


def test_text_stays_on_its_own_page(scene: Scene) -> None:
    computer = Client()
    typed(computer, form_recovery.who_token(scene.people["recorder"].pk))

    sign_in(computer, scene.people["recorder"])

    other = reverse("staff:meeting_edit", args=[scene.session.pk])
    assert WORDS not in shown(computer, other)
    assert WORDS in shown(computer)


def forged(user: User) -> list[str]:
    return [
        "", str(user.pk), f"{user.pk}:x:y", "\0", "é" * 100,
        signing.dumps(user.pk), signing.dumps(user.pk, salt="other"), signing.dumps(user.pk, key="other", salt=form_recovery.SALT),
    ]  # fmt: skip


@pytest.mark.slow
def test_forged_note_plants_nothing(scene: Scene) -> None:
    victim = scene.people["recorder"]

    for who in forged(victim):
        computer = Client()
        typed(computer, who)
        assert not ParkedForm.objects.exists()

        sign_in(computer, victim)

        assert WORDS not in shown(computer)


def test_note_of_an_association_opens_no_text_to_staff(scene: Scene) -> None:
    """An attacker has a true note of her own: it names her, so nobody else is shown what she plants."""
    computer = Client()
    typed(computer, form_recovery.who_token(scene.people["association_a"].pk))

    sign_in(computer, scene.people["head"])

    assert WORDS not in shown(computer)


def test_other_site_can_park_nothing(scene: Scene) -> None:
    computer = Client(enforce_csrf_checks=True)
    who = form_recovery.who_token(scene.people["recorder"].pk)

    answer = computer.post(PAGE, {"title_ar": WORDS, "_who": who}, headers={"origin": "https://evil.example"})

    assert answer.status_code == 403
    assert not computer.cookies.get(form_recovery.COOKIE)
    assert not ParkedForm.objects.exists()


def test_text_without_measure_is_not_kept(scene: Scene) -> None:
    computer = Client()

    typed(computer, form_recovery.who_token(scene.people["recorder"].pk), "a" * form_recovery.MAX_FORM_BYTES)

    assert not ParkedForm.objects.exists()


def test_tokens_and_passwords_are_not_kept(scene: Scene) -> None:
    computer = Client()
    who = form_recovery.who_token(scene.people["recorder"].pk)

    computer.post(PAGE, {"title_ar": WORDS, "_who": who, "csrfmiddlewaretoken": "x" * 64})

    key = computer.cookies[form_recovery.COOKIE].value
    kept = sealing.unlock(bytes(ParkedForm.objects.get().locked), key).decode()
    assert kept.startswith("title_ar=")
    assert "csrfmiddlewaretoken" not in kept
    assert who not in kept


def test_password_typed_into_a_sign_in_page_is_never_parked(scene: Scene) -> None:
    computer, who = Client(), form_recovery.who_token(scene.people["recorder"].pk)

    computer.post("/accounts/login/", {"login": "x@example.org", "password": WORDS, "_who": who})
    computer.post("/accounts/password/change/", {"oldpassword": WORDS, "password1": WORDS, "_who": who})

    assert not ParkedForm.objects.exists()
