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


@pytest.mark.parametrize(("state", "move"), [*itertools.product(STATES, ACTIONS)])
def test_every_move_from_every_state(state, move, editor, head):
    report = factories.report(by=editor)
    put_in_state(report, state)

    if state in REPORT.by_name[move].sources:
        ACTIONS[move](report, head)
        assert Report.objects.get().state == REPORT.by_name[move].target
    else:
        with pytest.raises(IllegalMove):
            ACTIONS[move](report, head)
        assert Report.objects.get().state == state


@pytest.mark.parametrize(("source", "target"), [*itertools.permutations(STATES, 2)])
def test_database_refuses_changes_that_are_no_move(source, target, editor):
    report = factories.report(by=editor)
    put_in_state(report, source)
    legal = {(start, move.target) for move in REPORT.moves for start in move.sources}

    if (source, target) in legal:
        Report.objects.filter(pk=report.pk).update(state=target)
    else:
        with pytest.raises(InternalError), transaction.atomic():
            Report.objects.filter(pk=report.pk).update(state=target)
