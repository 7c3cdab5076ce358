from __future__ import annotations

import pytest
from django.test import Client

from demo import past_meeting
from demo.replay import replay
from publications import reader
from publications.models import AnsweredFinding, Document

pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_past_meeting_is_public_with_what_only_a_past_meeting_has(replayed: None) -> None:
    meeting = past_meeting.play()

    assert meeting is not None
    body = reader.live("report", meeting.key).body
    assert body.demonstration
    assert (body.meeting.held_on, body.meeting.when.month) == (None, 5)
    assert (body.meeting.asked_by, body.presence[0].chair) == (past_meeting.COMMITTEE, "chaired")
    assert (len(body.figures), len(body.progress), len(body.exchanges), len(body.away)) == (1, 1, 1, 1)
    assert body.progress[0].about_demand
    assert "ماي 2019" in Client().get(f"/ar/reports/{meeting.key}/").content.decode()


@pytest.mark.slow
def test_past_meeting_is_played_once_and_only_after_the_first_one() -> None:
    before = past_meeting.play()
    replay()
    past_meeting.play()

    assert (before, past_meeting.play()) == (None, None)


@pytest.mark.slow
def test_published_report_keeps_words_that_the_gate_found_with_a_reason(replayed: None) -> None:
    meeting = past_meeting.play()

    report = Document.objects.get(kind="report", key=meeting.key).live
    assert "0535000000" in report.body.conclusion.ar
    answer = AnsweredFinding.objects.get(kind="report", key=report.document.key, reason="public")
    assert answer.by_id in report.approval.author_ids
    assert answer.sentence not in report.canonical
