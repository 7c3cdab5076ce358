"""The page of a meeting: where it stands, one next step, its public pages, and a word after each step."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from consultations.models import Meeting
from consultations.planning import meetings
from portal.staff.meetings import stages
from tests import factories
from tests.days import in_days
from tests.portal.staff.desk import signed_in

pytestmark = pytest.mark.django_db


def page(user: Any, meeting: Meeting) -> Any:
    return signed_in(user).get(f"/staff/meetings/{meeting.pk}/")


def standing(user: Any, meeting: Meeting) -> tuple[int, str]:
    context = page(user, meeting).context
    return context["stage"], context["next"].url


@pytest.mark.slow
def test_meeting_stands_at_one_stage_and_has_one_next_step(recorder: Any, editor: Any, head: Any) -> None:
    plan, announced = factories.meeting(held_on=in_days(20)), factories.announced()
    session = meetings.move(factories.meeting(), by=recorder, move="open")
    closed, reported = factories.closed_meeting(), factories.report(by=editor)
    published = factories.published_report(by=editor, head=head, at=factories.closed_meeting())

    assert standing(recorder, plan) == (stages.PLAN, f"/staff/meetings/{plan.pk}/announcement/")
    assert standing(recorder, announced) == (stages.ANNOUNCED, f"/staff/meetings/{announced.pk}/invitations/")
    assert standing(recorder, session) == (stages.ROOM, f"/staff/live/{session.pk}/")
    assert standing(recorder, closed) == (stages.REPORT, "")
    assert standing(editor, closed) == (stages.REPORT, f"/staff/meetings/{closed.pk}/report/")
    assert standing(editor, reported.meeting) == (stages.REPORT, f"/staff/reports/{reported.pk}/")
    assert standing(editor, published.meeting) == (stages.PUBLISHED, f"/staff/reports/{published.pk}/")


def test_plan_of_today_is_recorded_next(recorder: Any) -> None:
    plan = factories.meeting(held_on=timezone.localdate())

    assert standing(recorder, plan) == (stages.PLAN, f"/staff/live/{plan.pk}/")


def test_page_of_a_meeting_has_one_solid_button_above_the_record(recorder: Any) -> None:
    html = page(recorder, factories.meeting(held_on=in_days(20))).content.decode()

    head = html[html.index('class="sheet stages"') : html.index('class="beside workspace"')]
    assert head.count('class="button low"') == 1


@pytest.mark.slow
def test_page_of_a_meeting_leads_to_its_public_pages(recorder: Any, editor: Any, head: Any) -> None:
    plan, report = factories.meeting(), factories.published_report(by=editor, head=head)

    assert "/meetings/" + plan.key not in page(recorder, plan).content.decode().replace("/staff/meetings/", "")
    html = page(recorder, report.meeting).content.decode()
    for public in (f"/ar/meetings/{report.meeting.key}/", f"/ar/reports/{report.meeting.key}/"):
        assert f'href="{public}"' in html
        assert Client().get(public).status_code == 200


@pytest.mark.slow
def test_announcing_and_inviting_are_confirmed_once(head: Any, recorder: Any) -> None:
    meeting, association = factories.meeting(held_on=in_days(20), starts_at=dt.time(10)), factories.association()
    desk, here = signed_in(head), f"/staff/meetings/{meeting.pk}/"
    seen = desk.get(f"{here}announcement/").context["announce_form"]["seen"].value()

    announced = desk.post(f"{here}announce/", {"seen": seen}, follow=True).content.decode()
    invited = desk.post(f"{here}invitations/preview/", {"pick": [association.pk]}, follow=True).content.decode()

    for html in (announced, invited):
        assert html.count('class="wrap done" role="status"') == 1
    assert 'class="wrap done"' not in desk.get(here).content.decode()


def test_every_step_of_the_office_is_confirmed(recorder: Any) -> None:
    meeting = factories.meeting(axes=[factories.text("الأول"), factories.text("الثاني")])
    desk, here = signed_in(recorder), f"/staff/meetings/{meeting.pk}/"

    for address, sent in (
        (f"{here}move/", {"move": "open"}),
        (f"/staff/topics/{meeting.axes.first().pk}/shift/", {"steps": "1"}),
        (f"{here}contributions/new/", {"text_ar": "الإنارة", "kind": "contribution"}),
    ):
        answer = desk.post(address, sent, follow=True)
        assert answer.status_code == 200, address
        assert 'role="status"' in answer.content.decode(), address


def test_refused_step_is_not_confirmed(recorder: Any) -> None:
    meeting = factories.meeting()

    answer = signed_in(recorder).post(f"/staff/meetings/{meeting.pk}/move/", {"move": "close"})

    assert 'class="wrap done"' not in answer.content.decode()
