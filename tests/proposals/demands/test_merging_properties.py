"""Counts equal the ledger after any sequence of mentions, merges, splits, undoings and withdrawals; two merges at once: one wins."""

from __future__ import annotations

import datetime as dt
from typing import Any, cast

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings, strategies as st

from core.errors import DomainError
from proposals.demands import follow_up, ledger, merging, merging_approval
from proposals.models import Demand, LedgerChange, Mention
from publications import reader
from publications.schemas import DemandDocument
from tests import factories
from tests.together import at_once

SENTENCE = factories.text("جملة")
STEPS = st.tuples(
    st.sampled_from(["mention", "merge", "split", "undo", "withdraw"]), st.integers(0, 9), st.integers(0, 9)
)


class World:
    """The demands, and beside them what is expected: to which demand each mention belongs, and which demand is merged into which."""

    def __init__(self) -> None:
        self.editor, self.head = factories.staff("editor"), factories.staff("head")
        self.demands = [factories.demand() for _number in range(4)]
        self.recorded: dict[int, int] = {}
        self.belongs: dict[int, int] = {}
        self.into: dict[int, int] = {}
        self.before: dict[int, dict[int, int]] = {}
        self.in_force: list[LedgerChange] = []
        for demand in self.demands[:3]:
            self.mention(demand)
            Mention.objects.filter(demand=demand).update(is_public=True)
            draft = follow_up.send(factories.follow_up(demand, by=self.editor), by=self.editor)
            factories.approve_follow_up(draft, by=self.head)

    def step(self, name: str, first: int, second: int) -> None:
        demand, other = self.demands[first % len(self.demands)], self.demands[second % len(self.demands)]
        if name == "mention":
            self.mention(demand)
        elif name == "withdraw":
            self.withdraw(first)
        elif name == "merge":
            self.merge(demand, other)
        elif name == "split":
            self.split(demand, second)
        elif self.in_force:
            self.undo(self.in_force[first % len(self.in_force)])

    def mention(self, demand: Demand) -> None:
        key = f"meeting-{len(self.recorded) % 3}"
        facts = {"said_on": dt.date(2018, 10, 17), "source_kind": "meeting", "source_key": key}
        made = ledger.mention(Demand.objects.get(pk=demand.pk), by=self.editor, **facts)
        self.recorded[made.pk] = self.belongs[made.pk] = demand.pk

    def withdraw(self, number: int) -> None:
        if self.belongs:
            pk = sorted(self.belongs)[number % len(self.belongs)]
            Mention.objects.get(pk=pk).delete()
            del self.belongs[pk]

    def merge(self, part: Demand, whole: Demand) -> None:
        self.approve(merging.merge(part, by=self.editor, whole=whole, sentence=SENTENCE))
        self.into[part.pk] = whole.pk

    def split(self, whole: Demand, number: int) -> None:
        mentions = list(whole.mentions.order_by("pk"))[: number % 3 + 1]
        made = merging.split(
            whole, by=self.editor, mentions=mentions, title=SENTENCE, themes=[factories.theme()], sentence=SENTENCE
        )
        self.approve(made)
        self.demands.append(made.part)
        self.before[made.pk] = {each.pk: self.belongs[each.pk] for each in mentions}
        self.belongs |= dict.fromkeys(self.before[made.pk], made.part_id)

    def undo(self, done: LedgerChange) -> None:
        self.approve(merging.undo(done, by=self.editor, sentence=SENTENCE))
        self.in_force.remove(done)
        if done.kind == "merge":
            del self.into[done.part_id]
            return
        self.into[done.part_id] = done.whole_id
        for pk, before in self.before[done.pk].items():
            if self.belongs.get(pk) == done.part_id:
                self.belongs[pk] = before

    def approve(self, change: LedgerChange) -> None:
        change = merging.send(change, by=self.editor)
        pending = merging_approval.pending(change)
        change = merging_approval.approve(change, by=self.head, seen=pending.fingerprint)
        if change.undoes is None:
            self.in_force.append(change)
        published = {document.key for document in pending.documents}
        for demand in (change.part, change.whole):
            self.check_page(demand, is_new=demand.key in published)

    def check_page(self, demand: Demand, *, is_new: bool) -> None:
        """A withdrawn mention leaves a page with the next edition of that page."""
        try:
            body = cast(DemandDocument, reader.live("demand", demand.key).body)
        except reader.NotPublished:
            assert not demand.mentions.public().exists()
        else:
            assert not is_new or tuple(body.totals.model_dump().values()) == tuple(demand.mentions.public().counts())

    def check(self) -> None:
        for demand in self.demands:
            expected = {pk for pk, own in self.belongs.items() if self.root(own) == demand.pk}
            assert set(demand.mentions.values_list("pk", flat=True)) == expected
            assert demand.mentions.counts().mentions == len(expected)

    def root(self, pk: int) -> int:
        while pk in self.into:
            pk = self.into[pk]
        return pk


