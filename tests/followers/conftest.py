from __future__ import annotations

import pytest

from proposals.models import Demand
from tests.followers.playing import demand_of_a_report


@pytest.fixture
def published_demand(db: None) -> Demand:
    return demand_of_a_report()
