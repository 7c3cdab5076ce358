"""After a row was moved, placed or removed, the keyboard goes on where it was."""

from __future__ import annotations

import re
from typing import Any

import pytest

from consultations.models import AgendaItem, Meeting
from portal.staff.moved import NOTHING
from tests import factories
from tests.factories import text
from tests.portal.staff.desk import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(recorder: Any) -> Meeting:
    return factories.meeting(by=recorder, axes=[text("المدارس"), text("الطرق"), text("الإنارة")])


def focused(html: str) -> str:
    """The start tag of the one element with ``autofocus``, with the text behind it."""
    [found] = re.findall(r"<[a-z]+[^>]* autofocus[^>]*>.{0,200}", html, re.DOTALL)
    return str(found)


@pytest.mark.parametrize(("steps", "at", "value"), [("1", 0, "1"), ("-1", 2, "-1"), ("1", 1, "-1"), ("-1", 1, "1")])
def test_moved_topic_keeps_the_keyboard_on_its_button(
    recorder: Any, meeting: Meeting, steps: str, at: int, value: str
) -> None:
    """At the end of the list the pressed button is disabled: then on the other one."""
    axis = meeting.axes.all()[at]

    html = signed_in(recorder).post(f"/staff/topics/{axis.pk}/shift/", {"steps": steps}, follow=True).content.decode()

    assert f'value="{value}"' in focused(html)
    assert axis.title.ar in focused(html)


def test_placed_demand_has_the_keyboard_and_removing_it_names_it(recorder: Any, meeting: Meeting) -> None:
    demand, desk = factories.demand(title=text("ممر للراجلين")), signed_in(recorder)
    axis = meeting.axes.all()[1]

    placed = desk.post(
        f"/staff/meetings/{meeting.pk}/agenda/place/", {"axis": axis.pk, "demand": demand.pk}, follow=True
    ).content.decode()
    removed = desk.post(f"/staff/agenda-items/{AgendaItem.objects.get().pk}/remove/", follow=True).content.decode()

    assert focused(placed).startswith("<li")
    button = placed[placed.index("/agenda-items/") :]
    assert re.search(r'<span class="unseen">[^<]*ممر للراجلين', button[: button.index("</button>")])
    assert f'<li id="topic-{axis.pk}" tabindex="-1" autofocus' in removed


def test_moved_contribution_keeps_the_keyboard_in_its_row(recorder: Any, meeting: Meeting) -> None:
    rows = [factories.contribution(meeting, text=text(words)) for words in ("الأولى", "الثانية", "الثالثة")]
    desk = signed_in(recorder)

    answer = desk.post(f"/staff/contributions/{rows[2].pk}/shift/", {"steps": "-1"}, follow=True)

    html = answer.content.decode()
    row = html[html.index(f'id="contribution-{rows[2].pk}"') :]
    assert "autofocus" in row[: row.index("</li>")]
    assert html.count(" autofocus") == 1


@pytest.mark.parametrize("typed", ["topic-1", "topic-x-up", "topic-1-sideways", "'><b>-1-up", "topic-99999999999-up"])
def test_nothing_else_in_the_address_moves_the_keyboard(recorder: Any, meeting: Meeting, typed: str) -> None:
    page = signed_in(recorder).get(f"/staff/meetings/{meeting.pk}/agenda/", {"moved": typed})

    assert page.context["moved"] == NOTHING
    assert " autofocus" not in page.content.decode()
