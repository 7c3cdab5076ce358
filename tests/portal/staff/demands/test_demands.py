"""Rewording a demand, and its ledger with what is not public."""

from __future__ import annotations

from typing import Any

import pytest

from proposals.models import Demand
from tests import factories
from tests.portal.staff.desk import posted, signed_in

pytestmark = pytest.mark.django_db


def test_reword_demand_saves_it(recorder: Any) -> None:
    demand = factories.demand()
    desk, page = signed_in(recorder), f"/staff/demands/{demand.pk}/edit/"

    response = desk.post(page, posted(desk.get(page).context["form"]) | {"title_fr": "Plus de sécurité"})

    assert response.status_code == 302
    assert Demand.objects.get().title.fr == "Plus de sécurité"


def test_read_demand_shows_its_ledger_with_what_is_not_public(recorder: Any) -> None:
    meeting = factories.meeting()
    demand = factories.demand_point(meeting, interventions=[factories.contribution(meeting)]).demand

    context = signed_in(recorder).get(f"/staff/demands/{demand.pk}/").context

    assert context["counts"].meetings == 1
    assert context["public_counts"].meetings == 0
