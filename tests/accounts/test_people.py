from __future__ import annotations

import datetime as dt

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import authenticate
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import InternalError, transaction
from django.utils import timezone

from accounts.actions import people
from accounts.models import HeldFunction, Refusal, User
from core.db import outbox
from core.errors import DomainError
from core.models import OutboxRow
from tests import factories

pytestmark = pytest.mark.django_db


def test_open_account_sends_a_link_and_stores_no_token(administrator):
    user = people.open_account(by=administrator, email="New.Officer@Example.org", language="fr")

    outbox.drain()

    assert user.email == "new.officer@example.org"
    assert not user.has_usable_password()
    assert [message.to for message in mail.outbox] == [["new.officer@example.org"]]
    assert "/accounts/password/reset/key/" in mail.outbox[0].body
    assert "key" not in str(outbox.OutboxRow.objects.get().payload)


def test_open_account_twice_for_one_address_is_refused(administrator):
    people.open_account(by=administrator, email="a@example.org")

    with pytest.raises(DomainError):
        people.open_account(by=administrator, email="A@example.org")


def test_function_gives_access_from_its_first_to_its_last_day():
    user = factories.user()
    today = timezone.localdate()
    yesterday, tomorrow = today - dt.timedelta(days=1), today + dt.timedelta(days=1)
    HeldFunction.objects.create(user=user, function="head", since=yesterday, until=yesterday)
    HeldFunction.objects.create(user=user, function="editor", since=tomorrow)
    HeldFunction.objects.create(user=user, function="recorder", since=today, until=today)

    assert user.functions == {"recorder"}


def test_disabled_user_holds_no_function(administrator):
    user = factories.staff("head")

    people.disable(user, by=administrator)

    assert User.objects.get(pk=user.pk).functions == frozenset()
    assert authenticate(email=user.email, password=factories.PASSWORD) is None


def test_end_function_refuses_the_next_request(administrator):
    user = factories.staff("editor")

    people.end_function(user.held_functions.get(), by=administrator)

    assert not User.objects.get(pk=user.pk).is_cell_staff


def test_end_own_administration_is_refused(administrator):
    with pytest.raises(DomainError):
        people.end_function(administrator.held_functions.get(), by=administrator)

    assert administrator.held_functions.exists()


def test_give_function_twice_is_refused(administrator):
    user = factories.staff("editor")

    with pytest.raises(DomainError):
        people.give_function(user, by=administrator, function="editor")


@pytest.mark.parametrize("begun_days_ago", [0, 3])
@pytest.mark.parametrize("until", [None, 30])
def test_function_held_by_delegation_is_given_for_longer(administrator, begun_days_ago, until):
    today = timezone.localdate()
    user, last = factories.user(), until and today + dt.timedelta(days=until)
    people.give_function(user, by=administrator, function="head", until=today + dt.timedelta(days=7))
    begun = today - dt.timedelta(days=begun_days_ago)
    user.held_functions.update(since=begun)

    people.give_function(user, by=administrator, function="head", until=last)

    yesterday = today - dt.timedelta(days=1)
    periods = [(today, last)] if begun == today else [(begun, yesterday), (today, last)]
    assert sorted(user.held_functions.values_list("since", "until")) == periods
    assert User.objects.get(pk=user.pk).functions == {"head"}


@pytest.mark.parametrize("days", [3, 7])
def test_function_held_by_delegation_is_not_given_again_for_as_long_or_less(administrator, days):
    user, last = factories.user(), timezone.localdate() + dt.timedelta(days=7)
    people.give_function(user, by=administrator, function="head", until=last)

    with pytest.raises(DomainError):
        people.give_function(
            user, by=administrator, function="head", until=timezone.localdate() + dt.timedelta(days=days)
        )

    assert user.held_functions.get().until == last


def test_end_function_that_a_colleague_has_ended_keeps_the_first_last_day(administrator):
    held = factories.staff("editor").held_functions.get()
    day = timezone.localdate() - dt.timedelta(days=9)
    HeldFunction.objects.filter(pk=held.pk).update(since=day, until=day)

    with pytest.raises(DomainError):
        people.end_function(held, by=administrator)

    assert HeldFunction.objects.get(pk=held.pk).until == day


def test_end_function_given_today_twice_is_refused(administrator):
    held = factories.staff("editor").held_functions.get()
    again = HeldFunction.objects.get(pk=held.pk)
    people.end_function(held, by=administrator)

    with pytest.raises(DomainError):
        people.end_function(again, by=administrator)


