"""Reminders about late reports: in time, once for each step, and only if the report is missing."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from consultations import tasks
from consultations.models import Meeting
from consultations.reports import steps as reports
from core.db import outbox
from core.models import OutboxRow
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def closed(days_ago: int) -> Meeting:
    meeting = factories.closed_meeting()
    Meeting.objects.filter(pk=meeting.pk).update(closed_at=timezone.now() - dt.timedelta(days=days_ago))
    return meeting


def reminded() -> list[str]:
    tasks.remind_of_late_reports()
    outbox.drain()
    return sorted(address for each in mail.outbox for address in each.to)


@pytest.mark.parametrize(("days", "mails"), [(6, 0), (7, 2), (13, 2), (14, 2), (40, 2)])
def test_late_report_reminds_editors_and_head(days: int, mails: int, editor: Any, head: Any, recorder: Any) -> None:
    closed(days)

    assert reminded() == sorted([editor.email, head.email])[:mails]


def test_late_report_reminds_once_for_each_step(editor: Any) -> None:
    meeting = closed(8)
    reminded()
    reminded()
    after_seven = len(mail.outbox)
    Meeting.objects.filter(pk=meeting.pk).update(closed_at=timezone.now() - dt.timedelta(days=15))
    reminded()
    reminded()

    assert (after_seven, len(mail.outbox)) == (1, 2)
    assert OutboxRow.objects.filter(kind="consultations.report_reminder").count() == 2


def test_late_report_follows_the_setting(editor: Any, settings: Any) -> None:
    settings.REPORT_DUE_AFTER_DAYS = 3
    closed(4)

    assert reminded() == [editor.email]


def test_meeting_with_a_report_reminds_nobody(editor: Any) -> None:
    reports.draft(closed(8), by=editor)

    assert reminded() == []


def test_report_drafted_before_the_mail_is_sent_stops_it(editor: Any) -> None:
    meeting = closed(8)
    tasks.remind_of_late_reports()
    reports.draft(meeting, by=editor)

    outbox.drain()

    assert mail.outbox == []


def test_who_no_longer_holds_the_function_is_not_reminded(editor: Any, head: Any) -> None:
    closed(8)
    tasks.remind_of_late_reports()
    editor.held_functions.update(since="2020-01-01", until="2020-12-31")

    outbox.drain()

    assert [each.to for each in mail.outbox] == [[head.email]]


def test_reminder_says_which_meeting_and_where_and_no_word_of_it() -> None:
    factories.staff("editor", language="en")
    meeting = closed(8)

    reminded()

    [told] = mail.outbox
    assert "Meeting of 17 October 2018, Second police district of Meknès" in told.body
    assert "Closed 8 days ago" in told.body
    assert f"/staff/meetings/{meeting.pk}/" in told.body
    assert meeting.title.ar not in told.body + told.subject


def test_reminders_are_asked_for_every_day(settings: Any) -> None:
    scheduled = {each["task"] for each in settings.CELERY_BEAT_SCHEDULE.values()}

    assert tasks.remind_of_late_reports.name in scheduled
