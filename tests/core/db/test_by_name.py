"""Lists that the database sorts by name stand in the order of a dictionary."""

from __future__ import annotations

import pytest

from accounts.models import User
from core.db.functions import by_name
from core.text.ordering import dictionary_key
from tests import factories

pytestmark = pytest.mark.django_db
NAMES = ["Amis", "école", "Élan", "Œuvre", "Opéra", "zénith", "ابن خلدون", "إحسان", "أحياء", "آفاق", "بدر"]


def test_names_are_sorted_by_the_database_as_by_python() -> None:
    for name in reversed(NAMES):
        factories.user(name=name)

    found = list(User.objects.filter(name__in=NAMES).order_by(by_name("name"), "pk").values_list("name", flat=True))

    assert found == sorted(NAMES, key=dictionary_key) == NAMES
