from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from core.errors import DomainError
from partners.actions import associations
from partners.models import Association, Membership
from tests import factories

pytestmark = pytest.mark.django_db


def test_visible_to_a_representative_are_the_own_associations():
    mine, other = factories.association(), factories.association()
    user = factories.representative(mine)

    assert list(Association.objects.visible_to(user)) == [mine]
    assert set(Association.objects.visible_to(factories.staff("recorder"))) == {mine, other}


def test_visible_to_a_former_representative_is_nothing():
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    user = factories.representative()
    Membership.objects.filter(user=user).update(since=yesterday, until=yesterday)

    assert not Association.objects.visible_to(user).exists()


def test_suspend_needs_a_sentence(recorder):
    association = associations.move(factories.association(), by=recorder, move="verify")
    with pytest.raises(DomainError):
        associations.move(association, by=recorder, move="suspend")

    association = associations.move(association, by=recorder, move="suspend", sentence="سبب")

    assert (association.state, association.state_reason) == ("suspended", "سبب")
