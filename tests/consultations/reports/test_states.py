"""Every state of a report × every move, through the actions and past them."""

from __future__ import annotations

import itertools

import pgtrigger
import pytest
from django.db import InternalError, transaction

from consultations.models import Report
from consultations.reports import steps as reports
from consultations.states import REPORT, ReportState
from core.db.states import IllegalMove
from tests import factories

pytestmark = pytest.mark.django_db

STATES = [*ReportState]
ACTIONS = {
    "submit": lambda report, user: reports.submit(report, by=user),
    "return": lambda report, user: reports.return_(report, by=user, sentence="سبب"),
    "approve": lambda report, user: factories.approve(report, by=user),
    "correct": lambda report, user: reports.correct(report, by=user, sentence="سبب"),
    "redraft": lambda report, user: reports.redraft(report, by=user),
}


def put_in_state(report: Report, state: str) -> None:
    """Past the trigger: the test needs every state, reachable or not."""
    with pgtrigger.ignore("consultations.Report:legal_moves"):
        Report.objects.filter(pk=report.pk).update(state=state)


@pytest.mark.slow
def test_move_is_taken_from_its_sources_only(editor, head):
    report = factories.report(by=editor)

    deviations = []
    for state, move in itertools.product(STATES, ACTIONS):
        target = {"approve": "published"}.get(move, REPORT.by_name[move].target)
        expected = target if state in REPORT.by_name[move].sources else "refused"
        if (found := outcome(report, state, lambda row, move=move: ACTIONS[move](row, head))) != expected:
            deviations.append(f"{state}, {move}: {found} instead of {expected}")

    assert deviations == []


def test_database_refuses_changes_that_are_no_move(editor):
    report = factories.report(by=editor)

    allowed = {
        (source, target)
        for source, target in itertools.permutations(STATES, 2)
        if outcome(report, source, lambda row, target=target: Report.objects.filter(pk=row.pk).update(state=target))
        != "refused"
    }

    assert allowed == {(start, move.target) for move in REPORT.moves for start in move.sources}


def outcome(report: Report, state: str, act) -> str:
    """The state after ``act`` on the report in ``state``; nothing of it is kept."""
    with transaction.atomic():
        put_in_state(report, state)
        try:
            with transaction.atomic():
                act(Report.objects.get(pk=report.pk))
            after = Report.objects.get(pk=report.pk).state
        except (IllegalMove, InternalError):
            assert Report.objects.get(pk=report.pk).state == state
            after = "refused"
        transaction.set_rollback(True)
    return str(after)
