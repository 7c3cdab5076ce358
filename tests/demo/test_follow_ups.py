"""The demonstration shows each way that a demand can go."""

from __future__ import annotations

from typing import cast

import pytest
from django.test import Client

from demo import answers, follow_ups, meknes
from portal.public.demands.follow_up import unanswered_since
from proposals.models import Demand, FollowUp
from publications import reader
from publications.models import Approval
from publications.schemas import DemandDocument

pytestmark = pytest.mark.django_db
STEPS = sum(len(said) for said in answers.ANSWERS)


@pytest.fixture
def bodies(answered_demands: int) -> list[DemandDocument]:
    """The public documents of the five demands, in the order of the meeting."""
    assert answered_demands == STEPS
    rows = Demand.objects.filter(registered_on=meknes.HELD_ON).order_by("number")
    return [cast(DemandDocument, reader.live("demand", row.key).body) for row in rows]


def test_each_demand_goes_its_own_way(bodies: list[DemandDocument]) -> None:
    assert [body.state for body in bodies] == ["in_progress", "registered", "done", "not_possible", "referred"]
    assert [len(body.answers) for body in bodies] == [1, 0, 2, 1, 1]
    assert [[each.state for each in body.commitments] for body in bodies] == [["promised"], [], ["kept"], [], []]
    assert bodies[3].steps[-1].reason == "means"
    assert bodies[4].steps[-1].body.fr == "Autorités locales de Meknès"
    assert [bool(unanswered_since(body)) for body in bodies] == [False, True, False, False, False]


def test_every_sentence_says_that_it_is_an_example(bodies: list[DemandDocument]) -> None:
    said = [step.sentence for body in bodies for step in body.steps[1:]]
    said += [answer.text for body in bodies for answer in body.answers]
    said += [text for body in bodies for each in body.commitments for text in (each.what, each.evidence) if text]

    assert len(said) > STEPS
    for words in said:
        assert ("مثال" in words.ar, "exemple" in words.fr, "example" in words.en) == (True, True, True)
    assert all(body.demonstration for body in bodies)


def test_head_approves_what_the_editor_wrote_on_its_day(bodies: list[DemandDocument]) -> None:
    assert bodies[2].steps[-1].on == answers.GUIDE[-1].on
    for row in FollowUp.objects.prefetch_related("authors"):
        assert Approval.objects.get(edition=row.edition).approver_id not in {each.pk for each in row.authors.all()}


def test_answers_are_played_once_and_not_without_the_meeting(bodies: list[DemandDocument]) -> None:
    assert follow_ups.play() == 0
    assert FollowUp.objects.count() == STEPS


def test_pages_of_the_demands_are_shown(bodies: list[DemandDocument]) -> None:
    for body in bodies:
        assert Client().get(f"/ar/demands/{body.key}/").status_code == 200
