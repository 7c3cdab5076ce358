"""The demonstration shows a demand that was done and judged "partly", and who asks the same."""

from __future__ import annotations

from typing import cast

import pytest
from django.test import Client

from demo import civil_society, meknes, people, voice
from proposals.models import Demand
from publications import reader
from publications.schemas import DemandDocument

pytestmark = pytest.mark.django_db


def test_one_demand_is_judged_partly_and_two_are_asked_for_by_another_association(answered_demands: int) -> None:
    civil_society.send(people.ensure()["moderator"])
    assert voice.play() is not None
    assert voice.play() is None

    rows = [Demand.objects.get(title=meknes.DEMANDS[place].title) for place in (voice.CRIME, voice.GUIDE)]
    crime, guide = (cast(DemandDocument, reader.live("demand", row.key).body) for row in rows)
    (verdict,) = guide.verdicts
    assert (guide.state, verdict.word, verdict.on) == ("done", "partly", voice.JUDGED_ON)
    assert verdict.answer == len(guide.answers) - 1
    assert [body.supporters.count for body in (crime, guide)] == [1, 1]
    for words in (verdict.sentence.ar, *(name.ar for body in (crime, guide) for name in body.supporters.named)):
        assert "مثال" in words
    assert guide.demonstration
    assert voice.SENTENCE in Client().get(f"/ar/demands/{guide.key}/").content.decode()


def test_without_answers_nothing_is_judged(replayed: None) -> None:
    civil_society.send(people.ensure()["moderator"])

    assert voice.play() is None
