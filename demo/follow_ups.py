"""Answers the demands of 2018 by the real actions: an editor writes, the head approves, each on its own day (core.time_travel)."""

from __future__ import annotations

import datetime as dt
from contextlib import nullcontext
from typing import Any

import pghistory
from django.db import transaction

from accounts.models import User
from core.clock import today
from core.months import months_after
from core.time_travel import happening
from demo import answers, digests, findings, meknes, people, schools
from proposals.demands import approval, commitments, desk, follow_up
from proposals.demands.follow_up import Wording
from proposals.models import Demand, FollowUp
from reference.models import Institution, PoliceUnit

HALF_A_YEAR = 6


def play() -> int:
    """Returns how many follow-ups were published: none if that was done before, or without the first meeting."""
    users, demands = people.ensure(), _demands()
    if not demands or FollowUp.objects.filter(demand__in=[demand for demand, _said in demands]).exists():
        return 0
    with transaction.atomic(), pghistory.context(source="demonstration"):
        with happening(schools.hour(answers.ASSIGNED_ON, 10)):
            unit = PoliceUnit.objects.get(key="meknes")
            desk.assign([demand for demand, _said in demands], by=users["moderator"], unit=unit)
        steps = [(demand, said) for demand, each in demands for said in each]
        for demand, said in sorted(steps, key=lambda step: step[1].on or today()):
            if said.on is None or said.on > digests.OF_2018.on:
                digests.play(digests.OF_2018)
            _publish(demand, said, unit, users)
    return len(steps)


def are_played() -> bool:
    return FollowUp.objects.filter(demand__in=[demand for demand, _said in _demands()]).exists()


def _demands() -> list[tuple[Demand, tuple[answers.Said, ...]]]:
    rows = {
        noted.title: Demand.objects.filter(registered_on=meknes.HELD_ON, title=noted.title).first()
        for noted in meknes.DEMANDS
    }
    each = zip(meknes.DEMANDS, answers.ANSWERS, strict=True)
    return [(row, said) for noted, said in each if (row := rows[noted.title]) is not None]


def _publish(demand: Demand, said: answers.Said, unit: PoliceUnit, users: dict[str, User]) -> None:
    on: Any = happening(schools.hour(said.on, 11)) if said.on else nullcontext()
    with on:
        draft = follow_up.begin(demand, by=users["editor"])
        follow_up.save(draft, by=users["editor"], version=draft.version, wording=_wording(said))
        _promise(draft, said, unit, users["editor"])
        draft.refresh_from_db()
        findings.keep(approval.pending(draft), by=users["editor"])
        follow_up.send(draft, by=users["editor"])
        draft.refresh_from_db()
        approval.approve(draft, by=users["head"], seen=approval.pending(draft).fingerprint)


def _wording(said: answers.Said) -> Wording:
    return Wording(
        move=said.move,
        sentence=said.sentence,
        due_on=said.due_on or (_due_on(said.promise) if said.promise else None),
        body=Institution.objects.get(key=said.body) if said.body else None,
        reason=said.reason,
        answer=said.answer,
    )


def _due_on(promise: answers.Promise) -> dt.date:
    return promise.due_on or months_after(today(), HALF_A_YEAR)


def _promise(draft: FollowUp, said: answers.Said, unit: PoliceUnit, editor: User) -> None:
    if said.promise:
        due_on = _due_on(said.promise)
        commitments.add(draft, by=editor, what=said.promise.what, owner_unit=unit, starts_on=today(), due_on=due_on)
    if said.evidence:
        kept = commitments.take_up(draft, draft.demand.commitments.get(), by=editor)
        commitments.edit(
            kept,
            by=editor,
            seen=commitments.fingerprint(kept),
            due_on=kept.due_on,
            state="kept",
            evidence=said.evidence,
        )
