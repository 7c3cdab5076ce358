"""A published concern with a name stands in the ledger of the demand to which it led, and leaves it with the name."""

from __future__ import annotations

from typing import cast

import pytest
from django.test import Client

from core.text.texts import Texts
from proposals.concerns import review
from proposals.demands import registration
from proposals.models import Concern, Demand, Mention
from publications import reader
from publications.schemas import DemandDocument
from tests import factories
from tests.proposals.concerns import publishing
from tests.proposals.digests.playing import published as published_demand

pytestmark = pytest.mark.django_db
NAME = Texts(ar="جمعية النور للتنمية", fr="Association Annour")


@pytest.fixture
def demand() -> Demand:
    return published_demand()


@pytest.fixture
def concern(demand: Demand) -> Concern:
    made = factories.accepted_concern(of=factories.association(name=NAME))
    registration.mention(made, by=factories.staff("moderator"), demand=demand)
    return made


def page(demand: Demand) -> DemandDocument:
    return cast(DemandDocument, reader.live("demand", demand.key).body)


def test_line_has_the_name_and_leads_to_the_published_text(demand: Demand, concern: Concern) -> None:
    assert page(demand).mentions == []

    row = publishing.published(concern)

    (line,) = page(demand).mentions
    assert (line.source_kind, line.source_key, line.associations, line.source_title) == (
        "concern", row.key, [NAME], row.title,
    )  # fmt: skip
    assert page(demand).totals.concerns == 1
    assert f"/fr/concerns/{row.key}/" in Client().get(f"/fr/demands/{demand.key}/").content.decode()
    assert concern.reference not in reader.live("demand", demand.key).canonical


def test_next_edition_of_the_demand_keeps_the_line(demand: Demand, concern: Concern) -> None:
    row = publishing.published(concern)

    published_demand(demand, on=demand.registered_on, sentence=Texts(ar="جملة"))

    assert [line.source_key for line in page(demand).mentions] == [row.key]


def test_correction_without_the_name_takes_the_line_out_and_closes_what_had_it(
    demand: Demand, concern: Concern
) -> None:
    row = publishing.published(concern)
    named = reader.live("demand", demand.key).number

    publishing.corrected(row, shows_name=False)

    assert page(demand).mentions == []
    assert NAME.fr not in Client().get(f"/fr/demands/{demand.key}/").content.decode()
    with pytest.raises(reader.Withdrawn):
        reader.edition("demand", demand.key, named)
    assert not Mention.objects.get().is_public


def test_withdrawal_takes_the_line_out(demand: Demand, concern: Concern) -> None:
    publishing.withdrawn(publishing.published(concern))

    assert page(demand).mentions == []
    assert Mention.objects.filter(is_public=False).count() == 1


def test_concern_that_its_association_withdraws_leaves_the_ledger_for_good(demand: Demand, concern: Concern) -> None:
    publishing.published(concern)

    review.withdraw(concern, by=concern.association.memberships.current().get().user)

    assert page(demand).mentions == []
    assert not Mention.objects.exists()


def test_unnamed_concern_changes_no_edition_of_the_demand(demand: Demand) -> None:
    before = reader.live("demand", demand.key).number
    concern = publishing.unnamed(factories.association(name=NAME))
    registration.mention(concern, by=factories.staff("moderator"), demand=demand)

    publishing.published(concern)

    assert reader.live("demand", demand.key).number == before
    assert not Mention.objects.get().is_public
