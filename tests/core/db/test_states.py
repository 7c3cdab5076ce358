"""What a machine makes of its moves. The machines of the portal are in tests/test_states.py."""

from __future__ import annotations

import pytest

from core.db.states import IllegalMove, Machine, Move

MACHINE = Machine((Move("open", ("draft", "closed"), "open"), Move("close", ("open",), "closed")))


def test_move_leads_from_each_of_its_sources_to_its_target():
    assert [MACHINE.target("open", state) for state in ("draft", "closed")] == ["open", "open"]
    assert MACHINE.target("close", "open") == "closed"


@pytest.mark.parametrize(("move", "state"), [("open", "open"), ("close", "draft"), ("close", "closed"), ("open", "x")])
def test_move_from_another_state_is_refused(move, state):
    with pytest.raises(IllegalMove):
        MACHINE.target(move, state)


def test_offered_are_the_moves_that_start_from_the_state():
    offered = {state: [move.name for move in MACHINE.offered(state)] for state in ("draft", "open", "closed", "x")}

    assert offered == {"draft": ["open"], "open": ["close"], "closed": ["open"], "x": []}
