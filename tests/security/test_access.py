"""Threat 1: every address × every role matches one declared table."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.security.access_table import cells
from tests.security.addresses import arguments, every_url_name
from tests.security.rendering import unrendered
from tests.security.scene import ROLES, Scene
from tests.security.undoing import taken_back

pytestmark = pytest.mark.django_db
SIGN_IN, AGAIN = "/accounts/login/", "/accounts/reauthenticate/"
METHODS = {"GET", "POST"}


class Undone(Exception):
    """Takes back what a request changed, so that the next cell meets the same world."""


def outcome(response: Any) -> str:
    if response.status_code != 302:
        return str(response.status_code)
    target = response.headers["Location"]
    return "login" if target.startswith(SIGN_IN) else "again" if target.startswith(AGAIN) else "302"


def asked(client: Client, session: dict[str, str], method: str, url: str) -> str:
    client.cookies.clear()
    for name, value in session.items():
        client.cookies[name] = value
    found = ""
    try:
        with taken_back():
            found = outcome(client.generic(method, url))
            raise Undone
    except Undone:
        return found


def test_table_names_every_address_and_no_other() -> None:
    declared = {name for name, _method in cells()}
    names = every_url_name()

    assert len(names) == len(set(names)), "two addresses share a name"
    assert declared - set(names) == set(), "these addresses are gone: take them out of the table"
    assert set(names) - declared == set(), "who may open these? Say it in access_table.py or access_table_of_staff.py"


def test_table_knows_only_real_methods() -> None:
    assert {method for _name, method in cells()} == METHODS


@pytest.mark.slow
@pytest.mark.parametrize("role", ROLES)
def test_every_address_answers_the_role_as_declared(role: str, scene: Scene) -> None:
    """A page is rendered for the first role that may open it, which has the fewest rights; the others are asked for what they are answered."""
    client = scene.client(role, raise_request_exception=False)
    session = {name: morsel.value for name, morsel in client.cookies.items()}
    where = arguments(scene)

    wrong = {}
    for (name, method), expected in cells().items():
        first = next((each for each in ROLES if expected[each] == "200"), None)
        with nullcontext() if role == first else unrendered():
            found = asked(client, session, method, reverse(name, kwargs=where.get(name)))
        if found != expected[role]:
            wrong[f"{method} {name}"] = f"{found}, declared {expected[role]}"

    assert wrong == {}
