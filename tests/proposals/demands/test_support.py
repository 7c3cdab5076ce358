"""“We ask this too”: one mark for each association, named by choice, withdrawn at any time."""

from __future__ import annotations

from typing import cast

import pytest

from core.errors import DomainError, NotAllowed
from partners.models import Association
from proposals.demands import follow_up, support
from proposals.models import Demand, Support
from publications import reader
from publications.models import Document, Edition
from publications.schemas import DemandDocument
from tests import factories
from tests.together import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def demand() -> Demand:
    return factories.answered_demand()


@pytest.fixture
def association() -> Association:
    return factories.verified_association()


def public(demand: Demand) -> DemandDocument:
    return cast(DemandDocument, reader.live("demand", demand.key).body)


def published(demand: Demand) -> DemandDocument:
    """After the cell brought the public number up to date."""
    support.publish(demand, by=factories.staff("moderator"), seen=support.pending(demand).fingerprint)
    return public(demand)


def supported(demand: Demand, association: Association, **values: bool) -> Support:
    member = factories.representative(association)
    return support.add(demand, association=association, by=member, **values)


def test_support_adds_an_association_and_no_mention(demand, association):
    supported(demand, association)
    body = published(demand)

    assert (body.supporters.count, body.supporters.named) == (1, [])
    assert body.totals.mentions == body.totals.associations == 0
    assert not Edition.objects.filter(canonical__contains=association.name.ar).exists()


def test_support_is_public_only_with_the_next_edition(demand, association):
    supported(demand, association)
    assert public(demand).supporters.count == 0

    editor = factories.staff("editor")
    draft = factories.follow_up(demand, by=editor)
    factories.approve_follow_up(follow_up.send(draft, by=editor), by=factories.staff("head"))

    assert public(demand).supporters.count == 1


def test_support_shows_the_name_by_choice(demand, association):
    supported(demand, association, shows_name=True)

    assert published(demand).supporters.named == [association.name]


def test_support_twice_is_one_mark_with_the_last_choice(demand, association):
    supported(demand, association)
    supported(demand, association, shows_name=True)

    assert [row.shows_name for row in Support.objects.all()] == [True]


def test_withdrawn_name_leaves_the_page_and_earlier_editions_at_once(demand, association):
    member = factories.representative(association)
    support.add(demand, association=association, by=member, shows_name=True)
    published(demand)
    support.withdraw(demand, association=association, by=member)

    assert (public(demand).supporters.count, public(demand).supporters.named) == (0, [])
    document = Document.objects.select_related("live").get(kind="demand", key=demand.key)
    assert document.closed_until == document.live.number - 1


def test_moderator_who_published_a_name_publishes_the_number_after_it_was_withdrawn(demand, association):
    member, moderator = factories.representative(association), factories.staff("moderator")
    support.add(demand, association=association, by=member, shows_name=True)
    support.publish(demand, by=moderator, seen=support.pending(demand).fingerprint)
    support.withdraw(demand, association=association, by=member)

    support.publish(demand, by=moderator, seen=support.pending(demand).fingerprint)

    assert (public(demand).supporters.count, public(demand).asked) == (0, 0)


def test_name_taken_back_leaves_the_mark(demand, association):
    member = factories.representative(association)
    support.add(demand, association=association, by=member, shows_name=True)
    published(demand)
    support.add(demand, association=association, by=member)

    assert (public(demand).supporters.count, public(demand).supporters.named) == (1, [])
    assert Support.objects.count() == 1


def test_withdrawn_mark_without_name_leaves_with_the_next_edition(demand, association):
    member = factories.representative(association)
    support.add(demand, association=association, by=member)
    published(demand)
    support.withdraw(demand, association=association, by=member)
    support.withdraw(demand, association=association, by=member)

    assert public(demand).supporters.count == 1
    assert published(demand).supporters.count == 0


def test_association_of_the_ledger_cannot_support_what_it_asked(association):
    with pytest.raises(DomainError):
        supported(factories.answered_demand(association), association)


def test_supporter_that_asks_in_a_meeting_later_is_counted_once(demand, association):
    supported(demand, association)
    factories.mention(demand, association)
    factories.mention(demand, factories.verified_association())
    other = factories.verified_association()
    supported(demand, other)

    assert published(demand).supporters.count == 1


def test_support_by_an_association_that_is_not_verified_is_refused(demand):
    with pytest.raises(DomainError):
        supported(demand, factories.association())


def test_support_and_withdrawal_by_a_stranger_are_refused(demand, association):
    stranger = factories.representative()
    supported(demand, association)

    with pytest.raises(NotAllowed):
        support.add(demand, association=association, by=stranger)
    with pytest.raises(NotAllowed):
        support.withdraw(demand, association=association, by=stranger)
    assert Support.objects.count() == 1


def test_only_moderators_and_the_head_bring_the_number_up_to_date(demand, association):
    supported(demand, association)

    with pytest.raises(NotAllowed):
        support.publish(demand, by=factories.staff("editor"), seen=support.pending(demand).fingerprint)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_same_support_20_times_at_once_is_one_mark(demand, association):
    """Threat 31."""
    member = factories.representative(association)
    steps = [lambda: support.add(demand, association=association, by=member, shows_name=True)] * 20

    marks, refused = at_once(steps)

    assert {mark.pk for mark in marks} == {Support.objects.get().pk}
    assert refused == []
