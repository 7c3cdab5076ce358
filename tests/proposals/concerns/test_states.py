"""Every state × every move, through the actions: a step is taken with all that belongs to it, or not at all."""

from __future__ import annotations

import pytest
from django.db import transaction

from core.db.states import IllegalMove
from proposals.models import Concern
from proposals.states import CONCERN, OF_MERGES, OF_THE_ASSOCIATION, OF_THE_CELL, ConcernState
from tests.proposals.concerns.steps import in_state, take

pytestmark = pytest.mark.django_db


def test_every_move_belongs_to_the_cell_or_to_the_association() -> None:
    assert sorted(CONCERN.by_name) == sorted([*OF_THE_CELL, *OF_MERGES, *OF_THE_ASSOCIATION])


@pytest.mark.slow
@pytest.mark.parametrize("use", ["public_named", "cell_only"])
def test_move_is_taken_from_its_sources_only(use: str) -> None:
    deviations = []
    for state in ConcernState.values:
        concern = in_state(state, use=use)
        for move in CONCERN.by_name:
            expected = [(move, CONCERN.by_name[move].target)] if state in CONCERN.by_name[move].sources else []
            if (found := steps_of(concern, move)) != expected:
                deviations.append(f"{state}, {move}: {found} instead of {expected}")

    assert deviations == []


def steps_of(concern: Concern, move: str) -> list[tuple[str, str]]:
    """What the move adds to the steps of the concern, which stands in its state again afterwards."""
    before = concern.steps.count()
    with transaction.atomic():
        try:
            take(Concern.objects.get(pk=concern.pk), move)
        except IllegalMove:
            assert Concern.objects.get(pk=concern.pk).state == concern.state
        else:
            assert Concern.objects.get(pk=concern.pk).state == concern.steps.last().state
        taken = [(step.move, step.state) for step in concern.steps.order_by("pk")[before:]]
        transaction.set_rollback(True)
    return taken
