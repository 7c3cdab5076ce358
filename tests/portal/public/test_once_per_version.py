from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.conf import settings
from django.db import connections, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.public.demands.overview import overview
from portal.public.once_per_version import once_per_version
from publications import reader
from publications.facets import ALL
from tests.portal.public import published


class Counter:
    """``number``: how often it was worked out."""

    def __init__(self) -> None:
        self.number = 0

    def __call__(self) -> int:
        self.number += 1
        return self.number


@pytest.fixture
def counter() -> Counter:
    return Counter()


def counted(counter: Counter) -> Any:
    @once_per_version
    def value() -> int:
        return counter()

    return value


def test_value_is_worked_out_once_for_each_version_and_day(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    value, tomorrow = counted(counter), timezone.localdate() + dt.timedelta(days=1)

    found = [value("a"), value("a"), value("b"), value("b")]
    monkeypatch.setattr(timezone, "localdate", lambda *_, **__: tomorrow)

    assert [*found, value("b")] == [1, 1, 2, 2, 3]


def test_value_that_could_not_be_worked_out_is_tried_again() -> None:
    tries = iter([RuntimeError, None])

    @once_per_version
    def value() -> str:
        if error := next(tries):
            raise error
        return "found"

    with pytest.raises(RuntimeError):
        value("a")
    assert value("a") == "found"


@pytest.mark.django_db
def test_publication_between_the_version_and_the_value_is_never_missed() -> None:
    published.publish(published.demand(1))
    version = reader.version()
    published.publish(published.demand(2))

    assert overview(version).counts[ALL] == 2
    published.publish(published.demand(3))
    assert overview(reader.version()).counts[ALL] == 3


@pytest.mark.django_db
def test_version_names_the_state_of_the_store_and_not_the_number_of_editions() -> None:
    before, found = reader.version(), []
    for title in ("أ", "ب"):
        with transaction.atomic():  # a database that is restored, and in which other editions follow
            edition = published.publish(published.demand(1, title=published.ar(title)))
            found.append((edition.sequence, reader.version()))
            transaction.set_rollback(True)

    (first, one), (second, other) = found
    assert first == second
    assert len({before, one, other}) == 3


@pytest.mark.django_db
def test_editions_that_a_process_knows_are_not_read_again() -> None:
    for number in (1, 2):
        published.publish(published.demand(number))
    first = reader.first_of(reader.documents("demand"), 5)
    published.publish(published.demand(2, title=published.ar("عنوان جديد")), note="صُحح العنوان.")

    with CaptureQueriesContext(connections[settings.PUBLIC_DATABASE]) as queries:
        again = reader.first_of(reader.documents("demand"), 5)
        reader.first_of(reader.documents("demand"), 5)

    assert len(queries) == 3
    assert [row.live.body.title.ar for row in again if row.key == "2"] == ["عنوان جديد"]
    assert {row.live for row in first} & {row.live for row in again} == {row.live for row in first if row.key == "1"}


@pytest.mark.django_db
@pytest.mark.parametrize("section", ["themes", "areas"])
def test_themes_and_areas_ask_for_the_version_alone(assert_cold_queries: Any, section: str) -> None:
    published.publish(published.demand(1))

    assert_cold_queries(f"/en/{section}/", 3)
    assert_cold_queries(f"/fr/{section}/", 1)
