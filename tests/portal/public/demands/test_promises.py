from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from portal.public.demands import promises as module
from publications.schemas.demand import Step
from tests.portal.public import published

DAY = dt.date(2018, 10, 17)
TODAY = dt.date(2019, 6, 10)


def step(on: dt.date, state: Any = "studying") -> Step:
    return Step(on=on, state=state, sentence=published.ar("خبر"))


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"answered_on": DAY + dt.timedelta(days=30), "state": "referred"}, [("answer", "kept", 30)]),
        ({"answered_on": DAY + dt.timedelta(days=31), "state": "referred"}, [("answer", "missed", 31)]),
        ({"state": "studying"}, [("answer", "missed", 236)]),
        ({"state": "studying", "registered_on": TODAY - dt.timedelta(days=30)}, [("answer", "awaited", 0)]),
        (
            {"state": "in_progress", "answered_on": DAY, "steps": [step(dt.date(2019, 3, 10))]},
            [("answer", "kept", 0), ("news", "kept", 92)],
        ),
        (
            {"state": "in_progress", "answered_on": DAY, "steps": [step(dt.date(2019, 3, 9))]},
            [("answer", "kept", 0), ("news", "missed", 93)],
        ),
        (
            {"state": "planned", "answered_on": TODAY, "due_on": dt.date(2019, 6, 9), "registered_on": TODAY},
            [("answer", "kept", 0), ("news", "kept", 0), ("date", "missed", 1)],
        ),
        (
            {"state": "closed", "answered_on": DAY, "due_on": DAY, "steps": [step(DAY, "done"), step(TODAY, "closed")]},
            [("answer", "kept", 0), ("date", "kept", 0)],
        ),
        (
            {"state": "done", "answered_on": DAY, "due_on": DAY, "steps": [step(TODAY, "done")]},
            [("answer", "kept", 0), ("date", "missed", 236)],
        ),
        ({"state": "not_possible", "answered_on": DAY, "due_on": DAY}, [("answer", "kept", 0)]),
    ],
)
def test_promises_of_a_demand_are_kept_missed_or_awaited(
    monkeypatch: pytest.MonkeyPatch, facts: dict[str, Any], expected: Any
) -> None:
    body = published.demand(1, **{"steps": [], **facts})

    monkeypatch.setattr(module.timezone, "localdate", lambda: TODAY)

    found = [(each.kind, each.outcome, each.days) for each in module.promises(body)]

    assert found == expected


@pytest.mark.django_db
def test_page_of_a_demand_lists_its_promises(reader: Any) -> None:
    published.publish(published.demand(1, state="studying"))

    page = reader.get("/en/demands/1/").content.decode()

    assert '<li class="missed">' in page
    assert "First answer within 30 days." in page
