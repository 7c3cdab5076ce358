"""The desk of the demonstration has something to do."""

from __future__ import annotations

import pytest
from django.test import Client

from core.db import outbox
from demo import civil_society, desk, follow_ups, people
from demo.replay import replay
from portal.staff.start.demands import mine
from proposals.demands import reminders
from proposals.models import Demand, PromiseReminder
from tests.portal.staff.desk import signed_in

pytestmark = pytest.mark.django_db


def test_start_pages_of_the_demonstration_show_a_broken_promise_and_a_draft_that_waits(answered_demands: int) -> None:
    assert desk.play() > 0

    users = people.ensure()
    assert [part.name for part in mine(users["moderator"])] == ["late"]
    assert [part.name for part in mine(users["head"])] == ["none"]
    (late,) = mine(users["moderator"])[0].demands
    assert reminders.head_told_on(late) is not None
    assert desk.VIEW in signed_in(users["moderator"]).get("/staff/demands/").content.decode()


@pytest.mark.slow
def test_demonstration_tells_the_public_on_which_day_the_head_was_told(answered_demands: int) -> None:
    desk.play()
    outbox.drain(1_000)

    page = Client().get(f"/en/demands/{_late().key}/")

    assert page.context["passed"].head_told_on == reminders.head_told_on(_late())
    assert "The portal told the head of the cell." in page.content.decode()


def _late() -> Demand:
    (late,) = mine(people.ensure()["moderator"])[0].demands
    return late


def test_queue_of_the_demonstration_has_a_kept_view_and_concerns_of_somebody_and_of_nobody(
    answered_demands: int,
) -> None:
    moderator = people.ensure()["moderator"]
    civil_society.send(moderator)
    desk.play()

    page = signed_in(moderator).get("/staff/concerns/")

    counts = {name: count.number for name, _label, count, _current in page.context["views"]}
    assert (counts["mine"], counts["nobody"]) == (2, counts["waiting"] - 2)
    assert [own.view.name for own in page.context["own_views"]] == [desk.VIEW]


@pytest.mark.slow
def test_desk_is_played_once_and_not_without_the_meeting() -> None:
    assert desk.play() == 0
    replay()
    follow_ups.play()
    desk.play()

    before = PromiseReminder.objects.count()

    assert (desk.play(), PromiseReminder.objects.count()) == (0, before)
    assert Demand.objects.filter(follow_ups__state="in_review").count() == 1
