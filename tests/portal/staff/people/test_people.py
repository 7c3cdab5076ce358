"""Accounts of the cell and the functions they hold."""

from __future__ import annotations

from typing import Any

import pytest

from accounts.models import HeldFunction, User
from tests import factories
from tests.portal.staff.desk import signed_in

pytestmark = pytest.mark.django_db


def test_open_account_and_give_a_function(administrator: Any) -> None:
    desk = signed_in(administrator)

    opened = desk.post("/staff/people/new/", {"email": "New@Example.org", "language": "fr"})
    desk.post(f"{opened.url}functions/", {"function": "editor"})

    person = User.objects.get(email="new@example.org")
    assert person.functions == {"editor"}
    assert not person.has_usable_password()


def test_open_second_account_for_an_address_is_refused_in_the_form(administrator: Any) -> None:
    known = factories.user()

    response = signed_in(administrator).post("/staff/people/new/", {"email": known.email.upper(), "language": "ar"})

    assert "email" in response.context["form"].errors


def test_end_function_and_disable_shut_the_office_at_once(administrator: Any, recorder: Any, editor: Any) -> None:
    desk = signed_in(administrator)
    ended, disabled = signed_in(recorder), signed_in(editor)

    desk.post(f"/staff/people/functions/{HeldFunction.objects.get(user=recorder).pk}/end/")
    desk.post(f"/staff/people/{editor.pk}/disable/")

    for session in (ended, disabled):
        assert session.get("/staff/").headers["Location"].startswith("/accounts/login/")


def test_disable_oneself_is_refused(administrator: Any) -> None:
    response = signed_in(administrator).post(f"/staff/people/{administrator.pk}/disable/")

    administrator.refresh_from_db()
    assert response.status_code == 409
    assert administrator.is_active


def test_people_pages_do_not_exist_for_the_head(head: Any, administrator: Any) -> None:
    assert signed_in(head).get("/staff/people/").status_code == 404
    assert signed_in(administrator).get("/staff/people/").status_code == 200
