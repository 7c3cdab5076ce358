from __future__ import annotations

import pytest

from demo import civil_society, people
from partners.models import Association
from proposals.models import Concern

pytestmark = pytest.mark.django_db


def test_send_fills_the_inbox_once():
    moderator = people.ensure()["moderator"]

    assert civil_society.send(moderator)
    assert not civil_society.send(moderator)

    assert sorted(Association.objects.values_list("state", flat=True)) == ["pending", "verified"]
    found = Concern.objects.values_list("use", "state")
    assert sorted(found) == [
        ("cell_only", "submitted"),
        ("public_named", "awaiting"),
        ("public_named", "submitted"),
        ("public_unnamed", "submitted"),
        ("public_unnamed", "submitted"),
    ]
    urgent = Concern.objects.waiting().first()
    assert [urgent] == list(Concern.objects.filter(is_urgent=True))
    assert "مثال" in urgent.title


def test_send_says_of_every_association_that_it_is_an_example():
    civil_society.send(people.ensure()["moderator"])

    associations = Association.objects.all()
    assert len(associations) > 1
    for association in associations:
        assert ("مثال" in association.name.ar, "exemple" in association.name.fr) == (True, True)
