"""What happened to one demand in a quarter, derived from its published document alone.

States, steps, answers and verdicts have a day and are read up to the last day of the quarter. What a document says without a day (announced
day, whether a commitment was kept) is read as it stands when the digest is composed, which the digest tells.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from django.conf import settings

from core.quarters import DAY, Quarter
from publications.facets import OPEN_STATES
from publications.schemas import DemandDocument, ThemeRef
from publications.schemas.demand import Commitment, DemandState, Step
from publications.schemas.digest import DigestEntry, Late, Raised, Verdicts

# Of one demand; its page has the rest.
MOST_STEPS = 5


class Told(NamedTuple):
    """``entry``: what the digest can say of the demand; ``has_news``: there is something to say of this quarter.

    ``reached``: states to which a step of the quarter led. ``due`` and ``kept``: numbers of commitments whose day fell in the quarter.
    """

    entry: DigestEntry
    has_news: bool
    was_open: bool
    is_open_at_end: bool
    has_moved: bool
    is_new: bool
    answer_was_due: bool
    answered_in_time: bool
    reached: frozenset[DemandState]
    due: int
    kept: int


def told(body: DemandDocument, edition: int, quarter: Quarter, theme: ThemeRef | None = None) -> Told | None:
    """``None`` for a demand that was registered later."""
    if body.registered_on > quarter.ends_on:
        return None
    entry = _entry(body, edition, quarter, theme)
    steps = _steps(body, quarter)
    due = [each for each in entry.commitments if quarter.holds(each.due_on) and each.state != "dropped"]
    has_moved = bool(steps or entry.answered_on or any(quarter.holds(each.starts_on) for each in entry.commitments))
    is_new, answer_by = quarter.holds(body.registered_on), answer_promised_by(body)
    is_asked = is_new or bool(entry.raised.times) or entry.raised.uncounted
    fell_due = any(quarter.holds(each.on) for each in entry.late)
    return Told(
        entry=entry,
        has_news=bool(has_moved or is_asked or due or entry.verdicts.total or fell_due),
        was_open=_was_open(body, quarter),
        is_open_at_end=entry.state in OPEN_STATES,
        has_moved=has_moved,
        is_new=is_new,
        answer_was_due=quarter.holds(answer_by),
        answered_in_time=any(answer.on <= answer_by for answer in body.answers),
        reached=frozenset(step.state for step in steps),
        due=len(due),
        kept=sum(each.state == "kept" for each in due),
    )


def _entry(body: DemandDocument, edition: int, quarter: Quarter, theme: ThemeRef | None) -> DigestEntry:
    state = state_on(body, quarter.ends_on)
    return DigestEntry(
        demand_key=body.key,
        number=body.number,
        edition=edition,
        demonstration=body.demonstration,
        title=body.title,
        details=body.details,
        theme=theme,
        registered_on=body.registered_on,
        state=state,
        raised=_raised(body, quarter),
        steps=_steps(body, quarter)[-MOST_STEPS:],
        answered_on=max((answer.on for answer in body.answers if quarter.holds(answer.on)), default=None),
        commitments=[each for each in body.commitments if _concerns(each, quarter)],
        late=list(_late(body, state, quarter)),
        verdicts=_verdicts(body, quarter),
    )


def state_on(body: DemandDocument, day: dt.date) -> DemandState:
    """At the end of ``day``, on which the demand was registered already."""
    reached: list[DemandState] = [step.state for step in body.steps if step.on <= day]
    return reached[-1] if reached else "registered"


def answer_promised_by(body: DemandDocument) -> dt.date:
    return body.registered_on + DAY * settings.SITE["promises"]["first_answer_days"]


def _steps(body: DemandDocument, quarter: Quarter) -> list[Step]:
    """Of the quarter, without the registration, which is no work on the demand."""
    first = body.steps[:1]
    begins = bool(first) and first[0].state == "registered" and first[0].on == body.registered_on
    return [step for step in body.steps[begins:] if quarter.holds(step.on)]


def _was_open(body: DemandDocument, quarter: Quarter) -> bool:
    """On at least one day of the quarter."""
    if quarter.holds(body.registered_on):
        return True
    states = {step.state for step in body.steps if quarter.holds(step.on)}
    return bool(({state_on(body, quarter.starts_on - DAY)} | states) & set(OPEN_STATES))


def _concerns(each: Commitment, quarter: Quarter) -> bool:
    """It was promised by the end of the quarter, and it ends in the quarter, begins in it or is still owed."""
    if each.starts_on and each.starts_on > quarter.ends_on:
        return False
    return quarter.holds(each.due_on) or quarter.holds(each.starts_on) or each.state == "promised"


def _late(body: DemandDocument, state: DemandState, quarter: Quarter) -> Iterator[Late]:
    """Promised days before the end of the last day, of what had not come by then."""
    end = quarter.ends_on
    answer_by = answer_promised_by(body)
    if state in OPEN_STATES and answer_by < end and not any(answer.on <= end for answer in body.answers):
        yield Late(promise="answer", on=answer_by)
    if state in OPEN_STATES and body.due_on and body.due_on < end:
        yield Late(promise="date", on=body.due_on)
    for each in body.commitments:
        if each.state == "promised" and each.due_on < end and (not each.starts_on or each.starts_on <= end):
            yield Late(promise="commitment", on=each.due_on)


def _raised(body: DemandDocument, quarter: Quarter) -> Raised:
    lines = [line for line in body.mentions if line.said_on and quarter.holds(line.said_on)]
    return Raised(
        times=sum(line.times for line in lines),
        meetings=sum(line.source_kind == "meeting" for line in lines),
        concerns=sum(line.source_kind == "concern" for line in lines),
        uncounted=any(line.uncounted for line in lines),
    )


def _verdicts(body: DemandDocument, quarter: Quarter) -> Verdicts:
    given: Counter[str] = Counter(verdict.word for verdict in body.verdicts if quarter.holds(verdict.on))
    return Verdicts(**given)
