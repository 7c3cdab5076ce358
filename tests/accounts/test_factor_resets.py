"""Reset of a lost second factor: one administrator asks, another one approves, all get a mail, and the owner enrols again."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actions import factor_resets, people
from accounts.models import FactorReset, User
from core.db import outbox
from core.errors import DomainError, NotAllowed
from tests import factories
from tests.factors import MAILBOX, give_factor, sign_in, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(administrator: User) -> User:
    return factories.staff("administrator")


@pytest.fixture
def owner() -> User:
    made = factories.staff("editor", language="fr")
    give_factor(made)
    RecoveryCodes.activate(made)
    return made


def test_reset_by_two_administrators_takes_everything_away_and_ends_sessions(
    administrator: User, other: User, owner: User
) -> None:
    session = signed_in(owner, minutes_ago=1)
    assert session.get("/staff/").status_code == 200

    reset = factor_resets.ask(owner, by=administrator)
    assert Authenticator.objects.filter(user=owner).count() == 2
    assert session.get("/staff/").status_code == 200
    factor_resets.approve(reset, by=other)

    assert not Authenticator.objects.filter(user=owner).exists()
    assert session.get("/staff/").headers["Location"].startswith("/accounts/login/")
    stored = FactorReset.objects.get()
    assert (stored.asked_by, stored.approved_by) == (administrator, other)
    assert FactorReset.pgh_event_models["update"].objects.filter(approved_by=other).exists()


def test_owner_enrols_anew_with_a_code_from_the_mailbox(
    administrator: User, other: User, owner: User, settings: Any
) -> None:
    settings.STAFF_MFA_REQUIRED = True
    factor_resets.approve(factor_resets.ask(owner, by=administrator), by=other)

    client, _answer = sign_in(owner)

    assert client.get("/staff/", follow=True).request["PATH_INFO"] == MAILBOX


def test_who_asked_may_not_approve(administrator: User, other: User, owner: User) -> None:
    reset = factor_resets.ask(owner, by=administrator)

    with pytest.raises(NotAllowed):
        factor_resets.approve(reset, by=administrator)

    assert Authenticator.objects.filter(user=owner).exists()


def test_owner_neither_asks_nor_approves(administrator: User, other: User) -> None:
    give_factor(administrator)
    with pytest.raises(NotAllowed):
        factor_resets.ask(administrator, by=administrator)
    reset = factor_resets.ask(administrator, by=other)

    with pytest.raises(NotAllowed):
        factor_resets.approve(reset, by=administrator)


@pytest.mark.parametrize("function", ["head", "editor", "moderator", "recorder", "liaison"])
def test_no_other_function_resets(administrator: User, owner: User, function: str) -> None:
    colleague = factories.staff(function)
    with pytest.raises(NotAllowed):
        factor_resets.ask(owner, by=colleague)
    reset = factor_resets.ask(owner, by=administrator)

    for step in (factor_resets.approve, factor_resets.withdraw):
        with pytest.raises(NotAllowed):
            step(reset, by=colleague)


def test_database_refuses_a_reset_by_one_person(administrator: User, owner: User) -> None:
    reset = factor_resets.ask(owner, by=administrator)
    for one in (administrator, owner):
        with pytest.raises(IntegrityError), transaction.atomic():
            FactorReset.objects.filter(pk=reset.pk).update(approved_by=one, approved_at=timezone.now())


def test_withdrawn_or_approved_reset_cannot_be_approved_again(administrator: User, other: User, owner: User) -> None:
    reset = factor_resets.ask(owner, by=administrator)
    factor_resets.withdraw(reset, by=administrator)
    with pytest.raises(DomainError):
        factor_resets.approve(reset, by=other)
    assert Authenticator.objects.filter(user=owner).exists()

    again = factor_resets.ask(owner, by=administrator)
    factor_resets.approve(again, by=other)
    give_factor(owner)
    with pytest.raises(DomainError):
        factor_resets.approve(again, by=other)
    assert Authenticator.objects.filter(user=owner).exists()


def test_ask_after_an_expired_request_makes_a_new_one(administrator: User, other: User, owner: User) -> None:
    reset = factor_resets.ask(owner, by=administrator)
    with pytest.raises(DomainError):
        factor_resets.ask(owner, by=other)
    FactorReset.objects.update(asked_at=timezone.now() - FactorReset.VALID_FOR - dt.timedelta(minutes=1))

    with pytest.raises(DomainError):
        factor_resets.approve(reset, by=other)
    again = factor_resets.ask(owner, by=administrator)
    factor_resets.approve(again, by=other)

    assert not Authenticator.objects.filter(user=owner).exists()


@pytest.mark.parametrize("how", ["ended", "disabled"])
def test_request_of_somebody_who_is_no_administrator_any_more_is_not_approved(
    administrator: User, other: User, owner: User, how: str
) -> None:
    reset = factor_resets.ask(owner, by=administrator)
    if how == "ended":
        people.end_function(administrator.held_functions.get(), by=other)
    else:
        people.disable(administrator, by=other)

    with pytest.raises(DomainError):
        factor_resets.approve(reset, by=other)

    assert Authenticator.objects.filter(user=owner).exists()
    factor_resets.withdraw(reset, by=other)
    assert factor_resets.ask(owner, by=other)


def test_account_without_factor_needs_no_reset(administrator: User, editor: User) -> None:
    with pytest.raises(DomainError):
        factor_resets.ask(editor, by=administrator)


def test_owner_and_administrators_are_told_by_mail(administrator: User, other: User, owner: User) -> None:
    third = factories.staff("administrator")

    reset = factor_resets.ask(owner, by=administrator)
    outbox.drain()
    assert {each.to[0] for each in mail.outbox} == {each.email for each in (owner, administrator, other, third)}
    mail.outbox.clear()
    factor_resets.approve(reset, by=other)
    outbox.drain()

    assert {each.to[0] for each in mail.outbox} == {each.email for each in (owner, administrator, other)}
    told = next(each for each in mail.outbox if each.to == [owner.email])
    assert "Deux administrateurs" in told.body


@pytest.mark.usefixtures("in_english")
def test_reset_can_be_asked_and_approved_on_the_pages(administrator: User, other: User, owner: User) -> None:
    page = reverse("staff:person", args=[owner.pk])
    one, two = Client(headers={"accept-language": "en"}), Client(headers={"accept-language": "en"})
    User.objects.update(language="en")
    one.force_login(User.objects.get(pk=administrator.pk))
    two.force_login(User.objects.get(pk=other.pk))

    assert "Ask for the reset" in one.get(page).content.decode()
    assert one.post(reverse("staff:factor_reset_ask", args=[owner.pk])).headers["Location"] == page
    approve = reverse("staff:factor_reset_approve", args=[FactorReset.objects.get().pk])
    assert approve not in one.get(page).content.decode()
    assert approve in two.get(page).content.decode()
    assert one.post(approve).status_code == 403
    assert two.post(approve).headers["Location"] == page

    shown = two.get(page).content.decode()
    assert "Not set up." in shown
    assert "approved by" in shown
