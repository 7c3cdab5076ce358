"""Every search of the office finds a row however its words are written."""

from __future__ import annotations

import html
from collections.abc import Callable
from typing import Any

import pytest

from consultations.models import Meeting
from tests import factories
from tests.factories import text
from tests.portal.staff.desk import signed_in

pytestmark = pytest.mark.django_db

WRITTEN = "جمعية أحمد مؤسسة مُدَرِّسة الزيتـــون Fédération ÉLAN Cœur ١٩"
TYPED = (
    "احمد",
    "موسسة",
    "مدرسه",
    "الزيتون",
    "federation élan",
    "coeur 19",
    "مؤسسة جمعية",
    "\u200f١٩\u200e",
    "۱۹",
    "１９",
)


def _in_meetings(words: str) -> str:
    factories.meeting(title=text(words))
    return "/staff/meetings/"


def _in_demands(words: str) -> str:
    factories.demand(title=text(words))
    return "/staff/demands/"


def _in_associations(words: str) -> str:
    factories.association(name=text(words))
    return "/staff/associations/"


def _in_invitations(words: str) -> str:
    meeting = factories.announced()
    factories.invited(meeting, factories.association(name=text(words)))
    return f"/staff/meetings/{meeting.pk}/invitations/"


def _among_those_to_invite(words: str) -> str:
    factories.association(name=text(words))
    return f"/staff/meetings/{factories.announced().pk}/invitations/choose/"


def _in_concerns(words: str) -> str:
    factories.concern(factories.association(name=text(words)))
    return "/staff/concerns/"


def _among_those_who_wrote_on_paper(words: str) -> str:
    factories.association(name=text(words))
    return "/staff/concerns/new/"


def _expected_at_the_door(words: str) -> str:
    meeting = factories.announced()
    factories.registered(meeting, factories.association(name=text(words)))
    return f"/staff/meetings/{meeting.pk}/check-in/"


def _known_at_the_door(words: str) -> str:
    factories.association(name=text(words))
    return f"/staff/meetings/{factories.announced().pk}/check-in/"


def _demand_for_an_agenda(words: str) -> str:
    meeting: Meeting = factories.meeting()
    factories.demand(title=text(words))
    return f"/staff/meetings/{meeting.pk}/agenda/"


def _concern_for_an_agenda(words: str) -> str:
    meeting: Meeting = factories.meeting()
    factories.accepted_concern(title=words)
    return f"/staff/meetings/{meeting.pk}/agenda/"


def _in_people(words: str) -> str:
    factories.user(name=words)
    return "/staff/people/"


LISTS = (
    _in_meetings, _in_demands, _in_associations, _in_invitations, _among_those_to_invite, _in_concerns,
    _among_those_who_wrote_on_paper, _expected_at_the_door, _known_at_the_door, _demand_for_an_agenda,
    _concern_for_an_agenda, _in_people,
)  # fmt: skip


def _read(answer: Any) -> str:
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


@pytest.mark.parametrize("make", LISTS, ids=lambda make: make.__name__.strip("_"))
def test_search_finds_a_row_however_its_words_are_written(make: Callable[[str], str]) -> None:
    desk = signed_in(factories.staff("recorder", "editor", "head", "administrator", "moderator"))
    page = make(WRITTEN)

    missed = [typed for typed in TYPED if WRITTEN not in _read(desk.get(page, {"q": typed}))]

    assert missed == []
    assert WRITTEN not in _read(desk.get(page, {"q": "احمد محمود"}))


def test_search_finds_a_meeting_by_its_venue_and_its_title_together() -> None:
    factories.meeting(title=text("لقاء الحي"), venue=text("مؤسسة التعاون"))
    desk: Any = signed_in(factories.staff("recorder"))

    found = [len(desk.get("/staff/meetings/", {"q": q}).context["page"]) for q in ("لقاء موسسه", "لقاء مدرسة")]

    assert found == [1, 0]


def test_search_takes_signs_of_sql_as_they_are() -> None:
    factories.association(name=text("مئة % ومئة_"))
    desk: Any = signed_in(factories.staff("recorder"))

    found = {q: len(desk.get("/staff/associations/", {"q": q}).context["page"]) for q in ("%", "_", "\\", "'", "%x")}

    assert found == {"%": 1, "_": 1, "\\": 0, "'": 0, "%x": 0}
