"""Every state × every move, through the actions: a step is taken with all that belongs to it, or not at all."""

from __future__ import annotations

import itertools

import pytest

from core.db.states import IllegalMove
from proposals.models import Concern
from proposals.states import CONCERN, OF_THE_ASSOCIATION, OF_THE_CELL, ConcernState
from tests.proposals.concerns.steps import in_state, take

pytestmark = pytest.mark.django_db


def test_every_move_belongs_to_the_cell_or_to_the_association() -> None:
    assert sorted(CONCERN.by_name) == sorted([*OF_THE_CELL, *OF_THE_ASSOCIATION])


@pytest.mark.parametrize("use", ["public_named", "cell_only"])
@pytest.mark.parametrize(("state", "move"), [*itertools.product(ConcernState.values, CONCERN.by_name)])
def test_move_is_taken_from_its_sources_only(state: str, move: str, use: str) -> None:
    concern = in_state(state, use=use)
    steps = concern.steps.count()

    if state in CONCERN.by_name[move].sources:
        take(concern, move)
        after = Concern.objects.get()
        assert after.state == after.steps.last().state == CONCERN.by_name[move].target
        assert after.steps.last().move == move
        assert after.steps.count() == steps + 1
    else:
        with pytest.raises(IllegalMove):
            take(concern, move)
        assert Concern.objects.get().state == state
        assert concern.steps.count() == steps