@pytest.mark.parametrize(("step", "is_active"), [(people.disable, False), (people.enable, True)])
def test_disable_and_enable_change_one_column_once(administrator, step, is_active):
    user = factories.user(is_active=not is_active)
    opened_before = User.objects.get(pk=user.pk)
    User.objects.filter(pk=user.pk).update(name="اسم جديد")

    step(opened_before, by=administrator)
    with pytest.raises(DomainError):
        step(opened_before, by=administrator)

    stored = User.objects.get(pk=user.pk)
    assert (stored.is_active, stored.name) == (is_active, "اسم جديد")


@pytest.mark.parametrize(
    ("function", "rights"),
    [
        ("recorder", {"consultations.record_meetings", "partners.change_associations", "proposals.change_demands"}),
        ("editor", {"consultations.record_meetings", "consultations.write_reports", "reference.change",
                    "reference.approve", "partners.change_associations", "proposals.change_demands"}),
        ("head", {"consultations.record_meetings", "consultations.write_reports", "consultations.approve_reports",
                  "reference.change", "reference.approve", "partners.change_associations", "partners.verify_associations",
                  "partners.invite_representatives", "proposals.change_demands"}),
        ("administrator", {"accounts.manage_people", "reference.change"}),
        ("moderator", {"partners.verify_associations", "partners.invite_representatives"}),
        ("liaison", set()),
        (None, None),
    ],
)  # fmt: skip
def test_permissions_follow_from_the_function(function, rights):
    user = factories.staff(function) if function else factories.representative()
    looking = {
        "accounts.enter_office",
        "consultations.view_meetings",
        "partners.view_associations",
        "proposals.view_demands",
    }
    acting = {"consultations.record_meetings", "consultations.write_reports", "consultations.approve_reports",
              "reference.change", "reference.approve", "accounts.manage_people", "partners.change_associations", "partners.verify_associations",
              "partners.invite_representatives", "proposals.change_demands"}  # fmt: skip

    held = {right for right in looking | acting if user.has_perm(right)}

    assert held == (set() if rights is None else looking | rights)


def test_refusals_cannot_be_changed():
    refusal = Refusal.objects.create(user=factories.user(), view="staff:meeting", method="POST")

    with pytest.raises(InternalError), transaction.atomic():
        Refusal.objects.update(view="")
    with pytest.raises(InternalError), transaction.atomic():
        refusal.delete()


def test_audit_rows_cannot_be_changed():
    factories.user()
    events = User.pgh_event_models["insert"].objects.all()
    assert events.exists()

    with pytest.raises(InternalError), transaction.atomic():
        events.update(email="")
    with pytest.raises(InternalError), transaction.atomic():
        events.delete()


def test_audit_of_users_keeps_no_password():
    fields = {field.name for field in User.pgh_event_models["insert"]._meta.get_fields()}

    assert "email" in fields
    assert not {"password", "last_login"} & fields


def test_first_administrator_is_opened_once():
    call_command("first_administrator", "first@example.org", verbosity=0)

    with pytest.raises(CommandError):
        call_command("first_administrator", "second@example.org", verbosity=0)

    assert User.objects.get().functions == {"administrator"}


def test_function_given_to_an_unconfirmed_account_takes_the_strangers_password_away(administrator):
    user = User.objects.create_user("colleague@example.org", "a password of a stranger")

    people.give_function(user, by=administrator, function="moderator")

    user.refresh_from_db()
    assert not user.check_password("a password of a stranger")
    assert OutboxRow.objects.filter(kind="accounts.welcome", payload__user=user.pk).exists()


def test_open_account_for_a_second_address_of_somebody_is_refused(administrator):
    EmailAddress.objects.create(user=factories.user(), email="second@example.org", primary=False, verified=True)

    with pytest.raises(DomainError):
        people.open_account(by=administrator, email="Second@example.org")

    assert people.open_account(by=administrator, email="third@example.org")


def test_give_function_to_an_account_whose_address_another_one_confirmed_is_refused(administrator):
    planted = User.objects.create_user("second@example.org", "the stranger's password")
    EmailAddress.objects.create(user=factories.user(), email=planted.email, primary=False, verified=True)

    with pytest.raises(DomainError):
        people.give_function(planted, by=administrator, function="editor")

    assert not planted.held_functions.exists()


def test_rights_of_somebody_are_asked_of_the_database_once(moderator, django_assert_num_queries):
    somebody = User.objects.get(pk=moderator.pk)

    with django_assert_num_queries(1):
        assert somebody.has_perm("proposals.review_concerns")
        assert not somebody.has_perm("accounts.manage_people")
        assert not somebody.has_perm("accounts.no_such_right")
