from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from consultations.models import Meeting
from consultations.planning import meetings
from portal.staff.start.todo import waiting_for
from proposals.models import Concern
from tests import factories
from tests.portal.staff.desk import signed_in

pytestmark = pytest.mark.django_db


def things(user: Any) -> list[Any]:
    return [each.thing for each in waiting_for(user)]


def test_start_shows_each_function_what_waits_for_it(recorder: Any, editor: Any, head: Any) -> None:
    draft, closed = factories.meeting(), factories.closed_meeting()
    drafted = factories.report(by=factories.staff("editor"))
    in_review = factories.report_in_review(by=factories.staff("editor"))

    assert things(recorder) == [draft]
    assert set(things(editor)) == {draft, closed, drafted}
    assert set(things(head)) == {draft, closed, drafted, in_review}


def test_start_puts_the_oldest_first(recorder: Any) -> None:
    newer = factories.meeting(held_on=dt.date(2018, 10, 17))
    older = factories.meeting(held_on=dt.date(2018, 3, 1))
    meetings.move(newer, by=recorder, move="open")

    assert things(recorder) == [older, newer]


def test_start_tells_an_author_that_another_approves(head: Any) -> None:
    own = factories.report_in_review(by=head)
    others = factories.report_in_review(by=factories.staff("editor"))

    sentences = {each.thing: each.sentence for each in waiting_for(head)}

    assert sentences[own] != sentences[others]


def test_start_without_anything_says_so(recorder: Any) -> None:
    page = signed_in(recorder).get("/staff/").content.decode()

    assert 'class="empty"' in page


def test_start_names_the_concerns_of_the_inbox_that_have_time_left() -> None:
    concern = factories.concern()
    moderator, recorder = factories.staff("moderator"), factories.staff("recorder")

    assert concern not in things(moderator)
    assert signed_in(moderator).get("/staff/").context["in_inbox"] == 1
    assert signed_in(recorder).get("/staff/").context["in_inbox"] == 0


@pytest.mark.parametrize("left", [dt.timedelta(hours=5), dt.timedelta(days=3)])
def test_start_says_that_deadlines_are_listed_above_only_where_there_are_some(left: dt.timedelta) -> None:
    concern = factories.concern()
    Concern.objects.filter(pk=concern.pk).update(due_at=timezone.now() + left)

    context = signed_in(factories.staff("moderator")).get("/staff/").context

    assert context["has_deadline"] == (left < dt.timedelta(days=1))


def test_start_tells_a_late_report_from_one_that_is_due(editor: Any) -> None:
    due, late = factories.closed_meeting(), factories.closed_meeting()
    Meeting.objects.filter(pk=late.pk).update(closed_at=timezone.now() - dt.timedelta(days=8))

    sentences = {each.thing: str(each.sentence) for each in waiting_for(editor)}

    assert sentences[late] == "لقاء مختتم، وتقريره متأخر."
    assert sentences[due] != sentences[late]
