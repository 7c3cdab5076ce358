"""Who deals with a concern: assigned, taken, released, and what is refused."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import HeldFunction
from core.errors import DomainError, EditedMeanwhile, NotAllowed
from proposals.concerns import assignment, review
from proposals.models import Concern
from tests import factories

pytestmark = pytest.mark.django_db


def history(concern: Concern) -> list[tuple[Any, Any]]:
    """To whom it was assigned, and by whom, change by change."""
    events = Concern.pgh_event_models["update"].objects.filter(pgh_obj=concern).order_by("pgh_id")
    return [each for each in events.values_list("assignee", "assigned_by") if any(each)]


def test_taking_a_concern_records_who_and_when(moderator: Any) -> None:
    concern = factories.concern()

    assignment.take(concern, by=moderator)

    row = Concern.objects.get()
    assert (row.assignee, row.assigned_by) == (moderator, moderator)
    assert row.assigned_at is not None


def test_assigning_and_releasing_are_kept_in_the_history(moderator: Any) -> None:
    concern, head = factories.concern(), factories.staff("head")

    assignment.assign(concern, by=head, person=moderator, seen=None)
    assignment.release(concern, by=moderator, seen=moderator)

    assert history(concern)[-2:] == [(moderator.pk, head.pk), (None, moderator.pk)]
    assert Concern.objects.get().assignee is None


def test_the_same_assignment_again_changes_nothing(moderator: Any) -> None:
    concern = factories.concern()
    first = assignment.take(concern, by=moderator)

    again = assignment.take(concern, by=moderator)

    assert again.assigned_at == first.assigned_at
    assert history(concern) == [(moderator.pk, moderator.pk)]


def test_assignment_of_what_somebody_took_meanwhile_is_refused(moderator: Any) -> None:
    concern, head = factories.concern(), factories.staff("head")
    assignment.take(concern, by=head)

    with pytest.raises(EditedMeanwhile, match=str(head)):
        assignment.take(concern, by=moderator, seen=None)
    with pytest.raises(EditedMeanwhile):
        assignment.release(concern, by=moderator, seen=moderator)

    assert Concern.objects.get().assignee == head
    assert assignment.take(concern, by=moderator, seen=head).assignee == moderator


@pytest.mark.parametrize("functions", [(), ("editor",), ("recorder", "administrator")])
def test_person_who_may_not_review_is_not_assigned(moderator: Any, functions: tuple[str, ...]) -> None:
    concern, other = factories.concern(), factories.staff(*functions)

    with pytest.raises(DomainError):
        assignment.assign(concern, by=moderator, person=other, seen=None)
    with pytest.raises(NotAllowed):
        assignment.take(concern, by=other)

    assert Concern.objects.get().assigned_by is None


def test_person_who_left_the_cell_is_not_assigned_and_leaves_an_unassigned_concern(moderator: Any) -> None:
    kept, left = factories.concern(), factories.concern()
    other = factories.staff("moderator")
    assignment.take(kept, by=moderator)
    assignment.take(left, by=other)
    held = HeldFunction.objects.filter(user=other)
    held.update(since=timezone.localdate() - dt.timedelta(days=9), until=timezone.localdate() - dt.timedelta(days=1))

    people = assignment.people()

    assert (moderator in people.here, other in people.here, other in people.gone) == (True, False, True)
    assert list(Concern.objects.filter(assignment.unassigned(people.gone))) == [left]
    with pytest.raises(DomainError):
        assignment.assign(kept, by=moderator, person=other, seen=moderator)


def test_disabled_account_is_not_assigned(moderator: Any) -> None:
    other = factories.staff("moderator", is_active=False)

    with pytest.raises(DomainError):
        assignment.assign(factories.concern(), by=moderator, person=other, seen=None)
    assert other in assignment.people().gone


def test_assignee_without_who_and_when_is_refused_by_the_database(moderator: Any) -> None:
    concern = factories.concern()

    with pytest.raises(IntegrityError, match="concern_assigned_by_and_at"), transaction.atomic():
        Concern.objects.filter(pk=concern.pk).update(assignee=moderator)


def test_history_tells_who_gave_it_to_whom_and_nothing_twice(moderator: Any) -> None:
    concern, head = factories.concern(), factories.staff("head")
    for by, person, seen in ((head, moderator, None), (moderator, head, moderator), (head, None, head)):
        assignment.assign(concern, by=by, person=person, seen=seen)
    review.move(concern, by=moderator, move="begin")

    told = [(each.person, each.by) for each in assignment.history(concern)]

    assert told == [(None, head), (head, moderator), (moderator, head)]
