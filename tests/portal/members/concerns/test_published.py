"""The association finds what is public of its concern, on the page of the concern."""

from __future__ import annotations

import pytest
from django.test import Client

from tests import factories
from tests.proposals.concerns import publishing

pytestmark = pytest.mark.django_db


def test_page_of_a_published_concern_leads_to_the_public_page_while_it_is_there() -> None:
    association = factories.association()
    member = factories.representative(association)
    concern = publishing.unnamed(association)
    own, page = Client(), f"/members/concerns/{concern.reference}/"
    own.force_login(member)
    row = publishing.in_review(concern)
    assert row.key not in own.get(page).content.decode()

    row = publishing.approve(row)

    assert f"/concerns/{row.key}/" in own.get(page).content.decode()
    publishing.withdrawn(row)
    assert f"/concerns/{row.key}/" not in own.get(page).content.decode()
