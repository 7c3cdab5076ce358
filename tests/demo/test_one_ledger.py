"""The demonstration shows a merged demand, and one that an accepted concern led to."""

from __future__ import annotations

from typing import cast

import pytest

from demo import civil_society, one_ledger, people
from portal.public.demands.merged import verdicts_before
from proposals.models import Concern, Demand, Mention
from publications import reader
from publications.schemas import DemandDocument

pytestmark = pytest.mark.django_db


@pytest.fixture
def gates(replayed: None) -> Demand:
    civil_society.send(people.ensure()["moderator"])
    found = one_ledger.play()
    assert found is not None
    return found


def page(demand: Demand) -> DemandDocument:
    return cast(DemandDocument, reader.live("demand", demand.key).body)


def test_invented_demand_is_merged_into_one_of_2018_on_its_day(gates: Demand) -> None:
    gates.refresh_from_db()
    asked = Demand.objects.get(pk=gates.merged_into_id)

    (line,) = page(asked).relations
    assert (line.number, line.on) == (gates.number, one_ledger.MERGED_ON)
    assert page(gates).merged_into == asked.number
    assert page(asked).demonstration


def test_verdict_on_the_merged_demand_is_counted_on_the_page_of_the_whole(gates: Demand) -> None:
    gates.refresh_from_db()
    assert gates.merged_into

    (verdict,) = page(gates).verdicts
    assert (verdict.word, verdict.on, "مثال" in verdict.sentence.ar) == ("partly", one_ledger.JUDGED_ON, True)
    assert verdicts_before(page(gates.merged_into)) == ((gates.number, 1),)


def test_accepted_concern_led_to_a_demand_that_says_that_it_is_an_example(gates: Demand) -> None:
    concern = Concern.objects.get(title=civil_society.LIGHTING.title)
    mention = Mention.objects.get(source_kind="concern", source_key=concern.reference)

    body = page(mention.demand)
    assert (concern.state, body.demonstration, "مثال" in body.title.ar) == ("accepted", True, True)
    assert (body.mentions, mention.is_public) == ([], False)


def test_it_is_played_once_and_not_without_the_meeting(gates: Demand) -> None:
    assert one_ledger.play() is None
    assert Demand.objects.filter(is_demonstration=True).count() == 2
