from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from core.errors import DomainError
from portal.staff.reference.kinds import KINDS
from reference import actions
from reference.models import Area, PoliceUnit, Theme
from tests import factories

pytestmark = pytest.mark.django_db
MODELS = [(Theme, {}), (Area, {"kind": "neighbourhood"}), (PoliceUnit, {"level": "district"})]


def line(model: Any, values: dict[str, str]) -> list[Any]:
    """Three entries, each under the one before."""
    found: list[Any] = []
    for key in ("one", "two", "three"):
        above = found[-1] if found else None
        found.append(model.objects.create(key=key, name=factories.text(key), parent=above, **values))
    return found


@pytest.mark.parametrize(("model", "values"), MODELS)
@pytest.mark.parametrize("below", [0, 1, 2])
def test_change_entry_that_would_close_a_circle_is_refused(model: Any, values: Any, below: int, editor: Any) -> None:
    entries = line(model, values)

    with pytest.raises(DomainError):
        actions.change_entry(entries[0], by=editor, version=1, parent=entries[below])

    assert model.objects.get(key="one").parent is None


@pytest.mark.parametrize(("model", "values"), MODELS)
def test_change_entry_to_another_branch_is_saved(model: Any, values: Any, editor: Any) -> None:
    one, two, three = line(model, values)

    actions.change_entry(three, by=editor, version=1, parent=one)
    actions.change_entry(two, by=editor, version=1, parent=three)

    assert model.objects.get(key="two").parent == three


@pytest.mark.parametrize(("model", "values"), MODELS)
@pytest.mark.parametrize("below", [0, 1, 2])
def test_database_refuses_a_circle(model: Any, values: Any, below: int) -> None:
    entries = line(model, values)

    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.filter(key="one").update(parent=entries[below])
    model.objects.filter(key="three").update(parent=entries[0])

    assert model.objects.get(key="three").parent == entries[0]


@pytest.mark.parametrize("kind", ["theme", "area", "unit"])
def test_form_offers_no_parent_from_below(kind: str) -> None:
    model, values = next((model, values) for model, values in MODELS if model is KINDS[kind].model)
    one, two, three = line(model, values)

    def offered(entry: Any) -> set[Any]:
        return set(KINDS[kind].form(instance=entry).fields["parent"].queryset)

    assert not offered(one) & {one, two, three}
    assert {one, two} <= offered(three)
