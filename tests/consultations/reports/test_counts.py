"""Numbers beside a report say what its words say."""

from __future__ import annotations

import pytest

from consultations.models import Meeting
from consultations.planning.meeting_document import compose_meeting
from consultations.reports import steps as reports
from consultations.reports.report_document import compose_report
from publications.schemas.meeting import Headcount
from tests import factories
from tests.factories import text

pytestmark = pytest.mark.django_db


def guest(at: Meeting, *, is_group: bool = False) -> None:
    association = factories.association()
    factories.present(
        at, side="civil_society", function=text("عضو"), association=association, is_woman=None, is_group=is_group
    )


def drafted(meeting: Meeting) -> Headcount:
    return compose_report(reports.draft(meeting, by=factories.staff("editor"))).meeting.headcount


def test_report_gives_the_numbers_of_a_list_that_leaves_nothing_open() -> None:
    meeting = factories.closed_meeting()
    guest(meeting)
    guest(meeting)

    assert drafted(meeting) == Headcount(people=2, associations=2, women=None)


def test_report_gives_no_number_that_the_list_leaves_open() -> None:
    meeting = factories.closed_meeting()
    guest(meeting)
    guest(meeting, is_group=True)

    assert drafted(meeting) == Headcount(people=None, associations=2, women=None)


def test_report_gives_what_was_counted_before_what_is_listed() -> None:
    meeting = factories.closed_meeting(declared_people=75, declared_associations=46)
    guest(meeting)

    assert drafted(meeting) == Headcount(people=75, associations=46, women=None)


def test_announcement_does_not_change_with_who_arrives() -> None:
    meeting = factories.announced()
    guest(meeting)

    assert compose_meeting(meeting, report_key=None).facts.headcount == Headcount()
    assert compose_meeting(meeting, report_key=meeting.key).facts.headcount == Headcount(people=1, associations=1)