@pytest.mark.django_db
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, min_size=4, max_size=8))
@example(steps=[("mention", 0, 0), ("merge", 3, 0), ("withdraw", 0, 0)])
def test_counts_equal_the_ledger_after_any_sequence_and_undoing_gives_every_mention_back(steps: list[Any]) -> None:
    with transaction.atomic():
        world = World()
        for step in steps:
            try:
                with transaction.atomic():
                    world.step(*step)
            except DomainError:
                continue
            finally:
                world.check()

        for done in reversed(world.in_force.copy()):
            world.undo(done)
            world.check()
        assert world.belongs == {pk: world.recorded[pk] for pk in world.belongs}
        transaction.set_rollback(True)


@pytest.mark.django_db(transaction=True)
def test_of_two_merges_at_once_one_wins() -> None:
    first, second, third = factories.demand(), factories.demand(), factories.demand()
    editor = factories.staff("editor")

    def drafted(part: Demand, whole: Demand) -> str:
        try:
            merging.merge(part, by=editor, whole=whole, sentence=SENTENCE)
        except DomainError:
            return "refused"
        return "drafted"

    told, refused = at_once(
        [lambda: drafted(first, second), lambda: drafted(second, third), lambda: drafted(second, first)]
    )

    assert sorted(told) == ["drafted", "refused", "refused"]
    assert refused == []


@pytest.mark.django_db(transaction=True)
def test_of_two_approvals_of_one_merge_at_once_one_wins() -> None:
    first, second = factories.demand(), factories.demand()
    editor, heads = factories.staff("editor"), [factories.staff("head"), factories.staff("head")]
    change = merging.send(merging.merge(first, by=editor, whole=second, sentence=SENTENCE), by=editor)
    seen = merging_approval.pending(change).fingerprint

    def approved(head: Any) -> str:
        try:
            merging_approval.approve(change, by=head, seen=seen)
        except DomainError:
            return "refused"
        return "approved"

    told, _refused = at_once([lambda: approved(heads[0]), lambda: approved(heads[1])])

    assert sorted(told) == ["approved", "refused"]


@pytest.mark.django_db(transaction=True)
def test_mention_at_the_moment_of_a_merge_stands_in_the_ledger_that_is_left() -> None:
    first, second = factories.demand(), factories.demand()
    editor, head = factories.staff("editor"), factories.staff("head")
    change = merging.send(merging.merge(first, by=editor, whole=second, sentence=SENTENCE), by=editor)
    seen = merging_approval.pending(change).fingerprint
    facts = {"said_on": dt.date(2018, 10, 17), "source_kind": "meeting", "source_key": "meeting"}

    at_once(
        [lambda: merging_approval.approve(change, by=head, seen=seen)]
        + [lambda: ledger.mention(first, by=editor, **facts) for _time in range(4)]
    )

    assert (first.mentions.count(), second.mentions.count()) == (0, 4)
    assert set(second.mentions.values_list("origin", flat=True)) == {first.pk}
