"""Every state × every move of the machines, in the table and in the database."""

from __future__ import annotations

import datetime as dt
import itertools

import pgtrigger
import pytest
from django.db import InternalError, transaction

from consultations.models import Meeting
from consultations.states import MEETING, MeetingState
from core.db.states import IllegalMove
from partners.models import Association
from partners.states import VERIFICATION, Verification
from proposals.models import Concern, Demand
from proposals.states import CONCERN, FOLLOW_UP, ConcernState, DemandState
from tests import factories

MACHINES = {
    "consultations.Meeting": (MEETING, MeetingState),
    "proposals.Demand": (FOLLOW_UP, DemandState),
    "proposals.Concern": (CONCERN, ConcernState),
    "partners.Association": (VERIFICATION, Verification),
}
MAKE = {
    "consultations.Meeting": factories.meeting,
    "proposals.Demand": lambda: factories.demand(),
    "proposals.Concern": factories.concern,
    "partners.Association": factories.association,
}
ROWS = {
    "consultations.Meeting": Meeting,
    "proposals.Demand": Demand,
    "proposals.Concern": Concern,
    "partners.Association": Association,
}


def moves():
    for label, (machine, states) in MACHINES.items():
        for state, move in itertools.product(states, machine.moves):
            yield label, str(state), move.name


def changes():
    for label, (_machine, states) in MACHINES.items():
        for source, target in itertools.permutations(states, 2):
            yield label, str(source), str(target)


@pytest.mark.parametrize(("label", "state", "move"), [*moves()])
def test_move_is_possible_from_its_sources_only(label, state, move):
    machine, _states = MACHINES[label]

    if state in machine.by_name[move].sources:
        assert machine.target(move, state) == machine.by_name[move].target
        assert machine.by_name[move] in machine.offered(state)
    else:
        with pytest.raises(IllegalMove):
            machine.target(move, state)
        assert machine.by_name[move] not in machine.offered(state)


@pytest.mark.parametrize(("label", "source", "target"), [*changes()])
@pytest.mark.django_db
def test_database_knows_the_same_moves(label, source, target):
    machine, _states = MACHINES[label]
    rows = ROWS[label].objects.filter(pk=MAKE[label]().pk)
    dated = {"due_on": dt.date(2019, 1, 1)} if label == "proposals.Demand" else {}
    with pgtrigger.ignore(f"{label}:legal_moves"):
        rows.update(state=source, **dated)

    if (source, target) in {(start, str(move.target)) for move in machine.moves for start in move.sources}:
        assert rows.update(state=target) == 1
    else:
        with pytest.raises(InternalError), transaction.atomic():
            rows.update(state=target)


@pytest.mark.parametrize("label", MACHINES)
def test_every_state_can_be_reached(label):
    machine, states = MACHINES[label]
    reached = {
        {
            "consultations.Meeting": "draft",
            "proposals.Demand": "registered",
            "proposals.Concern": "submitted",
            "partners.Association": "pending",
        }[label]
    }

    for _ in states:
        reached |= {str(move.target) for move in machine.moves if reached & set(map(str, move.sources))}

    assert reached == {str(state) for state in states}
