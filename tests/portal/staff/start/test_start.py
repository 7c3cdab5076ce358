from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from consultations.models import Meeting
from consultations.planning import meetings
from core.clock import today
from portal.staff.meetings.stages import DAY_IS_MISSING
from portal.staff.start.demands import mine
from portal.staff.start.page import context
from portal.staff.start.todo import waiting_for
from proposals.demands import follow_up, merging
from proposals.models import Concern, Demand
from tests import factories
from tests.portal.staff.desk import queries, signed_in

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


def test_start_puts_the_oldest_first(editor: Any) -> None:
    newer, older = factories.closed_meeting(), factories.closed_meeting()
    closed(newer, days_ago=1)
    closed(older, days_ago=3)

    assert things(editor) == [older, newer]


def closed(meeting: Meeting, days_ago: int) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(closed_at=timezone.now() - dt.timedelta(days=days_ago))


def test_start_counts_a_record_that_was_entered_later_from_that_day(recorder: Any, editor: Any) -> None:
    plan, opened = (factories.meeting(held_on=dt.date(2010, 11, 19)) for _each in range(2))
    meetings.move(opened, by=recorder, move="open")
    drafted = factories.closed_meeting(held_on=dt.date(2010, 11, 19))
    today = timezone.localdate()

    waiting = {each.thing: each.since for each in waiting_for(editor)}

    assert waiting == {plan: today, opened: today, drafted: today}


def test_start_shows_the_meeting_of_today_first_to_everybody(recorder: Any, moderator: Any) -> None:
    today = timezone.localdate()
    announced = factories.announced(held_on=today)
    over = factories.closed_meeting(held_on=today)
    tomorrow = factories.announced(held_on=today + dt.timedelta(days=1))
    yesterday = factories.meeting(held_on=today - dt.timedelta(days=1))
    meetings.move(yesterday, by=recorder, move="open")

    pages = [signed_in(user).get("/staff/") for user in (recorder, moderator)]

    for page in pages:
        assert page.context["tonight"] == [yesterday, announced]
        assert page.context["rest"] == [] or over in {each.thing for each in page.context["rest"]}
        assert tomorrow not in {each.thing for each in page.context["rest"]}
    assert f"/staff/live/{announced.pk}/" in pages[0].content.decode()
    assert f"/staff/live/{announced.pk}/" not in pages[1].content.decode()


def test_start_counts_every_submission_of_the_inbox(moderator: Any) -> None:
    for _number in range(3):
        factories.concern()
    near = factories.concern()
    Concern.objects.filter(pk=near.pk).update(due_at=timezone.now() + dt.timedelta(hours=2))

    context = signed_in(moderator).get("/staff/").context

    assert [each.thing for each in context["promises"]] == [near]
    assert (context["total"].number, context["in_inbox"]) == (4 + len(context["rest"]), 4)


