"""What a digest says of one demand, from its published document alone."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from core.quarters import Quarter
from core.text.texts import Texts
from proposals.digests.quarter_of_demand import Told, told
from publications.schemas import DemandDocument
from publications.schemas.demand import Answer, Commitment, MentionEntry, Step, Totals, Verdict

FIRST, SECOND = Quarter(2019, 1), Quarter(2019, 2)
ASKED = dt.date(2019, 1, 10)
SAID = Texts(ar="جملة")


def demand(**values: Any) -> DemandDocument:
    totals = Totals(mentions=0, associations=0, meetings=0, concerns=0, uncounted=False)
    facts = {
        "key": "7",
        "number": 7,
        "title": Texts(ar="مطلب"),
        "state": "registered",
        "since": ASKED,
        "totals": totals,
    }
    begun = [Step(on=ASKED, state="registered", sentence=SAID)]
    return DemandDocument(**{**facts, "registered_on": ASKED, **values, "steps": begun + values.get("steps", [])})


def step(month: int, day: int, state: Any) -> Step:
    return Step(on=dt.date(2019, month, day), state=state, sentence=SAID)


def of(quarter: Quarter, **values: Any) -> Told:
    found = told(demand(**values), 3, quarter)
    assert found is not None
    return found


def test_demand_of_a_later_quarter_is_not_told() -> None:
    assert told(demand(), 1, Quarter(2018, 4)) is None
    assert told(demand(), 1, FIRST) is not None


def test_state_is_that_of_the_last_day() -> None:
    steps = [step(3, 31, "in_progress"), step(4, 1, "done")]

    assert [of(quarter, steps=steps).entry.state for quarter in (FIRST, SECOND)] == ["in_progress", "done"]
    assert [each.on.month for each in of(FIRST, steps=steps).entry.steps] == [3]


def test_registration_alone_is_asked_and_not_moved() -> None:
    found = of(FIRST)

    assert (found.is_new, found.has_moved, found.has_news, found.was_open) == (True, False, True, True)


def test_demand_without_news_in_the_quarter_is_open_and_quiet() -> None:
    answered = [Answer(on=dt.date(2019, 1, 20), text=SAID)]
    found = of(SECOND, steps=[step(1, 20, "in_progress")], answers=answered)

    assert (found.has_news, found.was_open, found.is_open_at_end) == (False, True, True)


def test_demand_closed_before_the_quarter_was_not_open_in_it() -> None:
    found = of(SECOND, steps=[step(2, 1, "done")])

    assert (found.was_open, found.is_open_at_end, found.has_news) == (False, False, False)


def test_demand_closed_in_the_quarter_was_open_in_it() -> None:
    found = of(SECOND, steps=[step(4, 2, "done")])

    assert (found.was_open, found.is_open_at_end, found.reached) == (True, False, {"done"})


@pytest.mark.parametrize(
    ("answered_on", "is_late"), [(None, True), (dt.date(2019, 4, 1), True), (dt.date(2019, 3, 1), False)]
)
def test_first_answer_is_late_where_it_had_not_come_by_the_last_day(answered_on: Any, is_late: bool) -> None:
    answers = [Answer(on=answered_on, text=SAID)] if answered_on else []

    found = of(FIRST, answers=answers, steps=[step(1, 12, "studying")])

    assert [each.promise for each in found.entry.late] == (["answer"] if is_late else [])
    assert (found.answer_was_due, found.answered_in_time) == (True, False)


def test_announced_day_is_late_only_after_it() -> None:
    answers = [Answer(on=ASKED, text=SAID)]
    promised = {"answers": answers, "steps": [step(1, 12, "planned")]}

    assert [each.promise for each in of(FIRST, due_on=dt.date(2019, 3, 30), **promised).entry.late] == ["date"]
    assert of(FIRST, due_on=dt.date(2019, 3, 31), **promised).entry.late == []


def test_commitment_counts_in_the_quarter_of_its_day() -> None:
    kept = Commitment(what=SAID, owner=SAID, starts_on=ASKED, due_on=dt.date(2019, 2, 28), state="kept")
    owed = Commitment(what=SAID, owner=SAID, starts_on=ASKED, due_on=dt.date(2019, 5, 1), state="promised")

    first, second = (of(quarter, commitments=[kept, owed]) for quarter in (FIRST, SECOND))

    assert ((first.due, first.kept), (second.due, second.kept)) == ((1, 1), (1, 0))
    assert [each.promise for each in second.entry.late if each.promise == "commitment"] == ["commitment"]
    assert second.entry.commitments == [owed]


def test_commitment_of_a_later_quarter_is_not_told() -> None:
    later = Commitment(
        what=SAID, owner=SAID, starts_on=dt.date(2019, 4, 1), due_on=dt.date(2019, 5, 1), state="promised"
    )

    assert of(FIRST, commitments=[later]).entry.commitments == []
    assert of(SECOND, commitments=[later]).entry.commitments == [later]


def test_mentions_and_verdicts_of_the_quarter_are_numbers_without_names() -> None:
    name = Texts(ar="جمعية الأمل")
    lines = [
        MentionEntry(
            said_on=dt.date(2019, month, 5), source_kind="meeting", associations=[name], times=2, uncounted=month == 2
        )
        for month in (2, 3, 4)
    ]
    verdicts = [
        Verdict(answer=0, on=dt.date(2019, month, 5), word="partly", association=name, sentence=SAID)
        for month in (3, 4)
    ]

    found = of(FIRST, mentions=lines, verdicts=verdicts)

    assert found.entry.raised.model_dump() == {"times": 4, "meetings": 2, "concerns": 0, "uncounted": True}
    assert found.entry.verdicts.model_dump() == {"solved": 0, "partly": 1, "not_solved": 0}
    assert name.ar not in found.entry.model_dump_json()
