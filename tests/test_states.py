"""The database allows exactly the moves that the machines declare, and every state can be reached."""

from __future__ import annotations

import datetime as dt
import itertools
from contextlib import suppress

import pgtrigger
import pytest
from django.db import InternalError, transaction

from consultations.models import Meeting
from consultations.states import MEETING, MeetingState
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


def beside_concerns():
    other = factories.concern()
    return lambda state: {"merged_into": other if state == ConcernState.MERGED else None}


# What the database asks of the other columns in a state.
BESIDE = {
    "proposals.Demand": lambda: lambda state: {"due_on": dt.date(2019, 1, 1)},
    "proposals.Concern": beside_concerns,
}


@pytest.mark.parametrize("label", MACHINES)
@pytest.mark.django_db
def test_database_allows_exactly_the_moves_of_the_machine(label):
    machine, states = MACHINES[label]
    rows = ROWS[label].objects.filter(pk=MAKE[label]().pk)
    beside = BESIDE.get(label, lambda: lambda state: {})()

    allowed = set()
    for source, target in itertools.permutations(map(str, states), 2):
        with pgtrigger.ignore(f"{label}:legal_moves"):
            rows.update(state=source, **beside(source))
        with suppress(InternalError), transaction.atomic():
            allowed |= {(source, target)} if rows.update(state=target, **beside(target)) else set()

    assert allowed == {
        (start, str(move.target)) for move in machine.moves for start in move.sources if start != move.target
    }


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
