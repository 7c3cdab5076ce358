"""Accounts of the cell and the functions they hold."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

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


def test_give_function_by_delegation_ends_by_itself(administrator: Any) -> None:
    person, today = factories.user(), timezone.localdate()
    desk = signed_in(administrator)

    desk.post(f"/staff/people/{person.pk}/functions/", {"function": "head", "until": f"{today:%Y-%m-%d}"})

    held = HeldFunction.objects.get(user=person)
    assert (held.until, User.objects.get(pk=person.pk).functions) == (today, {"head"})
    assert "بالنيابة" in desk.get(f"/staff/people/{person.pk}/").content.decode()
    HeldFunction.objects.update(since=today - dt.timedelta(days=2), until=today - dt.timedelta(days=1))
    assert User.objects.get(pk=person.pk).functions == frozenset()


def test_give_function_with_a_last_day_that_has_passed_is_refused(administrator: Any) -> None:
    person, yesterday = factories.user(), timezone.localdate() - dt.timedelta(days=1)

    response = signed_in(administrator).post(
        f"/staff/people/{person.pk}/functions/", {"function": "head", "until": f"{yesterday:%Y-%m-%d}"}
    )

    assert response.status_code in (200, 409)
    assert not HeldFunction.objects.filter(user=person).exists()
