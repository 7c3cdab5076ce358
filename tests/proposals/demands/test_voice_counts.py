"""What the public reads of verdicts and marks equals the rows, after any sequence of verdict, change, decision, mark and withdrawal."""

from __future__ import annotations

from typing import Any, NamedTuple, cast

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings, strategies as st

from accounts.models import User
from core.text.texts import Texts
from partners.models import Association
from proposals.demands import support, verdicts
from proposals.models import Demand, Verdict
from publications import reader
from publications.schemas import DemandDocument
from tests import factories

pytestmark = pytest.mark.django_db
WORDS = ("solved", "partly", "not_solved")
SENTENCE = "جملة الجمعية"
PLACES, CHOICE = st.integers(0, 2), st.booleans()
STEPS = st.one_of(
    st.tuples(st.just("give"), PLACES, st.sampled_from(WORDS), CHOICE),
    st.tuples(st.just("decide"), PLACES, CHOICE),
    st.tuples(st.just("support"), PLACES, CHOICE),
    st.tuples(st.just("withdraw"), PLACES),
    st.tuples(st.just("mention"), PLACES),
    st.tuples(st.just("update")),
)


class World(NamedTuple):
    demand: Demand
    asking: list[Association]
    others: list[Association]
    members: dict[int, User]
    moderator: User


class Expected:
    """What the steps amount to, counted by hand."""

    def __init__(self) -> None:
        self.given: dict[int, tuple[str, bool]] = {}
        self.decided: dict[int, tuple[str, bool, bool]] = {}
        self.marks: dict[int, bool] = {}
        self.mentioned: set[int] = set()


@pytest.fixture
def world() -> World:
    asking, others = ([factories.verified_association() for _each in range(3)] for _side in range(2))
    members = {each.pk: factories.representative(each) for each in (*asking, *others)}
    return World(factories.answered_demand(*asking), asking, others, members, factories.staff("moderator"))


@pytest.mark.slow
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, max_size=12))
def test_counts_equal_the_rows_under_any_sequence(world: World, steps: list[tuple[Any, ...]]) -> None:
    with transaction.atomic():
        expected = Expected()
        for name, *values in steps:
            globals()[f"_{name}"](world, expected, *values)
        _update(world, expected)

        assert_edition_tells(world, expected)
        transaction.set_rollback(True)


def assert_edition_tells(world: World, expected: Expected) -> None:
    body = cast(DemandDocument, reader.live("demand", world.demand.key).body)
    found = [(entry.word, entry.association, bool(entry.sentence)) for entry in body.verdicts]
    decided = [
        (word, world.asking[place].name if shows else Texts(), is_shown)
        for place, (word, shows, is_shown) in expected.decided.items()
    ]
    assert sorted(found, key=str) == sorted(decided, key=str)
    marks = {place: shows for place, shows in expected.marks.items() if place not in expected.mentioned}
    assert body.supporters.count == len(marks)
    named = [world.others[place].name for place, shows in marks.items() if shows]
    assert sorted(body.supporters.named, key=str) == sorted(named, key=str)
    assert body.asked == len(world.asking) + len({*expected.marks, *expected.mentioned})


def _give(world: World, expected: Expected, place: int, word: str, shows: bool) -> None:
    if place in expected.decided:
        return
    association = world.asking[place]
    by = world.members[association.pk]
    factories.verdict(world.demand, association, by=by, word=word, sentence=SENTENCE, shows_name=shows)
    expected.given[place] = (word, shows)


def _decide(world: World, expected: Expected, place: int, is_shown: bool) -> None:
    if place not in expected.given or place in expected.decided:
        return
    row = Verdict.objects.get(association=world.asking[place])
    seen = verdicts.pending(row).fingerprint
    if is_shown:
        verdicts.publish(row, by=world.moderator, seen=seen)
    else:
        verdicts.refuse(row, by=world.moderator, seen=seen, reason="سبب")
    expected.decided[place] = (*expected.given[place], is_shown)


def _support(world: World, expected: Expected, place: int, shows: bool) -> None:
    if place in expected.mentioned:
        return
    association = world.others[place]
    support.add(world.demand, association=association, by=world.members[association.pk], shows_name=shows)
    expected.marks[place] = shows


def _withdraw(world: World, expected: Expected, place: int) -> None:
    association = world.others[place]
    support.withdraw(world.demand, association=association, by=world.members[association.pk])
    expected.marks.pop(place, None)


def _mention(world: World, expected: Expected, place: int) -> None:
    factories.mention(world.demand, world.others[place])
    expected.mentioned.add(place)


def _update(world: World, expected: Expected) -> None:
    pending = support.pending(world.demand)
    if not pending.main.is_unchanged:
        support.publish(world.demand, by=world.moderator, seen=pending.fingerprint)
