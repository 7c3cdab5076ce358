"""Threat 47, finding 13: the last holder of a function that is needed, ended twice at once: one remains."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from accounts.actions import people
from accounts.models import HeldFunction, User
from core.errors import DomainError
from partners.actions import memberships
from partners.models import Membership, Role
from tests import factories
from tests.days import in_days

Step = Callable[[User, User], Any]
Fields = Callable[[], dict[str, Any]]


def end(user: User, by: User) -> None:
    people.end_function(user.held_functions.get(), by=by)


def disable(user: User, by: User) -> None:
    people.disable(user, by=by)


def at_once(*steps: Callable[[], Any]) -> list[str]:
    """What each step was refused with; empty for taken."""
    together, refusals = threading.Barrier(len(steps)), [""] * len(steps)

    def take(number: int) -> None:
        together.wait()
        try:
            steps[number]()
        except DomainError as error:
            refusals[number] = str(error.message)
        finally:
            connection.close()

    threads = [threading.Thread(target=take, args=[number]) for number in range(len(steps))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refusals


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("first", "second"), [(end, end), (disable, disable), (end, disable)])
def test_two_administrators_who_end_each_other_at_once_leave_one(first: Step, second: Step) -> None:
    one, other = factories.staff("administrator"), factories.staff("administrator")

    refusals = at_once(lambda: first(other, one), lambda: second(one, other))

    assert people.administrators().count() == 1
    assert sorted(map(bool, refusals)) == [False, True]


@pytest.mark.django_db
@pytest.mark.parametrize("step", [end, disable])
def test_last_administrator_is_kept(administrator: User, step: Step) -> None:
    leaving = factories.staff("administrator")
    step(administrator, leaving)

    with pytest.raises(DomainError):
        step(leaving, administrator)

    assert [held.user for held in people.administrators()] == [leaving]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "fields",
    [lambda: {"until": in_days(30)}, lambda: {"since": in_days(1)}, lambda: {"function": "head"}],
    ids=["a last day that is set", "a first day to come", "another function"],
)
def test_colleague_who_does_not_remain_is_no_other_administrator(administrator: User, fields: Fields) -> None:
    colleague = factories.staff("administrator")
    colleague.held_functions.update(**fields())

    with pytest.raises(DomainError):
        end(administrator, colleague)

    assert people.administrators().filter(user=administrator).exists()


@pytest.mark.django_db
def test_disabled_colleague_is_no_other_administrator(administrator: User) -> None:
    colleague = factories.staff("administrator")
    people.disable(colleague, by=administrator)

    with pytest.raises(DomainError):
        end(administrator, colleague)


@pytest.mark.django_db
def test_first_administrator_can_be_opened_again_where_none_remains(administrator: User) -> None:
    with pytest.raises(CommandError):
        call_command("first_administrator", "first@example.org", verbosity=0)

    # As after an accident in the database.
    HeldFunction.objects.update(until=timezone.localdate())

    call_command("first_administrator", "first@example.org", verbosity=0)


@pytest.mark.django_db
def test_membership_that_became_the_presidency_meanwhile_is_not_ended() -> None:
    """The page was opened before the presidency was handed over; the row that it names is history."""
    association = factories.association()
    president, colleague = factories.representative(association), factories.representative(association)
    seen = Membership.objects.get(user=colleague)
    memberships.hand_over(association, by=president, to=seen)

    with pytest.raises(DomainError):
        memberships.end(seen, by=colleague)

    assert association.memberships.current().filter(user=colleague, role=Role.PRESIDENT).exists()
