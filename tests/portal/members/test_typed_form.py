"""Another language is chosen while a form is filled in, without a script: what was typed stays, and nothing is done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import html5lib
import pytest
from django.test import Client

from accounts.models import User
from consultations.invitations import registrations
from consultations.models import Registration
from followers.models import FollowRequest
from tests import factories

pytestmark = pytest.mark.django_db
TYPED = {"email": "half an address", "organisation": "جمعية", "contact_function": "الرئيسة", "period": "daily"}


def following() -> str:
    return "/following/new/"


def registering() -> str:
    return f"/register/{factories.announced(takes_registrations=True).key}/"


def invited() -> str:
    return f"/invited/{registrations.token_of(factories.invited(factories.announced()))}/"


def signing_up() -> str:
    return "/accounts/signup/"


def parsed(page: Any) -> Any:
    return html5lib.parse(page.content.decode(), namespaceHTMLElements=False)


def filled_in(page: Any) -> dict[str, str]:
    """What the fields of the page's form hold, by name."""
    fields = [each.attrib for each in parsed(page).find(".//form[@id='typed']").iter("input")]
    found = {each["name"]: each.get("value", "") for each in fields if each["type"] in ("text", "email")}
    return found | {each["name"]: each["value"] for each in fields if each["type"] == "radio" and "checked" in each}


@pytest.mark.parametrize("page_of", [following, registering, invited, signing_up])
def test_chosen_language_shows_the_form_as_it_was_typed_and_takes_nothing(page_of: Callable[[], str]) -> None:
    address, client = page_of(), Client()
    before = (User.objects.count(), Registration.objects.values_list("state", "contact_function").last())
    french = parsed(client.get(address)).find(".//button[@name='in_language'][@value='fr']")
    assert french.attrib["form"] == "typed"

    page = client.post(french.attrib["formaction"], TYPED | {"in_language": "fr"})

    shown = filled_in(page)
    assert page.status_code == 200
    assert page.headers["Content-Language"] == "fr"
    assert shown == shown | {name: value for name, value in TYPED.items() if name in shown}
    assert set(shown) & set(TYPED)
    assert "aria-invalid" not in page.content.decode()
    assert before == (User.objects.count(), Registration.objects.values_list("state", "contact_function").last())
    assert not FollowRequest.objects.exists()


def test_language_chosen_at_sign_up_stays_and_no_password_is_shown() -> None:
    client = Client()

    page = client.post(
        "/accounts/signup/?language=fr", {"email": "a@example.org", "password1": "a secret", "in_language": "fr"}
    )

    assert "a secret" not in page.content.decode()
    assert client.get("/accounts/signup/").headers["Content-Language"] == "fr"


def test_form_of_another_site_is_not_shown_in_another_language() -> None:
    answer = Client(enforce_csrf_checks=True).post(
        "/following/new/?lang=fr", TYPED | {"in_language": "fr"}, headers={"origin": "https://other.example"}
    )

    assert answer.status_code == 403
    assert "half an address" not in answer.content.decode()