def test_start_counts_what_it_does_not_list(editor: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal.staff.start.todo.MAX_ROWS", 2)
    for _number in range(4):
        factories.closed_meeting()

    context = signed_in(editor).get("/staff/").context

    assert (len(context["rest"]), context["total"].number) == (2, 4)


def test_start_lists_the_report_that_waits_longest_where_nobody_knows_the_hour_of_closing(
    editor: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portal.staff.start.todo.MAX_ROWS", 1)
    oldest, newer = factories.closed_meeting(held_on=dt.date(2016, 3, 1)), factories.closed_meeting()
    Meeting.objects.filter(pk=oldest.pk).update(closed_at=None)
    closed(newer, days_ago=3)

    assert things(editor) == [oldest]


def test_meeting_of_an_unknown_day_is_neither_today_nor_over_nor_ahead(recorder: Any, head: Any) -> None:
    today = timezone.localdate()
    days = [today, today - dt.timedelta(days=30), today + dt.timedelta(days=30)]
    rows = [factories.meeting(held_on=day, day_known="month") for day in days]
    desk = signed_in(recorder)

    start = desk.get("/staff/").context

    assert start["tonight"] == []
    assert [(each.sentence, each.since) for each in start["rest"]] == [(DAY_IS_MISSING, today)] * 3
    for row in rows:
        page = desk.get(f"/staff/meetings/{row.pk}/").context
        assert (page["is_ahead"], page["next"].sentence) == (False, DAY_IS_MISSING)


def test_start_asks_once_for_the_meetings_of_today(recorder: Any) -> None:
    factories.announced(held_on=timezone.localdate())

    with CaptureQueriesContext(connection) as captured:
        context(recorder)

    assert sum("day_known\" = 'day'" in each["sql"] for each in captured.captured_queries) == 1


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

    html = signed_in(factories.staff("moderator")).get("/staff/").content.decode()

    assert ("مدرجة أعلاه" in html) == (left < dt.timedelta(days=1))


def test_start_tells_a_late_report_from_one_that_is_due(editor: Any) -> None:
    due, late = factories.closed_meeting(), factories.closed_meeting()
    Meeting.objects.filter(pk=late.pk).update(closed_at=timezone.now() - dt.timedelta(days=8))

    sentences = {each.thing: str(each.sentence) for each in waiting_for(editor)}

    assert sentences[late] == "لقاء مختتم، وتقريره متأخر."
    assert sentences[due] != sentences[late]


def shown(user: Any) -> dict[str, tuple[int, list[int]]]:
    return {part.name: (part.count.number, [demand.pk for demand in part.demands]) for part in mine(user)}


def owed(days_ago: int, **values: Any) -> Demand:
    return factories.demand(registered_on=today() - dt.timedelta(days=days_ago), **values)


def test_start_shows_what_breaks_and_what_broke_in_the_charge_of_a_person(moderator: Any) -> None:
    late, soon, later, _of_another = owed(40), owed(25), owed(3), owed(41)
    Demand.objects.filter(pk__in=[late.pk, soon.pk, later.pk]).update(owner_person=moderator)

    assert shown(moderator) == {"late": (1, [late.pk]), "week": (1, [soon.pk])}


def test_start_shows_a_liaison_officer_the_demands_of_the_unit_that_nobody_has() -> None:
    officer, other = factories.staff("liaison"), factories.staff("liaison")
    officer.held_functions.update(unit=factories.unit("meknes"))
    of_unit, of_person = owed(40, owner_unit=factories.unit()), owed(40, owner_unit=factories.unit())
    Demand.objects.filter(pk=of_person.pk).update(owner_person=other)

    assert shown(officer) == {"late": (1, [of_unit.pk])}


def test_start_shows_the_head_what_waits_for_approval_but_not_what_the_head_wrote(editor: Any, head: Any) -> None:
    others, own = owed(1), owed(1)
    follow_up.send(factories.follow_up(others, by=editor), by=editor)
    follow_up.send(factories.follow_up(own, by=head), by=head)

    assert shown(head) == {"none": (1, [others.pk])}
    assert shown(editor) == {}


def test_start_with_more_demands_costs_no_more_queries(moderator: Any) -> None:
    def fill() -> None:
        Demand.objects.filter(pk__in=[owed(40).pk, owed(25).pk]).update(owner_person=moderator)

    fill()
    desk = signed_in(moderator)
    cost = queries(desk, "/staff/")
    for _more in range(4):
        fill()

    assert queries(desk, "/staff/") == cost


def test_start_lists_merges_that_wait_and_tells_an_author_that_another_approves(editor: Any, head: Any) -> None:
    own, others = (
        merging.merge(factories.demand(), by=editor, whole=factories.demand(), sentence=factories.text("واحد."))
        for _each in range(2)
    )
    own.authors.add(head)
    assert waiting_for(head) == []
    for each in (own, others):
        merging.send(each, by=editor)

    found = {each.url: each for each in waiting_for(head)}

    pages = {each.pk: reverse("staff:ledger_change", args=[each.pk]) for each in (own, others)}
    assert {url: each.thing for url, each in found.items()} == {
        pages[own.pk]: own.whole,
        pages[others.pk]: others.whole,
    }
    assert found[pages[own.pk]].sentence != found[pages[others.pk]].sentence
    assert pages[others.pk] in signed_in(head).get("/staff/").content.decode()
    assert waiting_for(editor) == []


def test_start_tells_administrators_alone_which_contacts_are_missing(
    administrator: Any, head: Any, settings: Any
) -> None:
    settings.SITE = settings.SITE | {"correction_email": "", "cell_phone": "05 00 00 00 00"}

    page = signed_in(administrator).get("/staff/").content.decode()

    assert "correction_email" in page
    assert "cell_phone" not in page
    assert "correction_email" not in signed_in(head).get("/staff/").content.decode()
