"""Counts equal the ledger after any sequence of mentions, merges, splits, undoings, withdrawals, marks and verdicts; two merges at once:
one wins."""

from __future__ import annotations

import copy
import datetime as dt
from collections import Counter
from typing import Any, cast

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings, strategies as st

from consultations.models import Intervention, Report
from consultations.planning import meetings
from consultations.record import contributions
from consultations.reports import steps as reports
from core.errors import DomainError
from proposals.demands import follow_up, ledger, merging, merging_approval, support
from proposals.models import Demand, LedgerChange, Mention
from publications import reader
from publications.schemas import DemandDocument
from tests import factories
from tests.together import at_once

SENTENCE = factories.text("جملة")
NAMES = ("mention", "merge", "split", "undo", "withdraw", "withdraw_report", "support", "unsupport", "verdict")
STEPS = st.tuples(st.sampled_from(NAMES), st.integers(0, 9), st.integers(0, 9))


class World:
    """The demands, and beside them what is expected: to which demand each mention belongs, which demand is merged into which, who set a
    mark and how many verdicts were published.

    A published report names the first three demands; the fourth is not public. Further mentions come from meetings that are being recorded.
    """

    def __init__(self) -> None:
        self.editor, self.head, self.moderator = (factories.staff(each) for each in ("editor", "head", "moderator"))
        self.asking, self.other = factories.verified_association(), factories.verified_association()
        self.members = {each.pk: factories.representative(each) for each in (self.asking, self.other)}
        self.recorded: dict[int, int] = {}
        self.belongs: dict[int, int] = {}
        self.into: dict[int, int] = {}
        self.before: dict[int, dict[int, int]] = {}
        self.said: dict[int, Intervention] = {}
        self.marks: set[int] = set()
        self.judged: Counter[int] = Counter()
        self.in_force: list[LedgerChange] = []
        self.report, self.demands = self.published()
        self.demands.append(factories.demand())

    def published(self) -> tuple[Report, list[Demand]]:
        """A report of which the first demand has an answer."""
        meeting = meetings.move(factories.meeting(), by=factories.scribe(), move="open")
        speaker = factories.present(meeting, side="civil_society", association=self.asking)
        said = [factories.contribution(meeting, speaker=speaker) for _number in range(3)]
        demands = [factories.demand_point(meeting, interventions=[each]).demand for each in said]
        closed = meetings.move(meeting, by=factories.scribe(), move="close")
        report = factories.published_report(by=self.editor, head=self.head, at=closed)
        for mention in Mention.objects.all():
            self.recorded[mention.pk] = self.belongs[mention.pk] = mention.demand_id
        draft = factories.follow_up(demands[0], by=self.editor, answer=SENTENCE)
        factories.approve_follow_up(follow_up.send(draft, by=self.editor), by=self.head)
        return report, [cast(Demand, each) for each in demands]

    def step(self, name: str, first: int, second: int) -> None:
        demand, other = self.demands[first % len(self.demands)], self.demands[second % len(self.demands)]
        steps: dict[str, Any] = {
            "mention": lambda: self.mention(demand),
            "withdraw": lambda: self.withdraw(first),
            "withdraw_report": self.withdraw_report,
            "merge": lambda: self.merge(demand, other),
            "split": lambda: self.split(demand, second),
            "undo": lambda: self.in_force and self.undo(self.in_force[first % len(self.in_force)]),
            "support": lambda: self.support(demand),
            "unsupport": lambda: self.unsupport(demand),
            "verdict": self.verdict,
        }
        steps[name]()

    def mention(self, demand: Demand) -> None:
        meeting = meetings.move(factories.meeting(), by=factories.scribe(), move="open")
        said = factories.contribution(meeting)
        point = factories.demand_point(meeting, of=demand, interventions=[said])
        made = point.carriages.get().mention
        self.recorded[made.pk] = self.belongs[made.pk] = demand.pk
        self.said[made.pk] = said

    def withdraw(self, number: int) -> None:
        """A contribution of a meeting that is being recorded."""
        if self.said:
            pk = sorted(self.said)[number % len(self.said)]
            contributions.remove_contribution(self.said[pk], by=factories.scribe())
            del self.said[pk], self.belongs[pk]

    def withdraw_report(self) -> None:
        self.report.refresh_from_db()
        reports.withdraw(self.report, by=self.head, sentence=SENTENCE)

    def support(self, demand: Demand) -> None:
        support.add(demand, association=self.other, by=self.members[self.other.pk])
        self.marks.add(demand.pk)

    def unsupport(self, demand: Demand) -> None:
        support.withdraw(demand, association=self.other, by=self.members[self.other.pk])
        self.marks.discard(demand.pk)

    def verdict(self) -> None:
        row = factories.verdict(self.demands[0], self.asking, by=self.members[self.asking.pk])
        factories.publish_verdict(row, by=self.moderator)
        self.judged[row.answer.demand_id] += 1
        self.check_voice(self.demands[0])

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
            if demand.key in published:
                self.check_voice(demand)

    def check_voice(self, demand: Demand) -> None:
        """In a new edition. A merged demand keeps what its page said."""
        body = page(demand)
        if body and body.merged_into is None:
            assert body.supporters.count == (demand.pk in self.marks)
            assert len(body.verdicts) == self.judged[demand.pk]

    def check(self) -> None:
        for demand in self.demands:
            expected = {pk for pk, own in self.belongs.items() if self.root(own) == demand.pk}
            assert set(demand.mentions.values_list("pk", flat=True)) == expected
            assert demand.mentions.counts().mentions == len(expected)
            public = demand.mentions.public().counts()
            body = page(demand)
            assert tuple(body.totals.model_dump().values()) == tuple(public) if body else not public.mentions

    def root(self, pk: int) -> int:
        while pk in self.into:
            pk = self.into[pk]
        return pk


def page(demand: Demand) -> DemandDocument | None:
    try:
        return cast(DemandDocument, reader.live("demand", demand.key).body)
    except (reader.NotPublished, reader.Withdrawn):
        return None


@pytest.fixture
def beginning(db: None) -> World:
    """Made once for all sequences of a test: each goes on from a copy of it, and is taken back."""
    return World()


def assert_counts_follow(beginning: World, steps: list[Any]) -> None:
    with transaction.atomic():
        world = copy.deepcopy(beginning)
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


SHARED = {"deadline": None, "suppress_health_check": [HealthCheck.function_scoped_fixture]}


@pytest.mark.slow
@pytest.mark.django_db
@settings(max_examples=3, **SHARED)
@given(steps=st.lists(STEPS, min_size=4, max_size=8))
@example(steps=[("support", 0, 0), ("verdict", 0, 0), ("merge", 3, 0), ("mention", 3, 0), ("withdraw", 0, 0)])
@example(steps=[("merge", 0, 1), ("merge", 1, 2), ("withdraw_report", 0, 0), ("undo", 1, 0)])
def test_counts_equal_the_ledger_after_any_sequence_and_undoing_gives_every_mention_back(
    beginning: World, steps: list[Any]
) -> None:
    assert_counts_follow(beginning, steps)


@pytest.mark.slow
@pytest.mark.django_db
@settings(max_examples=12, **SHARED)
@given(steps=st.lists(STEPS, min_size=8, max_size=16))
def test_counts_equal_the_ledger_after_any_long_sequence(beginning: World, steps: list[Any]) -> None:
    assert_counts_follow(beginning, steps)


@pytest.mark.slow
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


@pytest.mark.slow
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


@pytest.mark.slow
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
