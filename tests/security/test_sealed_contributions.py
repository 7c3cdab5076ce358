"""Threat 21 in the meeting room: what was said for the cell only, and internal names, reach no draft and no publication."""

from __future__ import annotations

from typing import Any

import pytest

from consultations.models import Intervention, Meeting, Report
from consultations.planning import meetings
from consultations.record import points
from consultations.reports import steps as reports
from core.crypto import sealing
from core.text.texts import Texts
from proposals.models import Mention
from publications import reader
from publications.rendering import typeset_edition
from tests import factories
from tests.factories import text
from tests.security.crawling import everything_public

pytestmark = pytest.mark.django_db
SONG = "canariqz"
ENTRIES = {"schools_surroundings", "meknes"}


def seal(contribution: Intervention, words: str) -> None:
    box = sealing.seal(words.encode())
    Intervention.objects.filter(pk=contribution.pk).update(text=Texts(), sealed=box.content, sealed_with=box.key)
    contribution.refresh_from_db()


def recorded(*, is_sealed: bool) -> Meeting:
    """A record in which everything that rests on one contribution sings, and in which somebody has an internal name."""
    meeting = factories.meeting()
    present = factories.present(meeting, name=f"فلان {SONG}", name_is_public=not is_sealed, role="facilitator_opener")
    factories.contribution(meeting, kind="opening", speaker=present, text=text("مرحبا"))
    for kind in ("opening", "contribution", "conclusion"):
        said = factories.contribution(meeting, kind=kind, speaker=present, text=text(f"قال {SONG}"))
        if is_sealed:
            seal(said, f"قال {SONG}")
    for kind in ("consensus", "commitment", "decision", "demand"):
        values: dict[str, Any] = {"themes": [factories.theme()], "new_demand": kind == "demand"}
        title = text(f"{kind} {SONG}")
        points.note_point(meeting, by=factories.scribe(), kind=kind, title=title, interventions=[said], **values)
    factories.demand_point(meeting, title=text("مطلب معلن"))
    for move in ("open", "close"):
        meeting = meetings.move(meeting, by=factories.scribe(), move=move)
    return meeting


def words_of(report: Report) -> str:
    texts = [report.title, report.lead, report.opening, report.conclusion]
    texts += [each.text for each in report.drafted_sentences.all()]
    texts += [each.title for each in report.reported_points.all()]
    return " ".join(str(each.model_dump()) for each in texts)


@pytest.mark.slow
@pytest.mark.parametrize("is_sealed", [True, False])
def test_sealed_contributions_and_internal_names_reach_no_draft_and_no_publication(is_sealed: bool) -> None:
    meeting = recorded(is_sealed=is_sealed)
    report = reports.draft(meeting, by=factories.staff("editor"))
    drafted = words_of(report)
    report = factories.approve(factories.submit(report, by=factories.staff("editor")), by=factories.staff("head"))
    typeset_edition({"edition": reader.live("report", meeting.key).pk})

    found = everything_public(entries=ENTRIES)

    assert (SONG in drafted) is not is_sealed
    assert bool([path for path, words in found.items() if SONG in words]) is not is_sealed
    assert sum("مطلب معلن" in words for words in found.values()) > 5


def test_sealed_contribution_is_no_voice_in_a_ledger() -> None:
    recorded(is_sealed=True)

    assert [mention.demand.title for mention in Mention.objects.select_related("demand")] == [text("مطلب معلن")]
