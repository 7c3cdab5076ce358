"""A meeting or a text that the head wrote: whoever is head by delegation reads and approves it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from accounts.actions import people
from accounts.heads import other_than
from accounts.models import User
from consultations.models import Meeting
from consultations.reports.report_document import ACTING_HEAD_OF_CELL, HEAD_OF_CELL, compose_report
from tests import factories
from tests.portal.staff.desk import signed_in

pytestmark = pytest.mark.django_db
NOBODY, BY_DELEGATION = "لا يوجد اليوم", "بالنيابة"


@pytest.fixture
def acting() -> User:
    return acting_until(timezone.localdate() + dt.timedelta(days=7))


def acting_until(day: dt.date) -> User:
    user = factories.staff("editor", name="نائب الرئيس")
    people.give_function(user, by=None, function="head", until=day)
    return User.objects.get(pk=user.pk)


def own_plan(head: User) -> Meeting:
    return factories.meeting(by=head, held_on=timezone.localdate() + dt.timedelta(days=20), starts_at=dt.time(10))


def test_announcement_of_ones_own_plan_says_that_nobody_else_may(head: Any) -> None:
    html = signed_in(head).get(f"/staff/meetings/{own_plan(head).pk}/announcement/").content.decode()

    assert NOBODY in html


def test_acting_head_announces_a_plan_of_the_head(head: Any, acting: User) -> None:
    plan = own_plan(head)
    page = f"/staff/meetings/{plan.pk}/announcement/"

    assert "نائب الرئيس" in signed_in(head).get(page).content.decode()
    desk = signed_in(acting)
    form = desk.get(page).context["announce_form"]
    desk.post(f"/staff/meetings/{plan.pk}/announce/", form.initial)

    plan.refresh_from_db()
    assert plan.state == "announced"


def test_report_names_its_approver_as_acting_head(editor: Any, head: Any, acting: User) -> None:
    report = factories.report_in_review(by=editor)

    assert compose_report(report, approver=head).approved_by == HEAD_OF_CELL
    assert compose_report(report, approver=acting).approved_by == ACTING_HEAD_OF_CELL


def test_report_of_the_head_says_who_may_approve_it(head: Any, acting: User) -> None:
    report = factories.report_in_review(by=head)

    assert "نائب الرئيس" in signed_in(head).get(f"/staff/reports/{report.pk}/").content.decode()


def test_heads_besides_the_authors_are_those_of_today(head: Any, acting: User) -> None:
    head_of_yesterday = factories.staff("head")
    people.end_function(head_of_yesterday.held_functions.get(), by=head)

    assert other_than([head.pk]) == [acting]
